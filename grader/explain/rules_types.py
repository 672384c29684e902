"""Rules for values of the wrong type in operations, loops and brackets."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .kinds import plain
from .scope import bindings, called, functions, gives_value, none_sources
from .texts import say

OPERANDS = re.compile(r"for (\S+?)(?: or \w+\(\))?: '([^']*)' and '([^']*)'")
COMPARED = re.compile(r"'(\S+)' not supported between instances of '([^']*)' and '([^']*)'")
OBJECT = re.compile(r"'([^']*)' object")
INDICES = re.compile(r"(\w+) indices must be integers(?: or slices)?(?:, not '?(\w+))?")
NUMBER = re.compile(r"^['\"]\s*-?\d+(?:[.,]\d+)?\s*['\"]$")


def about(case: Case) -> str:
    """Return the type that the message names first, or ''."""
    found = OBJECT.search(case.message)
    return found[1] if found else ""


def in_line(case: Case) -> list[str]:
    """Return the names read on the line of the error, in order."""
    reads = [n for n in case.here if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    return list(dict.fromkeys(n.id for n in sorted(reads, key=lambda n: n.col_offset)))


def concat(case: Case) -> Iterator[Suggestion]:
    """Text and a number with `+`."""
    operands = OPERANDS.search(case.message)
    mixed = operands and operands[1] in ("+", "+=") and "str" in operands.groups()
    if "NoneType" not in case.message and (mixed or "can only concatenate str" in case.message):
        yield say("type.concat", 8)


def none_why(case: Case) -> Iterator[Suggestion]:
    """None in an operation, a loop, brackets or a call; with the reason if the source tells it."""
    if "NoneType" not in case.message:
        return
    names = set(in_line(case))
    for name, why, what in none_sources(case):
        if name in names and case.variables.get(name, "None") == "None":
            rule = {"in_place": "type.none_in_place", "print": "type.none_print"}.get(why)
            if rule:
                yield say(rule, 9, name=name, method=what)
            else:
                yield say("type.none_no_return", 9, function=what)
            return
    empty = {f.name for f in functions(case) if not gives_value(f)}
    for node in case.here:
        if called(node) in empty:
            yield say("type.none_no_return", 9, function=called(node))
            return
    if "support" in case.message or "unsupported" in case.message:
        yield say("type.none_operand", 6)


def unconverted(case: Case) -> Iterator[Suggestion]:
    """Text where a number is needed, mostly from input()."""
    operands = OPERANDS.search(case.message) or COMPARED.search(case.message)
    text = operands and "str" in operands.groups() and "NoneType" not in operands.groups()
    if not (
        text
        or "can't multiply sequence" in case.message
        or "can only concatenate str" in case.message
    ):
        return
    for name in in_line(case):
        value = case.variables.get(name, "")
        if NUMBER.match(value):
            yield say("type.unconverted_name", 9, name=name, value=value)
            return
    plus = "can only conc" in case.message or (operands and operands[1] in ("+", "+="))
    yield say("type.unconverted", 5 if plus else 7)


def operand(case: Case) -> Iterator[Suggestion]:
    """Any other pair of types."""
    if found := OPERANDS.search(case.message) or COMPARED.search(case.message):
        yield say("type.operand", 2, sign=found[1], left=plain(found[2]), right=plain(found[3]))


def not_callable(case: Case) -> Iterator[Suggestion]:
    """A call of something that is no function."""
    if "is not callable" not in case.message:
        return
    bound = dict(reversed(list(bindings(case))))
    calls = [n for n in case.here if isinstance(n, ast.Call)]
    names = [called(n) for n in calls if called(n)]
    if hidden := next((n for n in names if hasattr(builtins, n) and n in bound), None):
        yield say("type.builtin_hidden", 9, name=hidden, line=bound[hidden])
    elif any(isinstance(n.func, ast.Constant) for n in calls):
        yield say("type.call_times", 9)
    elif names and about(case) in ("list", "tuple", "dict", "str"):
        wrong = next((n for n in names if not hasattr(builtins, n)), names[0])
        yield say("type.call_index", 8, name=wrong)
    yield say("type.not_callable", 4, kind=plain(about(case)))


def not_iterable(case: Case) -> Iterator[Suggestion]:
    """A loop over one value."""
    if not re.search(r"is not iterable|non-iterable", case.message):
        return
    kind = about(case) or case.message.rsplit(" ", 2)[-2:][0]
    if "unpack" in case.message and kind != "NoneType":
        yield say("type.unpack_one", 8)
    elif kind in ("int", "float"):
        yield say("type.iter_number", 8)
    elif kind == "NoneType":
        yield say("type.iter_none", 6)
    else:
        yield say("type.iter_other", 4, kind=kind)


def not_subscriptable(case: Case) -> Iterator[Suggestion]:
    """Square brackets after something without items."""
    if "is not subscriptable" not in case.message:
        return
    kind = about(case)
    if "function" in kind or kind in ("method", "type"):
        yield say("type.index_function", 8)
    elif kind == "NoneType":
        yield say("type.index_none", 6)
    else:
        yield say("type.index_single", 6, kind=plain(kind))


def indices(case: Case) -> Iterator[Suggestion]:
    """A place that is no whole number."""
    found = re.search(
        r"(\w+) indices must be integers(?: or slices)?(?:, not '?(\w+))?", case.message
    )
    if found and found[1] == "string":
        yield say("type.string_index", 7)
    elif found:
        yield say("type.list_index", 7, kind=plain(found[2] or "something else"))


RULES = (
    concat,
    none_why,
    unconverted,
    operand,
    not_callable,
    not_iterable,
    not_subscriptable,
    indices,
)
