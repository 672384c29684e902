"""What a line of code is like, whatever its names, the texts in it, and the numbers of a long one.

An attribute that is not Python's own is a name as well.
"""

from __future__ import annotations

from functools import lru_cache

from .leak_gate.idioms import COMMON_LINES
from .leak_gate.tokens import FIXED, METHODS, Tokens, is_name, pattern, worked_out

SHORTEST = 4
"""Tokens of the shortest line that is like another one by more than chance."""
LONG = 6
"""Tokens from which numbers do not count."""


@lru_cache(maxsize=8192)
def likes(line: Tokens) -> frozenset[Tokens]:
    """Return a line and what it works out with names and texts numbered, but no common ones."""
    rows = {line, worked_out(line)}
    return frozenset(
        like(row) for row in rows if len(row) >= SHORTEST and pattern(row) not in COMMON_LINES
    )


@lru_cache(maxsize=8192)
def cut(line: Tokens) -> frozenset[Tokens]:
    """Return what the beginnings and ends of a line are like; each has half of it or more."""
    least = max(SHORTEST, (len(line) + 1) // 2)
    sizes = range(least, len(line))
    return frozenset(like(part) for size in sizes for part in (line[:size], line[-size:]))


def unfinished(line: Tokens) -> frozenset[Tokens]:
    """Return what a part of a line is like; the word at each of its ends may be cut."""
    parts = (line, line[1:], line[:-1], line[1:-1])
    return frozenset(like(part) for part in parts if len(part) >= SHORTEST)


def like(line: Tokens) -> Tokens:
    """Return a line with its names numbered by first use and its texts all alike.

    >>> like(("jars", ".", "lid", "=", "box", "+", "'tea'"))
    ('0', '.', '1', '=', '2', '+', "'")
    """
    order: dict[str, str] = {}
    numbered: list[str] = []
    before = ""
    for token in line:
        chosen = token not in METHODS if before == "." else is_name(token)
        if chosen and token not in FIXED:
            numbered.append(order.setdefault(token, str(len(order))))
        elif token[0] == "'" or (len(line) >= LONG and token[0].isdigit()):
            numbered.append("'")
        else:
            numbered.append(token)
        before = token
    return tuple(numbered)
