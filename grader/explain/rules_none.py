"""Rules for None where a value was meant: they name the call that gave it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .scope import giving_none, none_call
from .texts import say

RULES_BY_REASON = {
    "in_place": "type.none_in_place",
    "print": "type.none_print",
    "no_return": "type.none_no_return",
    "some_path": "type.none_some_path",
    "get": "type.none_get",
    "fetchone": "type.none_fetch",
}


def none_why(case: Case) -> Iterator[Suggestion]:
    """None in an operation, a loop, brackets, a call or before a dot, and where it comes from."""
    if "NoneType" not in case.message:
        return
    giving, held = giving_none(case), {}
    for node in case.nodes:
        if isinstance(node, ast.Assign) and (why := none_call(node.value, giving)):
            held.update({t.id: why for t in node.targets if isinstance(t, ast.Name)})
    for value in operands(case):
        name = value.id if isinstance(value, ast.Name) else ""
        if name and case.variables.get(name, "None") != "None":
            continue
        if found := held.get(name) or none_call(value, giving):
            yield because(case, name or ast.unparse(value), *found, direct=not name)
            return
    if "support" in case.message:
        yield say("type.none_operand", 6)
    elif "has no attribute" in case.message:
        yield say("attr.none", 6)


def because(case: Case, shown: str, why: str, what: str, *, direct: bool) -> Suggestion:
    """Return the reason in words; `direct`: the call itself stands on the line."""
    if why == "print" and direct:
        return say("type.print_operand", 9)
    rule = RULES_BY_REASON[why]
    if why == "in_place" and case.name == "AttributeError":
        rule = "attr.none_in_place"
    return say(rule, 9, name=shown, method=what, function=what)


def operands(case: Case) -> Iterator[ast.expr]:
    """Yield the values that the line works with: what one of them is, an operation can fail on."""
    for node in case.here:
        match node:
            case ast.Attribute(value=value) | ast.Subscript(value=value) | ast.Starred(value=value):
                yield value
            case ast.BinOp(left=left, right=right):
                yield from (left, right)
            case ast.AugAssign(target=target, value=value):
                yield from (target, value)
            case ast.Compare(left=left, comparators=others):
                yield from (left, *others)
            case ast.For(iter=value) | ast.comprehension(iter=value) | ast.UnaryOp(operand=value):
                yield value
            case ast.Assign(targets=[ast.Tuple()], value=value):
                yield value
            case ast.Call(args=args):
                yield from args
