"""Habits that run well and teach badly: what a learner would copy from a right solution."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

_MAKERS = ("list", "dict", "set")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
# The module `site` adds these for people at a prompt.
_OF_THE_PROMPT = {"copyright", "credits", "license", "exit", "quit", "help"}


def habits(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    r"""Yield (line, what is wrong, remedy) of each bad habit in a source.

    They are E711, E722, A001, A002 and B006 of the common linters.

    >>> [(line, what) for line, what, _ in habits(ast.parse("list = 1\nif a == None: pass"))]
    [(1, "the name 'list' hides Python's own"), (2, 'a comparison with None by ==')]
    """
    found = [
        (getattr(node, "lineno", 1), what, remedy)
        for node, inside in _placed(tree)
        for what, remedy in _of(node, in_class=inside)
    ]
    yield from sorted(found)


def _placed(node: ast.AST, *, in_class: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Yield each node below one, and whether a name that it sets is that of a class's member."""
    for child in ast.iter_child_nodes(node):
        yield child, in_class
        if isinstance(child, ast.ClassDef):
            inside = True
        else:
            inside = in_class and not isinstance(child, _FUNCTIONS)
        yield from _placed(child, in_class=inside)


def _of(node: ast.AST, *, in_class: bool) -> Iterator[tuple[str, str]]:
    match node:
        case ast.ExceptHandler(type=None):
            yield "an except without the name of an error", "Name the error that is expected"
        case ast.Compare() if _with_none(node):
            yield "a comparison with None by ==", "Write is None or is not None"
        case ast.arg(arg=name) if _hides(name):
            yield _hidden(name)
        case (
            ast.Name(id=name, ctx=ast.Store())
            | ast.FunctionDef(name=name)
            | ast.ClassDef(name=name)
        ) if _hides(name) and not in_class:
            yield _hidden(name)
    if isinstance(node, _FUNCTIONS):
        defaults = [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]
        if any(_changeable(d) for d in defaults):
            yield (
                "a default that all calls share and can change",
                "Take None for the default, and make the value in the function",
            )


def _with_none(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    return any(
        isinstance(op, ast.Eq | ast.NotEq)
        and any(isinstance(x, ast.Constant) and x.value is None for x in sides[at : at + 2])
        for at, op in enumerate(node.ops)
    )


def _hides(name: str) -> bool:
    return not name.startswith("_") and hasattr(builtins, name) and name not in _OF_THE_PROMPT


def _hidden(name: str) -> tuple[str, str]:
    return f"the name {name!r} hides Python's own", "Choose another name"


def _changeable(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in _MAKERS
    return isinstance(
        node, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
    )
