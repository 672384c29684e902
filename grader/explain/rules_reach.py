"""Rules for names that exist, and are not known at this place."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .near import nearest
from .rules_libraries import first_time
from .rules_messages import FOREIGN_METHODS
from .rules_names import missing
from .rules_syntax import START_WORDS
from .scope import (
    Function,
    bindings,
    class_at,
    function_at,
    functions,
    own_nodes,
    parameters,
    stores,
)
from .texts import say

NO_VALUE = frozenset({"null", "nil", "undefined", "NULL", "Null"})
_WORDS = (
    "println printf console System echo cout function var let const new this end then elseif"
    " endif foreach switch until puts alert require"
)
FOREIGN_NAMES = frozenset(_WORDS.split())


def foreign_name(case: Case) -> Iterator[Suggestion]:
    """A word or a function of another language."""
    name = missing(case)
    if name in NO_VALUE:
        yield say("name.null", 10, name=name)
    elif name in FOREIGN_NAMES:
        yield say("syntax.foreign_word", 7, word=name)
    elif name in FOREIGN_METHODS and any(
        isinstance(n, ast.Call) and _name(n.func) == name for n in case.here
    ):
        yield say("attr.foreign", 7, name=name)


def word_misspelt(case: Case) -> Iterator[Suggestion]:
    """`reutrn [x]` and `whlie (x)` are code that Python can read: an item, and a call."""
    name = missing(case)
    begins = re.match(rf"\s*{re.escape(name)}\s*[\[(]", case.text)
    if begins and (near := nearest(name, START_WORDS)):
        yield say("syntax.misspelt", 7, word=name, near=near)


def of_object(case: Case) -> Iterator[Suggestion]:
    """A method uses by its bare name what belongs to its class, or lives in another method."""
    name, around = missing(case), class_at(case, case.line)
    if around is None or function_at(case, case.line) is None:
        return
    methods = [part for part in around.body if isinstance(part, Function)]
    inside = [n for n in ast.walk(around) if isinstance(n, ast.Attribute)]
    held = {n.attr for n in inside if isinstance(n.ctx, ast.Store)} | {m.name for m in methods}
    shared = {
        n.id
        for part in around.body
        if isinstance(part, ast.Assign)
        for n in part.targets
        if isinstance(n, ast.Name)
    }
    if name in held | shared:
        yield say("name.of_object", 10, name=name)
        return
    if case.name != "NameError":
        return
    for method in methods:
        if name in {n.id for n in own_nodes(method) if stores(n)}:
            yield say("name.other_method", 9, name=name, function=method.name)
            return
        if name in parameters(method):
            yield say("name.other_parameter", 9, name=name, function=method.name)
            return


def not_at_the_top(case: Case) -> Iterator[Suggestion]:
    """A name is asked for at the top of the cell, and belongs to the function around."""
    name, inner = missing(case), function_at(case, case.line)
    if inner is None or not any(
        isinstance(n, ast.Global) and name in n.names for n in own_nodes(inner)
    ):
        return
    for outer in functions(case):
        around = outer.lineno < inner.lineno <= (outer.end_lineno or 0)
        if around and name in {n.id for n in own_nodes(outer) if stores(n)}:
            yield say("name.not_at_the_top", 10, name=name, function=outer.name)
            return


def gone(case: Case) -> Iterator[Suggestion]:
    """A name that was known in a comprehension or an except block only, or is not any more."""
    name = missing(case)
    for node in case.nodes:
        if isinstance(node, ast.comprehension) and name in map(_name, ast.walk(node.target)):
            yield say("name.in_brackets", 8, name=name, line=node.target.lineno)
            return
        if isinstance(node, ast.ExceptHandler) and node.name == name:
            yield say("name.after_except", 9, name=name, line=node.lineno)
            return
    if line := dict(reversed(list(bindings(case)))).get(name):
        yield say("name.gone", 2, name=name, line=line)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def first_sum(case: Case) -> Iterator[Suggestion]:
    """A function adds to a name of its own that has not begun."""
    name, function = missing(case), function_at(case, case.line)
    if hasattr(builtins, name):
        return
    inside = set(ast.walk(function)) if function else set()
    if all(n in inside for n in case.nodes if _name(n) == name and stores(n)):
        yield from first_time(case)


def built_in_shadowed(case: Case) -> Iterator[Suggestion]:
    """A function gives a built-in's name to a value of its own, and calls it before."""
    name = missing(case)
    if not hasattr(builtins, name):
        return
    if any(isinstance(n, ast.Call) and _name(n.func) == name for n in case.here):
        yield say("unbound.built_in", 9, name=name)


NAME_RULES = (foreign_name, word_misspelt, of_object, not_at_the_top, gone)
UNBOUND_RULES = (of_object, built_in_shadowed, first_sum)
