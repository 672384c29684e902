"""Says of code that sets cannot change what it does, so that no other order needs to be tried.

What depends on `PYTHONHASHSEED` is the order of sets, and `hash` itself. Code that imports nothing,
makes no set and reaches for no name by its text has neither.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..problems.python_source import parse_python

_MAKERS = frozenset({"set", "frozenset", "hash"})
_BY_TEXT = frozenset(
    {"eval", "exec", "compile", "globals", "locals", "vars", "dir", "getattr", "__import__"}
)
_VIEWS = frozenset({"keys", "items"})
_OF_SETS = (ast.Sub, ast.BitAnd, ast.BitOr, ast.BitXor)
"""Operators that make a set of two views of dictionaries."""


def is_free_of_sets(sources: Iterable[str]) -> bool:
    r"""Return whether no source can depend on the order of sets; False where that is not plain.

    >>> is_free_of_sets(["def f(d):\n    return sorted(d.keys())", "assert f({}) == []"])
    True
    >>> [is_free_of_sets([x]) for x in ("import re", "a = {1, 2}", "b.keys() - c", "x.__class__")]
    [False, False, False, False]
    """
    views = operators = False
    for tree in map(parse_python, sources):
        if not isinstance(tree, ast.Module):
            return False
        for node in ast.walk(tree):
            match node:
                case ast.Set() | ast.SetComp() | ast.Import() | ast.ImportFrom():
                    return False
                case ast.Name(name) if name in _MAKERS | _BY_TEXT or name.startswith("__"):
                    return False
                case ast.Attribute(attr=name) if name.startswith("__"):
                    return False
                case ast.Attribute(attr=name) if name in _VIEWS:
                    views = True
                case ast.BinOp(op=op) | ast.AugAssign(op=op) if isinstance(op, _OF_SETS):
                    operators = True
    return not (views and operators)
