"""Finds the line of a fault that is no fault of JSON's grammar, where the parser names none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|-?Infinity|NaN', re.DOTALL)


def line_of_constant(text: str) -> int:
    r"""Return the line of the first NaN or Infinity, 0 where there is none.

    >>> line_of_constant('{"a": "NaN",\n"b": NaN}')
    2
    """
    return next((line for part, line in _tokens(text) if part[-1] in "Ny"), 0)


def line_of_second(text: str, key: str) -> int:
    r"""Return the line in which a key is there for the second time in its object, else 0.

    >>> line_of_second('{"a": {"b": 1},\n"b": 2,\n"a": {"b": 3,\n"b": 4}}', "b")
    4
    """
    seen: list[set[str]] = []
    last, at = "", 0
    for part, line in _tokens(text):
        if part == ":" and seen and last.startswith('"'):
            name = str(json.loads(last, strict=False))
            if name == key and name in seen[-1]:
                return at
            seen[-1].add(name)
        elif part in "{[":
            seen.append(set())
        elif part in "}]" and seen:
            seen.pop()
        last, at = part, line
    return 0


def line_of_half(text: str) -> int:
    r"""Return the line of the first text with half of a character in it, else 0.

    >>> line_of_half('{"a":\n"\\ud83d\\ude00",\n"b": "\\ud83d"}')
    3
    """
    for part, line in _tokens(text):
        if part.startswith('"'):
            try:
                json.loads(part, strict=False).encode()
            except UnicodeEncodeError:
                return line
    return 0


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, before = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", before, found.start())
        before = found.start()
        yield found.group(), line
