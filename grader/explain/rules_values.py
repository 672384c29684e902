"""Rules for values, places and keys that do not fit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .near import nearest
from .scope import called
from .texts import say

MAX_ELEMENTS = 200


def number_text(case: Case) -> Iterator[Suggestion]:
    """int() or float() of a text that is no such number."""
    found = re.search(r"(?:with base \d+|string to float): (['\"])?(.*?)\1?$", case.message)
    if found is None:
        return
    text = found[2].strip()
    shown = f"'{text}'"
    if not text:
        yield say("value.empty", 9)
    elif re.fullmatch(r"[-+]?\d*\.\d*", text):
        yield say("value.decimal", 9, text=shown)
    elif re.fullmatch(r"[-+]?[\d.]*,\d+", text):
        yield say("value.comma", 9, text=shown)
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
    (r"^mutable default", "value.mutable_default", 9),
)


def length(value: str) -> int | None:
    """Return the length that a short repr of a list, tuple or text tells, or None.

    >>> length("[1, 'a']"), length("'abc'"), length("[1, 2, …"), length("7")
    (2, 3, None, None)
    """
    try:
        read = ast.literal_eval(value)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None
    return len(read) if isinstance(read, list | tuple | str) else None


def place(case: Case) -> Iterator[Suggestion]:
    """An index past the end, with the values when they are known."""
    if "pop" in case.message:
        yield say("index.pop", 8)
        return
    taken = [n for n in case.here if isinstance(n, ast.Subscript) and isinstance(n.value, ast.Name)]
    for node in taken:
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        size, index = length(case.variables.get(name, "")), index_of(node.slice, case)
        if size == 0:
            yield say("index.empty", 9, name=name)
        elif size is not None and index is not None and not -size <= index < size:
            yield say("index.number", 9, name=name, length=size, last=size - 1, index=index)
    yield from bounds(case, taken)
    yield say("index.past_end", 2)


def index_of(node: ast.expr, case: Case) -> int | None:
    """Return the value of an index: a number, a name of the frame, or a name plus a number."""
    match node:
        case ast.Constant(value=int(number)):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            return -number
        case ast.Name(id=name):
            value = case.variables.get(name, "")
            return int(value) if re.fullmatch(r"-?\d{1,9}", value) else None
        case ast.BinOp(left=ast.Name() as left, op=op, right=ast.Constant(value=int(number))):
            start = index_of(left, case)
            if start is None or not isinstance(op, ast.Add | ast.Sub):
                return None
            return start + number if isinstance(op, ast.Add) else start - number
    return None


def bounds(case: Case, taken: list[ast.Subscript]) -> Iterator[Suggestion]:
    """What the source says of a place past the end."""
    for node in taken:
        match node.slice:
            case ast.Call(func=ast.Name(id="len")):
                yield say("index.length", 8)
            case ast.BinOp(left=ast.Name(), op=ast.Add()):
                yield say("index.neighbour", 7)
            case ast.Name(id=name) if name in item_names(case):
                yield say("index.item_as_place", 6)
    for loop in case.nodes:
        if isinstance(loop, ast.For) and one_too_far(loop.iter):
            yield say("index.range_end", 8, line=loop.lineno)
            return


def item_names(case: Case) -> set[str]:
    """Return the loop names that go over items, not over a range."""
    loops = [n for n in case.nodes if isinstance(n, ast.For) and isinstance(n.iter, ast.Name)]
    return {n.target.id for n in loops if isinstance(n.target, ast.Name)}


def one_too_far(node: ast.expr) -> bool:
    """Say whether an iterable is a range up to a length plus something."""
    if not isinstance(node, ast.Call) or called(node) != "range":
        return False
    ends = node.args[:1] if len(node.args) == 1 else node.args[1:2]
    return any(
        isinstance(end, ast.BinOp) and isinstance(end.op, ast.Add) and called(end.left) == "len"
        for end in ends
    )


def key(case: Case) -> Iterator[Suggestion]:
    """A key that is not there."""
    asked = case.message
    keys = known_keys(case)
    if asked and asked.strip("'\"") in {k.strip("'\"") for k in keys} and asked not in keys:
        yield say("key.type", 9, near=next(k for k in keys if k.strip("'\"") == asked.strip("'\"")))
    elif near := nearest(asked.strip("'\""), [k.strip("'\"") for k in keys]):
        yield say("key.near", 8, key=asked, near=f"'{near}'")
    if any(isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Subscript) for n in case.here):
        yield say("key.first_time", 9, key=asked)
    yield say("key.missing", 4, key=asked)


def known_keys(case: Case) -> list[str]:
    """Return the keys, as reprs, of the dicts whose values are known."""
    keys: list[str] = []
    for value in case.variables.values():
        if value.startswith("{"):
            keys += re.findall(r"(?<=[{,]) ?('[^']{0,40}'|\"[^\"]{0,40}\"|-?\d{1,12}):", value)
    return keys[:MAX_ELEMENTS]


def zero(case: Case) -> Iterator[Suggestion]:
    """Division by something that is 0 just now."""
    for node in case.here:
        match node:
            case ast.BinOp(op=ast.Div() | ast.FloorDiv() | ast.Mod(), right=ast.Name(id=name)):
                yield say("zero.name", 8, name=name)
            case ast.BinOp(right=ast.Call(func=ast.Name(id="len"))):
                yield say("zero.length", 8)
    yield say("zero.other", 3)


VALUE_RULES = (number_text, by_message)
INDEX_RULES = (place,)
KEY_RULES = (key,)
ZERO_RULES = (zero,)
