"""What a learner's source says about its names: where they are set, and why one may hold None."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TypeGuard

from .case import Case

IN_PLACE = frozenset(
    ("append", "sort", "reverse", "extend", "insert", "remove", "clear", "update", "shuffle")
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def bindings(case: Case) -> Iterator[tuple[str, int]]:
    """Yield every name that the source sets, with its line, in order of the lines."""
    yield from sorted(_bound(case), key=lambda pair: pair[1])


def _bound(case: Case) -> Iterator[tuple[str, int]]:
    for node in case.nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name, node.lineno
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    yield (alias.asname or alias.name).split(".")[0], node.lineno
            case ast.ExceptHandler(name=str(name)):
                yield name, node.lineno


def stores(node: ast.AST) -> TypeGuard[ast.Name]:
    """Say whether a node sets a name."""
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def functions(case: Case) -> list[Function]:
    """Return the functions that the source defines."""
    return [n for n in case.nodes if isinstance(n, Function)]


def function_at(case: Case, line: int | None) -> Function | None:
    """Return the innermost function around a line, or None at the top level."""
    around = [f for f in functions(case) if line and f.lineno < line <= (f.end_lineno or 0)]
    return max(around, key=lambda f: f.lineno, default=None)


def parameters(function: Function) -> list[str]:
    """Return the names of a function's parameters that are passed by position."""
    return [a.arg for a in (*function.args.posonlyargs, *function.args.args)]


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body without those of functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))


def gives_value(function: Function) -> bool:
    """Say whether a function can give back anything but None."""
    return any(
        (isinstance(n, ast.Return) and n.value is not None)
        or isinstance(n, ast.Yield | ast.YieldFrom)
        for n in own_nodes(function)
    )


def prints(function: Function) -> bool:
    """Say whether a function calls print."""
    return any(called(n) == "print" for n in own_nodes(function))


def called(node: ast.AST) -> str:
    """Return the plain name that a call node calls, or ''."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def method(node: ast.AST | None) -> str:
    """Return the method name that a call node calls, or ''."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr
    return ""


def giving_none(case: Case) -> dict[str, str]:
    """Return the functions of the source that give None: always (`no_return`), or `some_path`."""
    found = {}
    for function in functions(case):
        if not gives_value(function):
            found[function.name] = "no_return"
        elif not leaves(function.body) or any(map(leaves_without, own_nodes(function))):
            found[function.name] = "some_path"
    return found


def none_call(node: ast.AST, giving: Mapping[str, str]) -> tuple[str, str] | None:
    """Return why a call gives, or may give, None; None when nothing says so.

    Args:
        node: Any part of the source.
        giving: See `giving_none`.

    Returns:
        (why, what): `in_place`, `get` or `fetchone` with the method, `print`, or as in `giving`
        the function.
    """
    if method(node) in IN_PLACE:
        return "in_place", method(node)
    if called(node) == "print" or method(node) in ("get", "fetchone"):
        return (called(node) or method(node),) * 2
    name = called(node) or method(node)
    return (giving[name], name) if name in giving else None


def leaves_without(node: ast.AST) -> bool:
    """Say whether a node is a `return` that gives back nothing, or None by its name."""
    return isinstance(node, ast.Return) and (
        node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
    )


def leaves(block: list[ast.stmt]) -> bool:
    """Say whether a block never runs past its end; in doubt it is taken to leave."""
    match block[-1:]:
        case [ast.If(body=body, orelse=other)]:
            return bool(other) and leaves(body) and leaves(other)
        case [ast.For(orelse=other)]:
            return bool(other) and leaves(other)
        case [ast.Expr() | ast.Assign() | ast.AugAssign() | ast.AnnAssign() | ast.Pass()]:
            return False
    return True


def class_at(case: Case, line: int | None) -> ast.ClassDef | None:
    """Return the innermost class around a line, or None outside of one."""
    classes = (n for n in case.nodes if isinstance(n, ast.ClassDef))
    around = [c for c in classes if line and c.lineno < line <= (c.end_lineno or 0)]
    return max(around, key=lambda c: c.lineno, default=None)


def methods(case: Case) -> list[Function]:
    """Return the functions that stand directly in a class."""
    classes = (n for n in case.nodes if isinstance(n, ast.ClassDef))
    return [part for c in classes for part in c.body if isinstance(part, Function)]
