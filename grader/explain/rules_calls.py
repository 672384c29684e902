"""Rules for calls with the wrong values, and for types that cannot do what is asked."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .kinds import plain
from .rules_types import about
from .scope import methods
from .texts import say

CALLED = r"(?:<locals>\.)?<?([\w.]+)>?"
"""The name of a function in a message; one without a name is `<lambda>`."""


def count(case: Case) -> Iterator[Suggestion]:
    """Too few or too many values in a call."""
    few = re.search(rf"{CALLED}\(\) missing \d+ required [\w-]+ arguments?: (.+)$", case.message)
    if few:
        function = few[1].removesuffix(".__new__")  # of a named tuple, which nobody wrote
        yield say("type.too_few", 8, function=function, missing=few[2].replace("'", ""))
    many = re.search(
        rf"{CALLED}\(\) takes (no|from \d+ to \d+|(?:exactly |at most )?\w+) (?:positional )?"
        r"arguments?(?: but (\d+)| \((\d+) given)?",
        case.message,
    )
    if many:
        takes, given = many[2].replace("no", "0"), many[3] or many[4] or "more"
        if is_method(case, many[1]) and takes.isdigit() and given.isdigit():
            # The object itself is counted by Python; who calls the method does not hand it over.
            takes, given = str(max(0, int(takes) - 1)), str(int(given) - 1)
        yield say("type.too_many", 8, function=many[1], takes=takes, given=given)


def is_method(case: Case, function: str) -> bool:
    """Say whether a function is a method of a class of the source, which is handed the object."""
    return any(function.endswith(f".{m.name}") and m.args.args for m in methods(case))


def wrong_keyword(case: Case) -> Iterator[Suggestion]:
    """A parameter name that the function does not have."""
    found = re.search(rf"{CALLED}\(\) got an unexpected keyword argument '([^']*)'", case.message)
    other = re.search(r"'([^']*)' is an invalid keyword argument for (\w+)", case.message)
    function, name = (found[1], found[2]) if found else (other[2], other[1]) if other else ("", "")
    if function:
        rule = "type.keyword_built_in" if hasattr(builtins, function) else "type.keyword"
        yield say(rule, 8, function=function, name=name)


def can_not(case: Case) -> Iterator[Suggestion]:
    """Length, keys, change in place, conversion: types that lack it."""
    if "not all arguments converted" in case.message:
        yield say("type.percent", 8)
    if "has no len()" in case.message:
        yield say("type.len", 7, kind=plain(re.sub(r".*type '([^']*)'.*", r"\1", case.message)))
    if found := re.search(r"unhashable type: '([^']*)'|use '([^']*)' as a", case.message):
        yield say("type.unhashable", 7, kind=found[1] or found[2])
    if "item assignment" in case.message or "item deletion" in case.message:
        yield say("type.item_assignment", 7, kind=about(case))
    if found := re.search(r"^(int|float)\(\) argument must be .*not '([^']*)'", case.message):
        yield say("type.convert", 7, function=found[1], kind=plain(found[2]))


def other(case: Case) -> Iterator[Suggestion]:
    """When nothing else is known."""
    yield say("type.other", 1)


RULES = (count, wrong_keyword, can_not, other)
