"""Finds where code reads the clock or draws at random, without running it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..problems.python_source import SyntaxFault, parse_python

_CLOCK = {
    "time": ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime"),
    "datetime": ("now", "today", "utcnow"),
}
_PACE = ("perf_counter", "monotonic", "process_time", "thread_time")
_CHANCE = ("random", "secrets", "uuid")
_TAKES_MOMENT = {"localtime": 0, "gmtime": 0, "ctime": 0, "strftime": 1}
"""Arguments up to which these read the clock; with more they are told the moment."""


@dataclass(frozen=True, slots=True)
class Source:
    """Code, and the line of its cell that it begins at."""

    text: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the cell and what it calls."""

    line: int
    what: str


def reads_clock(source: Source) -> list[Place]:
    r"""Return the calls that read date or time, in the order of their lines.

    >>> reads_clock(Source("from datetime import date\nprint(date.today(), date(2024, 1, 1))"))
    [Place(line=2, what='date.today()')]
    """
    return _places(source, _of_clock)


def reads_pace(source: Source) -> list[Place]:
    r"""Return the calls that measure how long something takes, in the order of their lines.

    >>> reads_pace(Source("from time import perf_counter\nbegun = perf_counter()"))
    [Place(line=2, what='perf_counter()')]
    """
    return _places(source, _of_pace)


def draws(source: Source) -> list[Place]:
    r"""Return the calls that draw from a generator which nobody has given a seed.

    >>> draws(Source("import random\nrandom.seed(4)\nrandom.random()"))
    []
    >>> draws(Source("from random import choice\nchoice('ab')\nimport random\nrandom.Random(1)"))
    [Place(line=2, what='choice()')]
    """
    found = _places(source, _of_chance)
    return [] if any(p.what.endswith("seed()") for p in found) else found


def _places(source: Source, wanted: Callable[[ast.Call, dict[str, str]], bool]) -> list[Place]:
    tree = parse_python(source.text)
    if isinstance(tree, SyntaxFault):
        return []
    brought = dict(_brought(tree))
    found = [
        Place(node.lineno + source.line - 1, f"{ast.unparse(node.func)}()")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and wanted(node, brought)
    ]
    return sorted(found, key=lambda place: place.line)


def _brought(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (name, dotted origin) of everything that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                yield name, alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _origin(func: ast.expr, brought: dict[str, str]) -> list[str]:
    """Return the parts of what is called, e.g. `["datetime", "date", "today"]`."""
    parts: list[str] = []
    while isinstance(func, ast.Attribute):
        parts.insert(0, func.attr)
        func = func.value
    if not isinstance(func, ast.Name) or func.id not in brought:
        return []
    return [*brought[func.id].split("."), *parts]


def _of_clock(call: ast.Call, brought: dict[str, str]) -> bool:
    parts = _origin(call.func, brought)
    if len(parts) < 2 or parts[-1] not in _CLOCK.get(parts[0], ()):
        return False
    return len(call.args) <= _TAKES_MOMENT.get(parts[-1], 9)


def _of_pace(call: ast.Call, brought: dict[str, str]) -> bool:
    parts = _origin(call.func, brought)
    return len(parts) == 2 and parts[0] == "time" and parts[1].removesuffix("_ns") in _PACE


def _of_chance(call: ast.Call, brought: dict[str, str]) -> bool:
    parts = _origin(call.func, brought)
    if parts[:2] == ["numpy", "random"]:
        return parts[2:] != ["default_rng"] or not call.args
    if len(parts) < 2 or parts[0] not in _CHANCE or parts[:2] == ["uuid", "UUID"]:
        return parts == ["os", "urandom"]
    return parts[1] != "Random" or not call.args
