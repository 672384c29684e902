"""Rules for what a decorator of the source puts in the place of a function."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .scope import Function, called, functions, gives_value
from .texts import say

INSIDE = re.compile(r"<locals>\.(\w+)\(\) (?:takes|got|missing)")


def decorated(case: Case) -> Iterator[tuple[str, Function]]:
    """Yield the name of each function that a decorator of the source replaces, and the latter."""
    known = {f.name: f for f in functions(case)}
    for function in functions(case):
        for decorator in function.decorator_list:
            if isinstance(decorator, ast.Name) and decorator.id in known:
                yield function.name, known[decorator.id]


def nothing_given(case: Case) -> Iterator[Suggestion]:
    """A call of a function whose decorator gives back nothing."""
    if "'NoneType' object is not callable" not in case.message:
        return
    names = {called(node) for node in case.here}
    for name, decorator in decorated(case):
        if name in names and not gives_value(decorator):
            yield say("type.decorator_none", 9, function=name, decorator=decorator.name)
            return


def other_values(case: Case) -> Iterator[Suggestion]:
    """A call whose values the function inside the decorator does not take."""
    found = INSIDE.search(case.message)
    for name, decorator in decorated(case):
        if found and any(isinstance(n, Function) and n.name == found[1] for n in decorator.body):
            yield say(
                "type.decorator_takes",
                9,
                function=name,
                decorator=decorator.name,
                inner=found[1],
            )
            return


TYPE_RULES = (nothing_given, other_values)
