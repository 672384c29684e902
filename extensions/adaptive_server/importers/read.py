"""Reads files of others as text; whatever is odd about one is the reason why it is left out."""

from __future__ import annotations

import ast
import io
import json
import os
import pathlib
import tokenize
from collections.abc import Callable, Iterator
from typing import Any

from ..problems.python_source import SyntaxFault, parse_python
from .draft import Draft, NotImportable, Source

MAX_FILE = 1_000_000
MAX_LINE = 1_000_000
MAX_RECORDS = 20_000
MAX_FOLDERS = 20_000


def text_of(path: pathlib.Path) -> str:
    """Return a text file's content with plain newlines.

    Raises:
        NotImportable: It is no regular file, too large, binary, or in no known encoding.
    """
    try:
        if not path.exists() and not path.is_symlink():
            raise NotImportable(f"{path.name} is missing")
        if path.is_symlink() or not path.is_file():
            raise NotImportable(f"{path.name} is no regular file")
        if path.stat().st_size > MAX_FILE:
            raise NotImportable(f"{path.name} is larger than {MAX_FILE // 1_000_000} MB")
        raw = path.read_bytes()
    except OSError as error:
        raise NotImportable(f"{path.name} cannot be read ({error.strerror})") from None
    if b"\0" in raw:
        raise NotImportable(f"{path.name} is binary, or in an encoding other than UTF-8")
    try:
        encoding = "utf-8-sig"
        if path.suffix == ".py":
            encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        text = raw.decode(encoding)
    except (SyntaxError, LookupError, UnicodeDecodeError):
        raise NotImportable(f"{path.name} is not in the encoding that it says, or UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def records(path: pathlib.Path) -> Iterator[tuple[int, dict[str, Any] | NotImportable]]:
    """Yield (line number, object) of a file of JSON lines, one line in memory at a time."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                if number > MAX_RECORDS:
                    yield number, NotImportable(f"only the first {MAX_RECORDS:,} lines are read")
                    return
                if len(line) > MAX_LINE:
                    while line and not line.endswith(b"\n"):
                        line = file.readline(MAX_LINE)
                    yield number, NotImportable(f"the line is longer than {MAX_LINE:,} bytes")
                elif line.strip():
                    yield number, _object(line)
    except OSError as error:
        yield 0, NotImportable(f"the file cannot be read ({error.strerror})")


def drafts_of_lines(
    path: pathlib.Path, draft: Callable[[dict[str, Any]], Draft]
) -> Iterator[Source]:
    """Yield what `draft` makes of each line of a file of JSON lines."""
    for number, record in records(path):
        name = f"{path.name}, line {number}"
        try:
            if isinstance(record, NotImportable):
                raise record
            name += f" ({record['task_id']})" if isinstance(record.get("task_id"), str) else ""
            yield Source(name, draft(record))
        except NotImportable as reason:
            yield Source(name, reason)


def _object(line: bytes) -> dict[str, Any] | NotImportable:
    try:
        data = json.loads(line.decode("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeError:
        return NotImportable("the line is not UTF-8, so the file may be compressed or binary")
    except (ValueError, RecursionError):
        return NotImportable("the line is no JSON object")
    return data if isinstance(data, dict) else NotImportable("the line is no JSON object")


def field(record: dict[str, Any], key: str, *others: str, empty: bool = False) -> str:
    """Return a text field of a record under one of its names.

    Raises:
        NotImportable: It is not there, no text, or empty.
    """
    value = next((record[k] for k in (key, *others) if k in record), None)
    if not isinstance(value, str) or (not empty and not value.strip()):
        raise NotImportable(f"{key} is missing or no text")
    return value.replace("\r\n", "\n")


def texts(record: dict[str, Any], key: str) -> list[str]:
    """Return a list of texts of a record; absent is empty.

    Raises:
        NotImportable: It is something else.
    """
    value = record.get(key, [])
    if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
        raise NotImportable(f"{key} is no list of texts")
    return value


def parsed(source: str, what: str) -> ast.Module:
    """Return the tree of a source.

    Raises:
        NotImportable: It is no Python.
    """
    tree = parse_python(source)
    if isinstance(tree, SyntaxFault):
        where = f" in line {tree.line}" if tree.line else ""
        raise NotImportable(f"{what} is no valid Python{where}: {tree.message}")
    return tree


def folders(root: pathlib.Path) -> Iterator[pathlib.Path]:
    """Yield a folder and those below it, sorted; links are not followed, so none is met twice."""
    for count, (name, below, _) in enumerate(os.walk(root, followlinks=False)):
        if count >= MAX_FOLDERS:
            return
        below[:] = sorted(x for x in below if not x.startswith(".") and x != "__pycache__")
        yield pathlib.Path(name)
