"""Keeps a query of a learner from reading names of the test.

`frame.query(text)` and `pandas.eval(text)` look names up where they are called: `a == @expected`.
So a text that does not stand in the instructor's cells may name columns, what is the learner's, and
after `@` what the instructor's texts name so.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection
from types import FrameType

_FOLDER = "pandas.core.computation."
_LOCAL = "__pd_eval_local_"
_OF_PANDAS = frozenset(("Timestamp", "datetime", "True", "False", "list", "tuple", "inf", "Inf"))


def reads_query(reader: FrameType | None) -> FrameType | None:
    """Return the call of `pandas.eval` for which a text is read; None where it is for another."""
    at = reader.f_back if reader and reader.f_code is ast.parse.__code__ else None
    if at is None or not str(at.f_globals.get("__name__")).startswith(_FOLDER):
        return None
    while at is not None:
        if at.f_globals.get("__name__") == f"{_FOLDER}eval" and at.f_code.co_name == "eval":
            return at
        at = at.f_back
    return None


def may_ask(
    query: FrameType,
    read: str,
    learners: Collection[str],
    texts: Collection[str],
) -> bool:
    """Say whether a query may be asked.

    Args:
        query: The call of `pandas.eval`.
        read: What pandas has made of it: Python, `@` replaced.
        learners: Names of the test that are the learner's.
        texts: What stands in the instructor's cells.
    """
    if query.f_locals.get("expr") in texts:
        return True
    try:
        tree = ast.parse(read)
    except (SyntaxError, ValueError):
        return True  # for pandas too
    columns = bool(query.f_locals.get("resolvers"))

    def is_open(name: str) -> bool:
        if not name.startswith(_LOCAL):
            return columns or name in learners or name in _OF_PANDAS
        name = name.removeprefix(_LOCAL)
        return name in learners or any(f"@{name}" in text for text in texts)

    return _holds(tree, is_open)


def _holds(tree: ast.AST, is_open: Callable[[str], bool]) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not is_open(node.id):
            return False
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            return False
    return True
