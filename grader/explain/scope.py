"""What a learner's source says about its names: where they are set, and why one may hold None."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from .case import Case

IN_PLACE = frozenset({"append", "sort", "reverse", "extend", "insert", "remove", "clear", "update"})
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


def method(node: ast.AST) -> str:
    """Return the method name that a call node calls, or ''."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr
    return ""


def none_sources(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield (variable, why, what) for names that hold None.

    `why` is `in_place` (what: the method), `print`, or `no_return` (what: the function).
    """
    empty = {f.name for f in functions(case) if not gives_value(f)}
    for node in case.nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        if why := none_call(node.value, empty):
            yield node.targets[0].id, *why


def none_call(node: ast.AST, empty: set[str]) -> tuple[str, str] | None:
    """Return why a call gives None, as (why, what), or None when nothing says that it does."""
    if method(node) in IN_PLACE:
        return "in_place", method(node)
    if called(node) == "print":
        return "print", "print"
    return ("no_return", called(node)) if called(node) in empty else None
