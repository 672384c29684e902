"""Rules for calls without end: a function, a property, or a method that Python calls by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .scope import Function, called, class_at, function_at, functions, own_nodes, parameters
from .texts import say

ATTRIBUTE_METHODS = ("__getattr__", "__getattribute__", "__setattr__")
TEXT_METHODS = ("__str__", "__repr__", "__format__")
LOOPS = ast.For | ast.AsyncFor | ast.comprehension
"""What ends a function that calls itself for each part, where there are none."""
TEXT_CALLS = ("str", "repr", "print", "format")


def endless_calls(case: Case) -> Iterator[Suggestion]:
    """A function that calls itself for ever."""
    for function in functions(case):
        inside = [n for n in own_nodes(function) if isinstance(n, ast.Call)]
        calls = [n for n in inside if called(n) == function.name]
        if not calls:
            continue
        choices = ast.If | ast.IfExp | ast.While | ast.BoolOp | ast.Match | LOOPS
        if not any(isinstance(n, choices) for n in own_nodes(function)):
            yield say("recursion.no_stop", 9, function=function.name)
        names = parameters(function)
        if names and any([getattr(a, "id", "") for a in c.args] == names for c in calls):
            yield say("recursion.same", 8, function=function.name)
        break
    yield say("recursion.never", 4)


def own_property(case: Case) -> Iterator[Suggestion]:
    """A property that reads or sets itself."""
    function = function_at(case, case.line)
    if function is None or not function.decorator_list or class_at(case, case.line) is None:
        return
    kind = ast.Store if is_setter(function) else ast.Load
    if (is_setter(function) or is_property(function)) and function.name in own(
        case, function, kind
    ):
        yield say("recursion.property", 10, name=function.name)


def is_property(function: Function) -> bool:
    """Say whether a method is read like an attribute."""
    names = [getattr(d, "id", getattr(d, "attr", "")) for d in function.decorator_list]
    return any(name in ("property", "cached_property") for name in names)


def is_setter(function: Function) -> bool:
    """Say whether a method runs when an attribute is set."""
    return any(getattr(d, "attr", "") == "setter" for d in function.decorator_list)


def own(case: Case, function: Function, kind: type[ast.expr_context]) -> list[str]:
    """Return the attributes of the object itself on the line of the error."""
    return [
        n.attr
        for n in case.here
        if isinstance(n, ast.Attribute) and isinstance(n.ctx, kind) and is_self(n.value, function)
    ]


def is_self(node: ast.AST, function: Function) -> bool:
    """Say whether a node is the object that a method belongs to."""
    return isinstance(node, ast.Name) and node.id in parameters(function)[:1]


def called_by_python(case: Case) -> Iterator[Suggestion]:
    """A method that Python calls by itself does what makes Python call it."""
    function = function_at(case, case.line)
    if function is None:
        return
    kind = ast.Store if function.name == "__setattr__" else ast.Load
    if function.name in ATTRIBUTE_METHODS and own(case, function, kind):
        yield say("recursion.attribute", 10, function=function.name)
    shown = (n.value if isinstance(n, ast.FormattedValue) else None for n in case.here)
    given = (a for n in case.here if called(n) in TEXT_CALLS for a in getattr(n, "args", ()))
    if function.name in TEXT_METHODS and any(n and is_self(n, function) for n in (*shown, *given)):
        yield say("recursion.as_text", 10, function=function.name)


RULES = (own_property, called_by_python, endless_calls)
