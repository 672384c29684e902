"""Reads files of others as text; whatever is odd about one is the reason why it is left out."""

from __future__ import annotations

import ast
import io
import json
import os
import pathlib
import tokenize
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from ..problems.python_source import SyntaxFault, parse_python
from .draft import Draft, NotImportable, Source

MAX_FILE = 1_000_000
MAX_LINE = 1_000_000
MAX_RECORDS = 20_000
MAX_FOLDERS = 20_000
MAX_LIST = 20_000_000
FEW = 3

Record: TypeAlias = dict[str, Any] | NotImportable


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


def records(path: pathlib.Path) -> Iterator[tuple[str, Record]]:
    """Yield (place, object) of a file of JSON lines, or of one list of objects.

    Where the first few lines are no objects the file is something else: one fault, place "".
    """
    listed = _list_in(path)
    if listed is not None:
        odd = NotImportable("the entry is no JSON object")
        for number, entry in enumerate(listed, 1):
            yield f"entry {number}", entry if isinstance(entry, dict) else odd
        return
    lines = ((f"line {number}" if number else "", made) for number, made in _lines(path))
    first = list(islice(lines, FEW))
    if len(first) == FEW and all(isinstance(made, NotImportable) for _, made in first):
        yield "", NotImportable(f"none of the first {FEW} lines can be read: {first[0][1]}")
        return
    yield from first
    yield from lines


def _list_in(path: pathlib.Path) -> list[Any] | None:
    """Return the list that a file of moderate size is, or None."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_LIST + 1)
    except OSError:
        return None
    if len(raw) > MAX_LIST or not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return None
    data = _json(raw)
    return data[:MAX_RECORDS] if isinstance(data, list) else None


def _lines(path: pathlib.Path) -> Iterator[tuple[int, Record]]:
    """Yield (line number, object), one line in memory at a time; number 0 is the whole file."""
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
    """Yield what `draft` makes of each task of a file."""
    for place, record in records(path):
        name = f"{path.name}, {place}" if place else path.name
        try:
            if isinstance(record, NotImportable):
                raise record
            name += f" ({record['task_id']})" if isinstance(record.get("task_id"), str) else ""
            yield Source(name, draft(record))
        except NotImportable as reason:
            yield Source(name, reason)


def _object(line: bytes) -> Record:
    data = _json(line)
    if isinstance(data, dict | NotImportable):
        return data
    return NotImportable("the line is no JSON object")


def _json(raw: bytes) -> Any:
    """Return what a JSON text holds, or why it holds nothing that can be written again."""
    try:
        data = json.loads(raw.decode("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeError:
        return NotImportable("the line is not UTF-8, so the file may be compressed or binary")
    except (ValueError, RecursionError):
        return NotImportable("the line is no JSON object")
    return data


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
