"""A program but for its layout and for the names that only its own functions see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from textwrap import dedent
from typing import TypeGuard

from .task import undocumented
from .trees import read

NAME = re.compile(r"\b(Name\(id=|arg\(arg=)'(\w+)'")
BLOCKS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@lru_cache(maxsize=512)
def forms_of(code: str) -> frozenset[str]:
    r"""Return the forms of a program, of the whole and of each function and class in it.

    Two functions have the same form where one is the other with its parameters and variables
    called otherwise, each by one name throughout. Names that tests can see stay: of functions,
    of what stands outside of them, and any that nothing gives a value.

    >>> forms_of("def f(a):\n    return a + 1") == forms_of("def f(n):\n  return (n + 1)")
    True
    >>> forms_of("def f(a):\n    return a + b") == forms_of("def f(a):\n    return a + a")
    False
    """
    tree = read(dedent(undocumented(code))) if "def " in code else None
    if tree is None:
        return frozenset()
    blocks = [node for node in ast.walk(tree) if isinstance(node, BLOCKS)]
    return frozenset(map(_form, (tree, *blocks))) if blocks else frozenset()


def is_renamed(code: str, own: str) -> bool:
    """Say whether code is a program, or a function of it, in other names and layout."""
    return whole_form(code) in forms_of(own)


@lru_cache(maxsize=512)
def whole_form(code: str) -> str:
    """Return the form of code, of a function that stands alone as a function's; "" of no code."""
    tree = read(dedent(undocumented(code))) if "def " in code else None
    if tree is None:
        return ""
    alone = len(tree.body) == 1 and isinstance(tree.body[0], BLOCKS)
    return _form(tree.body[0] if alone else tree)


def _form(tree: ast.AST) -> str:
    inner = set(_inner_names(tree))
    order: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        name = match[2]
        return f"{match[1]}{order.setdefault(name, len(order))}" if name in inner else match[0]

    return NAME.sub(numbered, ast.dump(tree))


def _inner_names(tree: ast.AST) -> Iterator[str]:
    """Yield the names to which functions give values that nothing else sees."""
    outer = {name for node in ast.walk(tree) for name in _outer_names(node)}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.arg) and node.arg not in outer:
                    yield node.arg
                elif is_set(node) and node.id not in outer:
                    yield node.id


def _outer_names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            yield from names
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.keyword(arg=str(name)):
            yield name
        case ast.Import(names=imported) | ast.ImportFrom(names=imported):
            yield from (alias.asname or alias.name for alias in imported)
        case ast.Module(body=body):
            for statement in body:
                if not isinstance(statement, BLOCKS):
                    yield from (n.id for n in ast.walk(statement) if is_set(n))


def is_set(node: ast.AST) -> TypeGuard[ast.Name]:
    """Say whether a node gives a name its value."""
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
