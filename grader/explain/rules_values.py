"""Rules for values that do not fit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .texts import say


def number_text(case: Case) -> Iterator[Suggestion]:
    """int() or float() of a text that is no such number."""
    found = re.search(r"(?:with base (\d+)|to float): (['\"])?(.*?)\2?$", case.message)
    if found is None:
        return
    text = found[3].strip()
    shown = f"'{text}'"
    if found[1] not in (None, "10"):
        yield say("value.base", 9, text=shown, base=found[1])
    elif not text:
        yield say("value.empty", 9)
    elif re.fullmatch(r"[-+]?\d*\.\d*", text):
        yield say("value.decimal", 9, text=shown)
    elif re.fullmatch(r"[-+]?[\d.]*,\d+", text):
        yield say("value.comma", 9, text=shown)
    elif re.fullmatch(r"\d+\s*/\s*\d+", text):
        yield say("value.fraction", 9, value=shown, function="int" if found[1] else "float")
    elif any(isinstance(node, ast.Slice) for node in case.here):
        yield say("value.cut", 9, text=shown)
    elif re.search(r"\d", text):
        yield say("value.unit", 8, text=shown)
    else:
        yield say("value.words", 8, text=shown)


def by_message(case: Case) -> Iterator[Suggestion]:
    """What Python's own words say well enough."""
    for pattern, rule, relevance in BY_MESSAGE:
        if re.search(pattern, case.message):
            yield say(rule, relevance)
    yield say("value.other", 1)


BY_MESSAGE = (
    (r"truth value of .* ambiguous", "value.truth_of_many", 8),
    (r"values to unpack", "value.unpack", 8),
    (r"not in list|not in tuple", "value.remove", 8),
    (r"substring not found", "value.substring", 8),
    (r"empty sequence|is empty|empty range", "value.empty_sequence", 8),
    (r"out of range for month|^(?:month|day|year) .*(?:must be in|out of range)", "value.date", 8),
)


def zero(case: Case) -> Iterator[Suggestion]:
    """Division by something that is 0 just now."""
    for node in case.here:
        match node:
            case ast.BinOp(op=ast.Div() | ast.FloorDiv() | ast.Mod(), right=ast.Name(id=name)):
                yield say("zero.name", 8, name=name)
            case ast.BinOp(right=ast.Constant(value=0)):
                yield say("zero.fixed", 9)
            case ast.BinOp(right=ast.Call(func=ast.Name(id="len"))):
                yield say("zero.length", 8)
    yield say("zero.other", 3)


VALUE_RULES = (number_text, by_message)
ZERO_RULES = (zero,)
