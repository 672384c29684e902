"""Reads a notebook file as plain JSON; whatever is wrong with it is told in one line."""

from __future__ import annotations

import json
import pathlib
import sys
from collections import Counter
from typing import Any

from .json_place import line_of_constant, line_of_half, line_of_second

MAX_BYTES = 2_000_000


class UnreadableError(Exception):
    """A file that holds no notebook: `message` and `remedy`, one line each."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(message)


def read_bytes(
    path: pathlib.Path, limit: int = MAX_BYTES, wanted: str = "Give the path of a problem.ipynb"
) -> bytes:
    """Return a file's bytes.

    Args:
        path: The file.
        limit: Most bytes.
        wanted: The remedy where there is no such file.

    Raises:
        UnreadableError: It is not there, no regular file, or too large.
    """
    try:
        if not path.is_file():
            if path.is_symlink():
                raise UnreadableError("the link leads nowhere", "Correct or remove it")
            raise UnreadableError("there is no such file", wanted)
        if path.stat().st_size > limit:
            raise UnreadableError(
                f"the file is larger than {limit // 1_000_000} MB",
                "Clear all outputs, and split what is still too large",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"the file cannot be read: {error.strerror}", "Check its rights"
        ) from None


def parse_json(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in `raw`.

    Raises:
        UnreadableError: It is no UTF-8, no JSON, or no object.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"byte {error.start} is not UTF-8", "Save the notebook in the encoding UTF-8"
        ) from None
    if text.startswith("\ufeff"):
        raise UnreadableError(
            "the file begins with a byte order mark", "Save it as UTF-8 without BOM"
        )
    try:
        data = json.loads(text, parse_constant=_refuse, object_pairs_hook=_pairs)
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"line {error.lineno} is not JSON: {error.msg}",
            "Open and save it in JupyterLab, or undo the last change (a merge may have marked it)",
        ) from None
    except RecursionError:
        raise UnreadableError(
            "the JSON is nested too deeply", "Write it anew in JupyterLab"
        ) from None
    except UnicodeEncodeError:
        raise UnreadableError(
            f"line {line_of_half(text)}: a text holds half of a character",
            "Write the whole character, or remove \\ud8.. to \\udf..",
        ) from None
    except _Refused as error:
        place = line_of_second(text, error.key) if error.key else line_of_constant(text)
        raise UnreadableError(f"line {place}: {error}", "Correct it in an editor") from None
    except ValueError:
        most = sys.get_int_max_str_digits()
        raise UnreadableError(
            f"a number has more than {most} digits", "Write a shorter one, or a text"
        ) from None
    if not isinstance(data, dict):
        raise UnreadableError("the file holds JSON, but no notebook", "Save it from JupyterLab")
    return data


class _Refused(ValueError):
    """What Python's parser takes and others do not; `key` is the one that is there twice."""

    def __init__(self, text: str, key: str = "") -> None:
        self.key = key
        super().__init__(text)


def _refuse(name: str) -> Any:
    raise _Refused(f"{name} is no JSON number")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        twice = next(k for k, n in Counter(k for k, _ in pairs).items() if n > 1)
        raise _Refused(f"the key {twice!r} is there twice in one object", twice)
    return table
