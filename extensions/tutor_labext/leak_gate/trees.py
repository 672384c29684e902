"""Sub-trees of code, written so that names, operand order and short forms do not matter."""

from __future__ import annotations

import ast
import contextlib
import re
import textwrap
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .tokens import FIXED, HOLE

SMALLEST, LARGEST = 4, 60
MOST_CODE = 8_000
TINY = re.compile(r"\w+(?:\.\w+)?(?:\(\))?")
"""A name, which is no tree to speak of."""
PROMPT = re.compile(r"^\s*(?:>>>|\.\.\.) ?", re.M)
UNSAID = frozenset(
    {"ctx", "type_comment", "type_ignores", "decorator_list", "returns", "annotation", "name"}
    | {"kind", "type_params"}
)
TURNED = {ast.Gt: "Lt", ast.GtE: "LtE"}
EITHER_WAY = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr, ast.BitXor)
COUNTED = (ast.expr, ast.stmt, ast.operator, ast.cmpop)
WHOLE = (ast.stmt, ast.expr)
BLOCKS = (ast.FunctionDef, ast.ClassDef)
HEADS = (ast.For, ast.While, ast.If)
Shape = Any
"""Nested tuples and strings; ('id', name) is a name that an author chose."""
Shapes = dict[int, Shape]


@lru_cache(maxsize=1024)
def subtrees(code: str) -> dict[str, int]:
    """Return {shape: size} of the statements and expressions of code, of blocks the head alone.

    >>> subtrees("a = b + 1") == subtrees("x = 1 + y")
    True
    """
    out: dict[str, int] = {}
    tree = None if TINY.fullmatch(code) else parse(code)
    if tree is not None:
        # A sum of a thousand parts is deeper than Python can go: what was seen of it counts.
        with contextlib.suppress(RecursionError):
            _measure(tree, out, {})
    return out


def _measure(node: ast.AST, out: dict[str, int], known: Shapes) -> int:
    size = 1 if isinstance(node, COUNTED) else 0
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            for child in value:
                if isinstance(child, ast.AST):
                    size += _measure(child, out, known)
        elif isinstance(value, ast.AST) and field != "ctx":
            size += _measure(value, out, known)
    if isinstance(node, HEADS):
        head = [getattr(node, f) for f in ("target", "iter", "test") if hasattr(node, f)]
        weight = sum(1 for part in head for _ in ast.walk(part))
        if weight >= SMALLEST:
            shapes = tuple(normal(part, known) for part in head)
            out[type(node).__name__ + written(shapes, {})] = weight
    elif SMALLEST <= size <= LARGEST and isinstance(node, WHOLE) and not isinstance(node, BLOCKS):
        out[written(normal(node, known), {})] = size
    return size


def normal(node: Any, known: Shapes) -> Shape:
    """Return a node with equal orders made one: operands sorted, comparisons turned.

    Args:
        node: A part of a tree.
        known: Shapes of nodes of the same tree that were asked before; this one is added.
    """
    if not isinstance(node, ast.AST):
        return tuple(normal(part, known) for part in node) if isinstance(node, list) else node
    if (shape := known.get(id(node))) is None:
        shape = known[id(node)] = _normal(node, lambda part: normal(part, known))
    return shape


def _normal(node: ast.AST, normal: Callable[[Any], Shape]) -> Shape:
    match node:
        case ast.Name(id=name) | ast.arg(arg=name):
            return name if name in FIXED else ("id", name)
        case ast.Constant(value=value):
            return ("c", repr(value)[:24])
        case ast.BinOp(left=left, op=op, right=right):
            return _operation(normal(left), op, normal(right))
        case ast.AugAssign(target=target, op=op, value=value):
            return ("Assign", (normal(target),), _operation(normal(target), op, normal(value)))
        case ast.Assign(targets=targets, value=value):
            return ("Assign", tuple(map(normal, targets)), normal(value))
        case ast.AnnAssign(target=target, value=value):
            return ("Assign", (normal(target),), normal(value))
        case ast.BoolOp(op=bool_op, values=values):
            parts = sorted(map(normal, values), key=_nameless)
            return ("bool", type(bool_op).__name__, *parts)
        case ast.Compare(left=left, ops=[compare], comparators=[right]):
            return _comparison(normal(left), compare, normal(right))
        case ast.Attribute(value=value, attr=attr):
            return ("at", attr, normal(value))
        case ast.AST():
            fields = (value for name, value in ast.iter_fields(node) if name not in UNSAID)
            return (type(node).__name__, *map(normal, fields))
    return node


def _operation(left: Shape, op: ast.operator, right: Shape) -> Shape:
    if isinstance(op, EITHER_WAY):
        left, right = sorted((left, right), key=_nameless)
    return ("bin", type(op).__name__, left, right)


def _comparison(left: Shape, op: ast.cmpop, right: Shape) -> Shape:
    name = type(op).__name__
    if type(op) in TURNED:
        left, right, name = right, left, TURNED[type(op)]
    if name in ("Eq", "NotEq"):
        left, right = sorted((left, right), key=_nameless)
    return ("cmp", name, left, right)


def _nameless(shape: Shape) -> str:
    if not isinstance(shape, tuple):
        return str(shape)
    return "id" if shape and shape[0] == "id" else "(" + ",".join(map(_nameless, shape)) + ")"


def written(shape: Shape, order: dict[str, int]) -> str:
    """Return a shape as text, names numbered in order of first use."""
    if not isinstance(shape, tuple):
        return str(shape)
    if shape and shape[0] == "id":
        return f"v{order.setdefault(shape[1], len(order))}"
    return "(" + ",".join(written(part, order) for part in shape) + ")"


@lru_cache(maxsize=1024)
def parse(code: str) -> ast.Module | None:
    """Return the tree of code, or None. A body without its function or single lines will do."""
    if len(code) > MOST_CODE:
        code = code[:MOST_CODE]
    if HOLE.search(code):
        code = "\n".join(line for line in code.splitlines() if not HOLE.search(line))
    code = textwrap.dedent(PROMPT.sub("", code))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if (tree := read(code)) is not None:
            return tree
        body: list[ast.stmt] = []
        for line in filter(None, map(str.strip, code.splitlines()[:80])):
            whole = f"{line}\n    pass" if line.endswith(":") else line
            if line.startswith(("elif", "else")):
                whole = "if 1: pass\n" + whole
            if whole != code and (tree := read(whole)) is not None:
                body += tree.body
    return ast.Module(body=body, type_ignores=[]) if body else None


def read(code: str) -> ast.Module | None:
    """Return the tree of a whole program, or None."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
