"""Rules for what Python's own protocols want of a class, a function or a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .kinds import plain
from .texts import say


def given_back(case: Case) -> Iterator[Suggestion]:
    """A method with a fixed task gives back another kind of value."""
    if "__init__() should return None" in case.message:
        yield say("type.init_result", 9)
    elif found := re.search(r"(__\w+__) returned non-(\w+)", case.message):
        wanted = {"string": "text", "int": "a whole number"}.get(found[2], found[2])
        yield say("type.method_result", 8, method=found[1], wanted=wanted)


def iterator(case: Case) -> Iterator[Suggestion]:
    """Something is used step by step that cannot say what comes next."""
    if found := re.search(r"'([^']*)' object is not an iterator", case.message):
        yield say("type.no_iterator", 8, kind=plain(found[1]))
    elif found := re.search(r"iter\(\) returned non-iterator of type '([^']*)'", case.message):
        yield say("type.iter_result", 8, kind=plain(found[1]))


def one_sided(case: Case) -> Iterator[Suggestion]:
    """A sign before a value that has no such side."""
    if found := re.search(r"bad operand type for unary (\S+): '([^']*)'", case.message):
        yield say("type.unary", 8, sign=found[1], kind=plain(found[2]))


RULES = (given_back, iterator, one_sided)
