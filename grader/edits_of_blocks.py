"""Edits of statements and their order. Runs in the learner's process."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

Made = tuple[str, ast.AST, Any, str | int, object]
COMPOUND = (ast.For, ast.While, ast.If, ast.With)


def of_node(node: ast.AST) -> Iterator[Made]:
    """Yield the changes to the blocks right below a node."""
    for key in ("body", "orelse", "finalbody"):
        block = getattr(node, key, None)
        if isinstance(block, list):
            for place, statement in enumerate(block):
                yield from _results(statement, block, place)
                yield from _updates(statement, block, place)
                for kind, at, changed in _moved(block, place):
                    yield kind, at, node, key, changed


def _results(statement: ast.stmt, block: list[ast.stmt], place: int) -> Iterator[Made]:
    """Yield changes to what becomes of a value: printed, returned, kept, thrown away."""
    if isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant):
        value = statement.value
        call = value if isinstance(value, ast.Call) else None
        if call and isinstance(call.func, ast.Name) and call.func.id == "print" and call.args:
            yield "result", statement, block, place, ast.Return(call.args[0])
        else:
            yield "result", statement, block, place, ast.Return(value)
        if call and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            kept = ast.Name(call.func.value.id, ast.Store())
            yield "result", statement, block, place, _assign(kept, value)
    if isinstance(statement, ast.Return) and statement.value is not None:
        yield "result", statement, block, place, ast.Expr(ast.Yield(statement.value))
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
        yield "result", statement, block, place, ast.Expr(statement.value)
    if isinstance(statement, ast.Return) and isinstance(statement.value, ast.Name):
        if place and isinstance(block[place - 1], ast.Expr):
            return
        yield from _returned_elsewhere(statement, block, place)


def _returned_elsewhere(statement: ast.Return, block: list[ast.stmt], place: int) -> Iterator[Made]:
    before = block[place - 1] if place else None
    if isinstance(before, ast.Assign) and isinstance(before.targets[0], ast.Name):
        yield "result", statement, block, place, ast.Return(_load(before.targets[0].id))


def _updates(statement: ast.stmt, block: list[ast.stmt], place: int) -> Iterator[Made]:
    if isinstance(statement, ast.AugAssign):
        yield "update", statement, block, place, _assign(statement.target, statement.value)
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        if isinstance(target, ast.Name | ast.Subscript | ast.Attribute):
            yield (
                *("update", statement, block, place),
                ast.AugAssign(target, ast.Add(), statement.value),
            )
        if isinstance(target, ast.Name):
            own = ast.Attribute(_load("self"), target.id, ast.Store())
            yield "variable", statement, block, place, _assign(own, statement.value)


def _moved(block: list[ast.stmt], place: int) -> Iterator[tuple[str, ast.AST, list[ast.stmt]]]:
    """Yield the block with one statement elsewhere or left out."""
    statement, after = block[place], block[place + 1 :]
    before = block[:place]
    if len(block) > 1 and not isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield "extra_line", statement, before + after
    if isinstance(statement, COMPOUND):
        yield from _out_of(statement, before, after)
    if not after:
        return
    following, rest = after[0], after[1:]
    yield "order", following, [*before, following, statement, *rest]
    if isinstance(statement, COMPOUND):
        yield "indent", following, [*before, _with_body(statement, following), *rest]
    if isinstance(statement, ast.If) and isinstance(following, ast.If) and not statement.orelse:
        chained = ast.If(statement.test, statement.body, [following])
        yield "branch", following, [*before, chained, *rest]
    if isinstance(statement, ast.If) and not statement.orelse:
        otherwise = ast.If(statement.test, statement.body, [following])
        yield "branch", following, [*before, otherwise, *rest]


def _out_of(
    statement: Any, before: list[ast.stmt], after: list[ast.stmt]
) -> Iterator[tuple[str, ast.AST, list[ast.stmt]]]:
    for key in ("body", "orelse"):
        inner = getattr(statement, key, None)
        if not inner:
            continue
        fields = dict(ast.iter_fields(statement))
        shorter = inner[:-1] or ([] if key == "orelse" else [ast.Pass()])
        changed = ast.copy_location(type(statement)(**{**fields, key: shorter}), statement)
        yield "indent", inner[-1], [*before, changed, inner[-1], *after]


def _with_body(statement: Any, more: ast.stmt) -> ast.stmt:
    fields = dict(ast.iter_fields(statement))
    key = "orelse" if isinstance(statement, ast.If) and statement.orelse else "body"
    changed: ast.stmt = type(statement)(**{**fields, key: [*fields[key], more]})
    return ast.copy_location(changed, statement)


def _assign(target: Any, value: ast.expr) -> ast.Assign:
    return ast.Assign([target], value, lineno=1)


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())
