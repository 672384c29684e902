"""Rules for the readers of `csv`: what they are handed, and what they give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .scope import called, method
from .texts import say

READERS = ("reader", "DictReader")
HEADING = re.compile(r"'([^']*[;\t|][^']*)': ")
"""A key in the text of a dict with a sign that parts columns in it."""


def reader(node: ast.AST | None) -> str:
    """Return which reader of `csv` a node calls, or ''."""
    name = method(node) or called(node) if node else ""
    return name if name in READERS else ""


def loops(case: Case) -> Iterator[tuple[str, ast.Call]]:
    """Yield each loop name over a reader of `csv`, with the call that makes the reader."""
    made = {
        target.id: node.value
        for node in case.nodes
        if isinstance(node, ast.Assign) and reader(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in case.nodes:
        if isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name):
            over = made.get(node.iter.id) if isinstance(node.iter, ast.Name) else node.iter
            if isinstance(over, ast.Call) and reader(over):
                yield node.target.id, over


def taken(case: Case) -> dict[str, ast.Call]:
    """Return the reader of each row of which the line of the error takes a part."""
    rows = {
        n.value.id
        for n in case.here
        if isinstance(n, ast.Subscript) and isinstance(n.value, ast.Name)
    }
    return {name: call for name, call in loops(case) if name in rows}


def letters(case: Case) -> Iterator[Suggestion]:
    """A reader got a text, and goes through it letter by letter."""
    for call in taken(case).values():
        held = [case.variables.get(a.id, "") for a in call.args[:1] if isinstance(a, ast.Name)]
        if any(value[:1] in ("'", '"') for value in held):
            yield say("csv.letters", 10, name=reader(call))


def list_row(case: Case) -> Iterator[Suggestion]:
    """A row of `csv.reader` is asked for a column by its name."""
    if "list indices must be" in case.message and "not str" in case.message:
        for name, call in taken(case).items():
            if reader(call) == "reader":
                yield say("csv.list_row", 9, name=name)


def separator(case: Case) -> Iterator[Suggestion]:
    """A row has the whole heading as its only key: its columns are parted by another sign."""
    asked = case.message.strip("'\"")
    for heading in (h for shown in case.variables.values() for h in HEADING.findall(shown)):
        if asked in re.split(r"[;\t|]", heading):
            yield say("key.separator", 9, near=f"'{heading}'")
            return


KEY_RULES = (letters, separator)
INDEX_RULES = (letters,)
TYPE_RULES = (list_row,)
