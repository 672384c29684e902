"""Rules for values of the wrong type in operations, loops and brackets."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .kinds import plain
from .scope import bindings, called
from .texts import say

OPERANDS = re.compile(r"for (\S+?)(?: or \w+\(\))?: '([^']*)' and '([^']*)'")
COMPARED = re.compile(r"'(\S+)' not supported between instances of '([^']*)' and '([^']*)'")
JOINED = re.compile(r'^can only concatenate str \(not "([^"]*)"')
OBJECT = re.compile(r"'([^']*)' object")
HOLDERS = ("list", "tuple", "dict", "str", "DataFrame", "Series", "numpy.ndarray")
NUMBERS = frozenset({"int", "float", "bool", "complex"})
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
    signed = OPERANDS.search(case.message)
    joined = JOINED.search(case.message)
    kinds = {"str", joined[1]} if joined else set()
    if signed and signed[1] in ("+", "+="):
        kinds = {signed[2], signed[3]}
    if "str" in kinds and NUMBERS & kinds:
        yield say("type.concat", 8)
    elif joined:
        yield say("type.operand", 4, sign="+", left=plain("str"), right=plain(joined[1]))


def unconverted(case: Case) -> Iterator[Suggestion]:
    """Text where a number is needed, mostly from input()."""
    operands = OPERANDS.search(case.message) or COMPARED.search(case.message)
    kinds = set(operands.groups()[1:]) if operands else set()
    joined = JOINED.search(case.message)
    text = "str" in kinds and kinds <= {"str", *NUMBERS}
    if not (text or "can't multiply sequence" in case.message or (joined and joined[1] in NUMBERS)):
        return
    names = [n for n in in_line(case) if not hasattr(builtins, n)]
    for name in names:
        value = case.variables.get(name, "")
        if NUMBER.match(value):
            yield say("type.unconverted_name", 10, name=name, value=value)
            return
    if may_be_number(case):
        plus = "can only conc" in case.message or (operands and operands[1] in ("+", "+="))
        yield say("type.unconverted", 5 if plus else 7)
    elif "can't multiply sequence" in case.message:
        yield say("type.text_times", 7)


def may_be_number(case: Case) -> bool:
    """Say whether a text of the line may read as a number: it is typed in, or stands there."""
    texts = (n.value for n in case.here if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return any(NUMBER.match(repr(t)) for t in texts) or any("input" in t for t in case.lines)


def keys_of_loop(case: Case) -> Iterator[Suggestion]:
    """A loop over a dict gives its keys, and the line works with one as if it were a value."""
    operands = OPERANDS.search(case.message)
    if not operands or "str" not in operands.groups()[1:]:
        return
    names = in_line(case)
    for node in case.nodes:
        match node:
            case ast.For(target=ast.Name(id=name), iter=ast.Dict() | ast.Name() as over) if (
                name in names
            ):
                held = case.variables.get(getattr(over, "id", ""), "")
                if isinstance(over, ast.Dict) or held.startswith("{'"):
                    yield say("type.keys_of_loop", 9, name=name, line=node.lineno)
                    return


def operand(case: Case) -> Iterator[Suggestion]:
    """Any other pair of types."""
    if found := OPERANDS.search(case.message) or COMPARED.search(case.message):
        yield say("type.operand", 4, sign=found[1], left=plain(found[2]), right=plain(found[3]))


def not_callable(case: Case) -> Iterator[Suggestion]:
    """A call of something that is no function."""
    if "is not callable" not in case.message:
        return
    bound = dict(reversed(list(bindings(case))))
    calls = [n for n in case.here if isinstance(n, ast.Call)]
    names = [called(n) for n in calls if called(n)]
    if hidden := next((n for n in names if hasattr(builtins, n) and n in bound), None):
        yield say("type.builtin_hidden", 9, name=hidden, line=bound[hidden])
    elif any(
        isinstance(n.func, ast.Constant) and isinstance(n.func.value, int | float) for n in calls
    ):
        yield say("type.call_times", 9)
    elif names and about(case) in HOLDERS:
        wrong = next((n for n in names if not hasattr(builtins, n)), names[0])
        yield say("type.call_index", 8, name=wrong)
    yield say("type.not_callable", 4, kind=plain(about(case)))


def not_iterable(case: Case) -> Iterator[Suggestion]:
    """A loop over one value."""
    if not re.search(r"object is not iterable|non-iterable", case.message):
        return
    kind = about(case) or case.message.rsplit(" ", 2)[-2:][0]
    if "unpack" in case.message and kind != "NoneType":
        yield say("type.unpack_one", 8)
    elif kind in ("int", "float"):
        loops = any(isinstance(n, ast.For | ast.comprehension) for n in case.here)
        yield say("type.iter_number" if loops or not case.here else "type.call_number", 8)
    elif kind == "NoneType":
        yield say("type.iter_none", 6)
    else:
        yield say("type.iter_other", 4, kind=kind)


def not_subscriptable(case: Case) -> Iterator[Suggestion]:
    """Square brackets after something without items."""
    if "is not subscriptable" not in case.message:
        return
    kind = about(case)
    if not kind:  # "type 'int' is not subscriptable": of the class, not of its objects
        return
    if "function" in kind or kind in ("method", "type", "Callback"):
        yield say("type.index_function", 8)
    elif kind == "NoneType":
        yield say("type.index_none", 6)
    else:
        yield say("type.index_single", 6, kind=plain(kind))


def indices(case: Case) -> Iterator[Suggestion]:
    """A place that is no whole number."""
    if case.message.startswith("slice indices"):
        yield say("type.slice_index", 8)
        return
    found = re.search(
        r"(\w+) indices must be integers(?: or slices)?(?:, not '?(\w+))?", case.message
    )
    if found and found[1] == "string":
        yield say("type.fraction" if found[2] == "float" else "type.string_index", 7)
    elif found:
        yield say("type.list_index", 7, kind=plain(found[2] or "something else"))


RULES = (
    concat,
    unconverted,
    keys_of_loop,
    operand,
    not_callable,
    not_iterable,
    not_subscriptable,
    indices,
)
