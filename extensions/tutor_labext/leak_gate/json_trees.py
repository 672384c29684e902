"""A syntax tree written as JSON, read as the program that it is the tree of."""

from __future__ import annotations

import ast
import json
from typing import Any

MOST = 20_000
"""Longer texts hold no tree that anybody reads."""
FEWEST = 4
"""So many nodes make a tree."""
_LISTS = (
    "body orelse handlers finalbody decorator_list bases keywords args posonlyargs kwonlyargs"
    " kw_defaults defaults targets generators ifs ops comparators values keys elts names items"
    " type_ignores type_params"
)
LISTS = frozenset(_LISTS.split())
"""Fields that hold lists."""
KINDS = {
    name: kind
    for name, kind in vars(ast).items()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def untreed(text: str) -> str:
    """Return the programs whose syntax trees stand in a text as JSON; "" where there is none.

    Whatever key holds the kind of a node will do; fields that are missing are empty.

    >>> untreed('{"type": "Expr", "value": {"type": "Compare", "left": {"type": "Name", "id": "x"},'
    ...         ' "ops": [{"type": "Lt"}], "comparators": [{"type": "Constant", "value": 3}]}}')
    'x < 3'
    """
    if not any(f'"{name}"' in text for name in ("Name", "Constant", "Call")):
        return ""
    reader = json.JSONDecoder()
    found, at = [], 0
    text = text[:MOST]
    while (at := text.find("{", at)) >= 0:
        try:
            value, at = reader.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
            continue
        found.append(_source(value))
    return "\n".join(filter(None, found))


def _source(value: Any) -> str:
    """Return a tree as source text; "" for any other JSON."""
    try:
        node = _node(value)
        if not isinstance(node, ast.AST) or sum(1 for _ in ast.walk(node)) < FEWEST:
            return ""
        return ast.unparse(ast.fix_missing_locations(node))
    except (AttributeError, TypeError, ValueError, RecursionError, KeyError):
        return ""


def _node(value: Any) -> Any:
    if isinstance(value, list):
        return [_node(one) for one in value]
    if not isinstance(value, dict):
        return value
    kind = next((KINDS[v] for v in value.values() if isinstance(v, str) and v in KINDS), None)
    if kind is None:
        return {name: _node(one) for name, one in value.items()}
    node = kind(**{name: _node(value[name]) for name in kind._fields if name in value})
    for name in kind._fields:
        if not hasattr(node, name):
            setattr(node, name, [] if name in LISTS else None)
    return node
