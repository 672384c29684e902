"""A pytest module written in one way: `pytest.raises`, whatever it imports pytest as."""

from __future__ import annotations

import ast
import pathlib
from collections.abc import Mapping

from .read import parsed, text_of

_CONFTEST = "conftest.py"


def spelled_out(tree: ast.Module) -> ast.Module:
    """Return a module without imports of pytest's names: `approx` becomes `pytest.approx`."""
    names: dict[str, ast.expr] = {}
    body: list[ast.stmt] = []
    for node in tree.body:
        match node:
            case ast.ImportFrom(module="pytest"):
                names |= {
                    a.asname or a.name: ast.Attribute(ast.Name("pytest", ast.Load()), a.name)
                    for a in node.names
                }
            case ast.Import([ast.alias("pytest", str(alias))]):
                names[alias] = ast.Name("pytest", ast.Load())
            case ast.Assign([ast.Name("pytestmark")]):
                pass  # chooses which tests to run, and how they are reported
            case _:
                body.append(node)
    made = ast.Module(body, tree.type_ignores)
    _Spelled(names).visit(made)
    return ast.fix_missing_locations(made)


class _Spelled(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, ast.expr]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Write out one name."""
        return self._names.get(node.id, node)


def with_conftest(tree: ast.Module, folder: pathlib.Path) -> ast.Module:
    """Return a module with what the folder's `conftest.py` has, before its own."""
    if not (folder / _CONFTEST).is_file():
        return tree
    shared = parsed(text_of(folder / _CONFTEST), _CONFTEST)
    return ast.Module([*shared.body, *tree.body], tree.type_ignores)


def patches_of(test: ast.FunctionDef) -> int:
    """Return how many arguments of a test `@mock.patch` gives it: those without a value."""
    found = 0
    for mark in test.decorator_list:
        match mark:
            case ast.Call(func, args, keywords) if not any(k.arg == "new" for k in keywords):
                words = ast.unparse(func).split(".")
                found += words[-1] == "patch" and len(args) < 2
                found += words[-2:] == ["patch", "object"] and len(args) < 3
    return found
