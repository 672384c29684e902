"""Says where two values differ, for feedback on a visible test."""

from __future__ import annotations

import difflib
import itertools
from typing import Any

from grader.text import show

_PLAINLY_SEEN = 30
_MAX_LINES, _MAX_NAMED, _MAX_CHARS = 20, 5, 4000


def difference(expected: Any, got: Any) -> str:
    """Return lines that say where two values of one type differ; empty where that needs no words.

    >>> difference([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 3, 4, 0, 6, 7, 8, 9, 10])
    'At index 4: expected 5, got 0.'
    """
    if type(expected) is not type(got):
        return ""
    if max(len(show(expected)), len(show(got))) <= _PLAINLY_SEEN:
        return ""
    match expected:
        case str():
            return _texts(expected, got)
        case list() | tuple():
            return _sequences(expected, got)
        case dict():
            return _mappings(expected, got)
        case set() | frozenset():
            return _sets(expected, got)
    return ""


def _texts(expected: str, got: str) -> str:
    if "\n" in expected or "\n" in got:
        lines = difflib.ndiff(
            got[:_MAX_CHARS].splitlines()[:_MAX_LINES],
            expected[:_MAX_CHARS].splitlines()[:_MAX_LINES],
        )
        shown = [line.rstrip() for line in lines if line[:1] != "?"]
        return "\n".join(["Lines with - are yours, with + expected:", *shown[: 2 * _MAX_LINES]])
    at = _first_difference(expected, got)
    if at is None:
        return _lengths(expected, got, "characters")
    parts = (show(text[at : at + 20]) for text in (expected, got))
    return f"At character {at}: expected {next(parts)}, got {next(parts)}."


def _first_difference(expected: Any, got: Any) -> int | None:
    pairs = enumerate(zip(expected, got, strict=False))
    return next((i for i, (a, b) in pairs if not bool(a == b)), None)


def _lengths(expected: Any, got: Any, what: str) -> str:
    return f"Expected {len(expected)} {what}, got {len(got)}."


def _sequences(expected: Any, got: Any) -> str:
    at = _first_difference(expected, got)
    if at is None:
        return _lengths(expected, got, "items")
    return f"At index {at}: expected {show(expected[at])}, got {show(got[at])}."


def _mappings(expected: dict[Any, Any], got: dict[Any, Any]) -> str:
    said = _sets(set(expected), set(got), "keys")
    for key in itertools.islice((k for k in expected if k in got), 10_000):
        if not bool(expected[key] == got[key]):
            pair = f"expected {show(expected[key])}, got {show(got[key])}"
            return f"{said}\nAt key {show(key)}: {pair}.".strip()
    return said


def _sets(expected: Any, got: Any, what: str = "items") -> str:
    said = []
    for word, items in (("Missing", expected - got), ("Not expected", got - expected)):
        if items:
            named = [show(item) for item in itertools.islice(items, _MAX_NAMED)]
            more = " and others" if len(items) > _MAX_NAMED else ""
            said.append(f"{word} {what}: {', '.join(sorted(named))}{more}.")
    return "\n".join(said)
