"""Rules for places and keys that are not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .near import nearest
from .scope import called, method
from .texts import say

MAX_ELEMENTS = 200
NO_VALUE = object()


def place(case: Case) -> Iterator[Suggestion]:
    """An index past the end, with the values when they are known."""
    if "pop" in case.message:
        yield say("index.pop", 8)
        return
    if "assignment" in case.message and not any(isinstance(n, ast.Delete) for n in case.here):
        yield say("index.assign", 10)
        return
    taken = [n for n in case.here if isinstance(n, ast.Subscript)]
    for node in taken:
        held, index = value_of(node.value, case), index_of(node.slice, case)
        name = ast.unparse(node.value)
        if not isinstance(held, list | tuple | str):
            if method(node.value) in ("split", "splitlines", "rsplit"):
                yield say("index.split", 8)
        elif not held:
            yield say("index.empty", 9, name=name)
        elif index is not None and not -len(held) <= index < len(held):
            last = len(held) - 1
            yield say("index.number", 9, name=name, length=len(held), last=last, index=index)
            yield from shrinking(case, name)
    yield from bounds(case, taken)
    yield say("index.past_end", 2)


def value_of(node: ast.expr, case: Case) -> object:
    """Return the value of a name of the frame, or of an item of it; `NO_VALUE` if not known."""
    try:
        match node:
            case ast.Name(id=name):
                return ast.literal_eval(case.variables.get(name, ""))
            case ast.Subscript(value=inner, slice=place):
                return value_of(inner, case)[index_of(place, case)]  # type: ignore[index]
    except (ValueError, SyntaxError, TypeError, LookupError, RecursionError, MemoryError):
        pass
    return NO_VALUE


def shrinking(case: Case, name: str) -> Iterator[Suggestion]:
    """The loop around the line takes items out of what it counted before."""
    for loop in case.nodes:
        if not isinstance(loop, ast.For) or called(loop.iter) != "range":
            continue
        for node in ast.walk(loop):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr="pop" | "remove")):
                    shorter = owner == name
                case ast.Delete(targets=[ast.Subscript(value=ast.Name(id=owner))]):
                    shorter = owner == name
                case _:
                    continue
            if shorter:
                yield say("index.shrinks", 10, name=name)
                return


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
    if any(method(n) == "format" for n in case.here):
        yield say("key.format", 9, key=asked)
        return
    if any(method(n) == "remove" for n in case.here):
        yield say("key.not_in_set", 9, key=asked)
        return
    keys = known_keys(case)
    if asked and asked.strip("'\"") in {k.strip("'\"") for k in keys} and asked not in keys:
        yield say("key.type", 9, near=next(k for k in keys if k.strip("'\"") == asked.strip("'\"")))
    elif near := nearest(asked.strip("'\""), [k.strip("'\"") for k in keys]):
        yield say("key.near", 8, key=asked, near=f"'{near}'")
    if any(adds_to_item(n) and not reads_key(n, asked) for n in case.here):
        yield say("key.first_time", 9, key=asked)
    yield say("key.missing", 4, key=asked)


def reads_key(node: ast.AST, key: str) -> bool:
    """Say whether the key that is not there is one that the line reads to add it elsewhere."""
    match node:
        case ast.AugAssign(value=value) | ast.Call(args=[value]):
            return any(
                isinstance(n, ast.Subscript)
                and isinstance(n.slice, ast.Constant)
                and repr(n.slice.value) == key
                for n in ast.walk(value)
            )
    return False


def adds_to_item(node: ast.AST) -> bool:
    """Say whether a node changes what a key holds: `d[k] += 1`, `d[k] = d[k] + 1`."""
    match node:
        case ast.AugAssign(target=ast.Subscript()):
            return True
        case ast.Assign(targets=[ast.Subscript() as target], value=value):
            item = ast.unparse(target)
            return any(
                isinstance(n, ast.Subscript) and ast.unparse(n) == item for n in ast.walk(value)
            )
        case ast.Call(func=ast.Attribute(value=ast.Subscript(), attr="append" | "add" | "extend")):
            return True
    return False


def known_keys(case: Case) -> list[str]:
    """Return the keys, as reprs, of the dicts whose values are known."""
    keys: list[str] = []
    for value in case.variables.values():
        if value.startswith("{"):
            keys += re.findall(r"(?<=[{,]) ?('[^']{0,40}'|\"[^\"]{0,40}\"|-?\d{1,12}):", value)
    return keys[:MAX_ELEMENTS]


INDEX_RULES = (place,)
KEY_RULES = (key,)
