"""Edits within one statement: comparisons, numbers, names, calls. Runs in the learner's process."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import Any

Made = tuple[str, ast.AST, Any, str | int, object]
COMPARE: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.Eq, ast.IsNot),
    ast.IsNot: (ast.Is,),
}
ARITHMETIC: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Pow, ast.Div),
    ast.Div: (ast.FloorDiv, ast.Mult, ast.Mod),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv, ast.Div),
    ast.Pow: (ast.Mult,),
    ast.BitXor: (ast.Pow,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
CONVERSIONS = ("str", "int", "float", "len", "round", "sorted", "list", "abs", "set", "sum")
CLEANINGS = ("strip", "lower", "upper", "copy")
METHODS = {"append": "extend", "extend": "append", "remove": "discard", "add": "update"}
METHODS |= {"strip": "rstrip", "find": "rfind", "startswith": "endswith", "lower": "upper"}
METHODS |= {"endswith": "startswith", "upper": "lower", "keys": "values", "values": "items"}
METHODS |= {"items": "values", "pop": "popleft", "capitalize": "title", "title": "capitalize"}
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def names_of(tree: ast.Module) -> tuple[str, ...]:
    """Return the learner's own names, in order of first use."""
    found: dict[str, None] = {}
    for node in ast.walk(tree):
        name = node.arg if isinstance(node, ast.arg) else getattr(node, "id", None)
        if isinstance(name, str) and not hasattr(builtins, name):
            found[name] = None
    return tuple(found)[:30]


def of_statement(statement: ast.stmt, names: tuple[str, ...]) -> Iterator[Made]:
    """Yield the changes to a statement; blocks below it are statements of their own."""
    yield from _whole(statement)
    for owner, key, node in _expressions(statement):
        yield from _operators(node)
        yield from _constants(node, owner, key)
        yield from _calls(node, owner, key)
        yield from _slices(node, owner, key)
        yield from _names(node, owner, key, names)
        yield from _wrapped(node, owner, key)


def _expressions(statement: ast.stmt) -> Iterator[tuple[Any, str | int, ast.expr]]:
    waiting: list[tuple[Any, str | int, ast.AST]] = []

    def below(node: ast.AST) -> None:
        for name, value in ast.iter_fields(node):
            if name in (*BLOCKS, "annotation", "returns", "decorator_list"):
                continue
            if isinstance(value, ast.AST):
                waiting.append((node, name, value))
            elif isinstance(value, list):
                waiting.extend((value, n, x) for n, x in enumerate(value) if isinstance(x, ast.AST))

    below(statement)
    while waiting:
        owner, key, node = waiting.pop(0)
        if isinstance(node, ast.stmt):
            continue
        if isinstance(node, ast.expr) and not isinstance(node, ast.JoinedStr):
            yield owner, key, node
        below(node)


def _whole(node: ast.stmt) -> Iterator[Made]:
    if isinstance(node, ast.AugAssign):
        for new in ARITHMETIC.get(type(node.op), ()):
            yield "arithmetic", node, node, "op", new()
    if isinstance(node, ast.If | ast.While):
        yield "condition", node, node, "test", ast.UnaryOp(ast.Not(), node.test)


def _operators(node: ast.expr) -> Iterator[Made]:
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            for compared in COMPARE.get(type(op), ()):
                yield "comparison", node, node.ops, place, compared()
    elif isinstance(node, ast.BoolOp):
        yield "logic", node, node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.BinOp):
        for new in ARITHMETIC.get(type(node.op), ()):
            yield "arithmetic", node, node, "op", new()


def _constants(node: ast.expr, owner: Any, key: str | int) -> Iterator[Made]:
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield "number", node, node, "value", not value
    elif isinstance(value, int):
        for other in dict.fromkeys((value + 1, value - 1, 0, -value)):
            if other != value:
                yield "number", node, node, "value", other
    elif isinstance(value, str):
        yield from _texts(node, value, owner, key)


def _texts(node: ast.Constant, value: str, owner: Any, key: str | int) -> Iterator[Made]:
    if "{" in value:
        try:
            yield "text", node, owner, key, ast.parse("f" + repr(value), mode="eval").body
        except SyntaxError:
            return
    elif value.isidentifier():
        yield "text", node, owner, key, ast.Name(value, ast.Load())
    elif len(value) > 2 and value[0] == value[-1] and value[0] in "\"'":
        yield "text", node, node, "value", value[1:-1]


