"""Finds tests and given code that change what others bring: a module's function, a built-in one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..problems.python_source import parse_python
from .case import Case

_ALWAYS_THERE = "__builtins__"


def check_patches(case: Case) -> None:
    """Tell of lines that set or remove an attribute of a module, as `builtins.len = ...`."""
    problem = case.problem
    cells = [(c.grade_id, c.source) for c in problem.given]
    cells += [(t.grade_id, t.raw) for t in problem.tests]
    for cell, source in cells:
        for line, what in _patches(source):
            case.findings.error(
                "tests",
                f"`{what}` is changed for everybody: answers, tests and the notebook use it too",
                "Give the answer what it needs as an argument, or set a name of your own",
                cell=cell,
                line=line,
            )


def _patches(source: str) -> Iterator[tuple[int, str]]:
    tree = parse_python(source)
    nodes = list(ast.walk(tree)) if isinstance(tree, ast.Module) else []
    modules = {_ALWAYS_THERE}.union(*(_modules(n) for n in nodes if isinstance(n, ast.Import)))
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                if name in modules:
                    yield node.lineno, ast.unparse(node)
            case ast.Call(
                func=ast.Name(id="setattr" | "delattr"),
                args=[ast.Name(id=name), ast.Constant(str(attribute)), *_],
            ):
                if name in modules:
                    yield node.lineno, f"{name}.{attribute}"


def _modules(node: ast.Import) -> Iterator[str]:
    for alias in node.names:
        yield alias.asname or alias.name.partition(".")[0]
