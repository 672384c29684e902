"""Rules for values of a kind that a sign, a bracket or a dot on the line cannot work with."""

from __future__ import annotations

import ast
import builtins
import datetime
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .kinds import plain
from .rules_types import COMPARED
from .scope import called, method
from .texts import say

ORDERING = frozenset({"sorted", "sort", "max", "min"})
DISPLAYS = (ast.List, ast.Tuple, ast.Dict, ast.Set, ast.JoinedStr)


def order(case: Case) -> Iterator[Suggestion]:
    """Items of several kinds, or of one without an order, are put in order."""
    found = COMPARED.search(case.message)
    if found and any((called(n) or method(n)) in ORDERING for n in case.here):
        yield say("type.no_order", 9, left=plain(found[2]), right=plain(found[3]))


def side_by_side(case: Case) -> Iterator[Suggestion]:
    """`[1, 2] [3, 4]` and `("a") ("b")`: a sign between two values is missing."""
    for node in case.here:
        match node:
            case ast.Subscript(value=first) if "indices must be integers" in case.message:
                pass
            case ast.Call(func=first) if "is not callable" in case.message:
                pass
            case _:
                continue
        text = isinstance(first, ast.Constant) and isinstance(first.value, str)
        if text or isinstance(first, DISPLAYS):
            yield say("type.side_by_side", 10)
            return


def two_places(case: Case) -> Iterator[Suggestion]:
    """`rows[0, 1]`."""
    if re.search(r"must be integers(?: or slices)?, not '?tuple", case.message):
        yield say("type.index_tuple", 8)


def call_of_module(case: Case) -> Iterator[Suggestion]:
    """A module is called, not something in it."""
    if "'module' object is not callable" in case.message:
        names = [n for n in map(called, case.here) if n and not hasattr(builtins, n)]
        name = names[0] if names else "it"
        yield say("type.call_module", 9, name=name)


def behind_dot(case: Case) -> Iterator[Suggestion]:
    """A key behind a dot; a name that belongs to the class of the same name in a module."""
    found = re.search(r"^'dict' object has no attribute '(\w+)'", case.message)
    if found and any(f"'{found[1]}'" in value for value in case.variables.values()):
        yield say("attr.dict_key", 9, name=found[1])
    found = re.search(r"^module 'datetime' has no attribute '(\w+)'", case.message)
    if found and hasattr(datetime.datetime, found[1]):
        yield say("attr.inside_class", 9, name=found[1], module="datetime")


TYPE_RULES = (order, side_by_side, two_places, call_of_module)
ATTRIBUTE_RULES = (behind_dot,)