def _calls(node: ast.expr, owner: Any, key: str | int) -> Iterator[Made]:
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name):
        if node.func.id == "range":
            yield from _range(node)
        elif len(node.args) == 1 and not isinstance(node.args[0], ast.Starred):
            yield "extra_call", node, owner, key, node.args[0]
    elif isinstance(node.func, ast.Attribute):
        other = METHODS.get(node.func.attr)
        if other:
            yield "method", node, node.func, "attr", other
        if not node.args:
            yield "extra_call", node, owner, key, node.func.value
    if len(node.args) == 2:
        yield "order", node, node, "args", node.args[::-1]
    for place, value in enumerate(node.args):
        if isinstance(value, ast.Name):
            yield "method", node, node.args, place, ast.Starred(value, ast.Load())
    for place in range(len(node.keywords)):
        yield "method", node, node, "keywords", node.keywords[:place] + node.keywords[place + 1 :]


def _range(node: ast.Call) -> Iterator[Made]:
    for place, bound in enumerate(node.args):
        for step in (1, -1):
            yield "range", node, node.args, place, _shifted(bound, step)
    if len(node.args) == 1:
        yield "range", node, node, "args", [ast.Constant(1), node.args[0]]
        yield "range", node, node, "args", [ast.Constant(1), _shifted(node.args[0], 1)]
    elif len(node.args) == 2:
        yield "range", node, node, "args", [node.args[1]]


def _slices(node: ast.expr, owner: Any, key: str | int) -> Iterator[Made]:
    if not isinstance(node, ast.Subscript):
        return
    if not isinstance(node.slice, ast.Slice):
        if isinstance(node.slice, ast.Name | ast.BinOp):
            for step in (1, -1):
                yield "slice", node, node, "slice", _shifted(node.slice, step)
        return
    for name in ("lower", "upper", "step"):
        bound = getattr(node.slice, name)
        if bound is None:
            continue
        yield "slice", node, node.slice, name, None
        for step in (1, -1):
            yield "slice", node, node.slice, name, _shifted(bound, step)


def _names(node: ast.expr, owner: Any, key: str | int, names: tuple[str, ...]) -> Iterator[Made]:
    if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
        return
    if hasattr(builtins, node.id):
        return
    yield "text", node, owner, key, ast.Constant(node.id)
    for name in names:
        if name != node.id:
            yield "variable", node, node, "id", name


def _wrapped(node: ast.expr, owner: Any, key: str | int) -> Iterator[Made]:
    """Yield a value with a call around it, where such a call may be missing."""
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.BinOp):
        inner = node.right
        other = ast.BinOp(ast.BinOp(node.left, node.op, inner.left), inner.op, inner.right)
        yield "precedence", node, owner, key, other
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.BinOp):
        inner = node.left
        other = ast.BinOp(inner.left, inner.op, ast.BinOp(inner.right, node.op, node.right))
        yield "precedence", node, owner, key, other
    if isinstance(node, ast.BinOp) and type(node.op) in (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod):
        yield "arithmetic", node, owner, key, ast.BinOp(node.right, node.op, node.left)
    if not _may_need_a_call(node, owner, key):
        return
    if isinstance(node, ast.Attribute):
        yield "method", node, owner, key, ast.Call(node, [], [])
    for name in CONVERSIONS:
        yield "conversion", node, owner, key, ast.Call(ast.Name(name, ast.Load()), [node], [])
    for name in CLEANINGS:
        method = ast.Attribute(node, name, ast.Load())
        yield "conversion", node, owner, key, ast.Call(method, [], [])


def _may_need_a_call(node: ast.expr, owner: Any, key: str | int) -> bool:
    if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del) or key == "func":
        return False
    if isinstance(owner, ast.Return | ast.Assign | ast.BinOp | ast.Compare | ast.For):
        return isinstance(node, ast.Name | ast.Call | ast.Subscript | ast.BinOp | ast.Attribute)
    return isinstance(owner, list) and isinstance(node, ast.Name | ast.Call | ast.Attribute)


def _shifted(node: ast.expr, step: int) -> ast.expr:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return ast.Constant(node.value + step)
    return ast.BinOp(node, ast.Add() if step > 0 else ast.Sub(), ast.Constant(1))
