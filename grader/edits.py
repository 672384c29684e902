"""Small edits of a learner's code, one at a time: which of them would mend it?

Runs in the learner's process, before any of their code. An edit is a kind, the line it is at, and
the whole text that it makes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple

from grader import edits_of_blocks, edits_of_values
from grader.learner_code import compile_cell

MOST_EDITS = 400
MOST_TEXT = 1_500_000
KINDS = (
    *("result", "comparison", "range", "branch", "indent", "conversion", "text", "slice"),
    *("arithmetic", "update", "number", "precedence", "logic", "condition", "method"),
    *("extra_call", "order", "extra_line", "variable"),
)
"""The likelier first: time is short."""


class Change(NamedTuple):
    """A part of a tree (`owner`'s attribute, or item of a list) and what it becomes."""

    kind: str
    at: ast.AST
    owner: Any
    key: str | int
    value: object


def edits(sources: list[str], covered: list[list[Any]] | None) -> list[list[Any]]:
    """Return `[cell number, line, kind, text]` of each edit, the likelier first.

    Args:
        sources: The answer cells.
        covered: `[cell number, line]` of the lines that ran; None for all of them.
    """
    ran = None if covered is None else {(cell, line) for cell, line in covered}
    found: list[tuple[int, Change, ast.Module]] = []
    for cell, source in enumerate(sources):
        try:
            tree = compile_cell(source, "<cell>", ast.PyCF_ONLY_AST)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        lines = None if ran is None else {line for number, line in ran if number == cell}
        found += [(cell, change, tree) for change in changes(tree, lines)]
    found.sort(key=lambda one: KINDS.index(one[1].kind))
    return list(_texts(found))


def changes(tree: ast.Module, ran: set[int] | None) -> Iterator[Change]:
    """Yield the changes to the statements that ran."""
    names = edits_of_values.names_of(tree)
    for statement in [n for n in ast.walk(tree) if isinstance(n, ast.stmt)]:
        if ran is None or ran.intersection(_own_lines(statement)):
            yield from map(Change._make, edits_of_values.of_statement(statement, names))
        yield from _of_blocks(statement, ran)
    yield from _of_blocks(tree, ran)


def _of_blocks(node: ast.AST, ran: set[int] | None) -> Iterator[Change]:
    for change in map(Change._make, edits_of_blocks.of_node(node)):
        if ran is None or getattr(change.at, "lineno", 0) in ran:
            yield change


def _own_lines(statement: ast.stmt) -> range:
    """Return the lines of a statement without the block below it."""
    body = getattr(statement, "body", None)
    last = statement.end_lineno or statement.lineno
    if isinstance(body, list) and body:
        last = max(statement.lineno, body[0].lineno - 1)
    return range(statement.lineno, last + 1)


def _texts(found: list[tuple[int, Change, ast.Module]]) -> Iterator[list[Any]]:
    size, seen = 0, set[tuple[int, str]]()
    for cell, change, tree in found:
        try:
            text = _changed(change, tree)
        except (ValueError, RecursionError):
            continue
        if (cell, text) in seen:
            continue
        seen.add((cell, text))
        size += len(text)
        if len(seen) > MOST_EDITS or size > MOST_TEXT:
            return
        yield [cell, getattr(change.at, "lineno", 1), change.kind, text]


def _changed(change: Change, tree: ast.Module) -> str:
    before = swap(change.owner, change.key, change.value)
    try:
        return ast.unparse(tree)
    finally:
        swap(change.owner, change.key, before)


def swap(owner: Any, key: str | int, value: object) -> object:
    """Put a value into an attribute, or an item of a list, and return what was there."""
    if isinstance(key, int):
        before: object = owner[key]
        owner[key] = value
        return before
    before = getattr(owner, key)
    setattr(owner, key, value)
    return before
