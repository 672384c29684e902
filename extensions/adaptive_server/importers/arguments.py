"""Tests that look again at what they passed: whether an answer changed its argument."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

Place = tuple[int, int]


def looks_again(source: str) -> bool:
    r"""Say whether a test passes a name to a call and compares what it holds afterwards.

    >>> looks_again("a = [3, 1]\nf(a)\nassert a == [3, 1]"), looks_again("assert f(3) == 9")
    (True, False)
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    passed: dict[str, Place] = {}
    compared: list[tuple[str, Place]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name.startswith("assert"):
                compared += _named(node.args)
            case ast.Call(func=ast.Name(id=name)) if hasattr(builtins, name):
                continue
            case ast.Call():
                for name, _ in _named([*node.args, *(k.value for k in node.keywords)]):
                    end = (node.end_lineno or 0, node.end_col_offset or 0)
                    passed[name] = min(end, passed.get(name, end))
            case ast.Compare():
                compared += _named([node.left, *node.comparators])
    return any(name in passed and at >= passed[name] for name, at in compared)


def _named(values: list[ast.expr]) -> Iterator[tuple[str, Place]]:
    """Yield the names among some values, bare or as items of what is built there."""
    for value in values:
        items = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
        for item in items:
            if isinstance(item, ast.Name):
                yield item.id, (item.lineno, item.col_offset)
