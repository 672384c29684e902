"""Rules for errors of which Python's own words, and the end of a line, say enough."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .rules_syntax import code, reason
from .texts import say

UNFINISHED = re.compile(
    r"(?:^|[\s)\]}'\"\w])(\b(?:and|or|not|in|is|import|from|as|lambda)|(?<=\w )else"
    r"|(?<![<>=!:])=|[-+*/%]=?|//|\*\*|[<>!=]=|[<>])\s*[)\]}]*\s*:?\s*$"
)
_METHODS = (
    "push length size contains charAt indexOf includes toUpperCase toLowerCase substring forEach"
    " map trim toString parseInt println equals concat has_key first last isEmpty slice unshift"
)
FOREIGN_METHODS = frozenset(_METHODS.split())


def unfinished(case: Case) -> Iterator[Suggestion]:
    """A line that stops where something has to follow."""
    line = code(case)
    if found := UNFINISHED.search(line):
        word = found[1]
        if not line[: found.start(1)].rstrip().endswith(("+", "-")) or word not in "+-":
            yield say("syntax.unfinished", 9, word=word)


def order(case: Case) -> Iterator[Suggestion]:
    """Values or parameters in an order that Python does not take."""
    said = reason(case)
    if "positional argument follows" in said:
        yield say("syntax.order_call", 9)
    if re.search(r"non-default argument follows|parameter without a default follows", said):
        yield say("syntax.order_def", 9)


def without_self(case: Case) -> Iterator[Suggestion]:
    """A method that lacks its first parameter."""
    found = re.search(
        r"(?:^|\.)(\w+)\(\) takes (\d+) positional arguments? but (\d+)", case.message
    )
    if not found or int(found[3]) != int(found[2]) + 1:
        return
    methods = [
        part
        for node in case.nodes
        if isinstance(node, ast.ClassDef)
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name == found[1] and not part.decorator_list
    ]
    if any([a.arg for a in m.args.args[:1]] != ["self"] for m in methods):
        yield say("type.no_self", 10, method=found[1])


def uncalled(case: Case) -> Iterator[Suggestion]:
    """A function where its result was meant."""
    kinds = "function|builtin_function_or_method|method|type"
    if re.search(rf"['\"](?:{kinds})['\"]", case.message) and (
        "unsupported operand" in case.message
        or "not supported between" in case.message
        or re.search(r"not iterable|can only concatenate|be interpreted as an", case.message)
    ):
        yield say("type.uncalled", 9)


def by_type(case: Case) -> Iterator[Suggestion]:
    """Calls of Python's own functions with a value of the wrong type."""
    for pattern, rule in BY_TYPE:
        if re.search(pattern, case.message):
            yield say(rule, 8)


BY_TYPE = (
    (r"'str' object cannot be interpreted as an integer|^type str doesn't define", "type.whole"),
    (r"'float' object cannot be interpreted as an|non-int of type 'float'", "type.fraction"),
    (r"sequence item \d+: expected str", "type.join"),
    (r"^can only join an iterable", "type.join_one"),
    (r"expected a character", "type.one_sign"),
    (r"number is required, not str", "type.whole"),
    (r"cannot convert dictionary update", "type.pairs"),
)


def by_value(case: Case) -> Iterator[Suggestion]:
    """Values that fit in type alone."""
    if "math domain" in case.message or "expected a nonnegative" in case.message:
        yield say("value.domain", 8)
    loops = [n for n in case.here if isinstance(n, ast.For | ast.comprehension)]
    if "values to unpack" in case.message and any(isinstance(n.target, ast.Tuple) for n in loops):
        yield say("value.unpack_loop", 10)


def few_values(case: Case) -> Iterator[Suggestion]:
    """`format` with fewer values than places."""
    if "Replacement index" in case.message:
        yield say("index.format", 9)


def foreign_method(case: Case) -> Iterator[Suggestion]:
    """A method as another language names it."""
    found = re.search(r"has no attribute '(\w+)'", case.message)
    if found and found[1] in FOREIGN_METHODS and "module" not in case.message:
        yield say("attr.foreign", 7, name=found[1])


def changed(case: Case) -> Iterator[Suggestion]:
    """Something that changes while a loop goes through it."""
    if re.search(r"changed (?:size )?during iteration|mutated during", case.message):
        yield say("loop.changes", 9)


def used_up(case: Case) -> Iterator[Suggestion]:
    """next() with nothing left."""
    yield say("loop.used_up", 7)


SYNTAX_RULES = (unfinished, order)
TYPE_RULES = (without_self, uncalled, by_type)
VALUE_RULES = (by_value,)
INDEX_RULES = (few_values,)
ATTRIBUTE_RULES = (foreign_method,)
RUNTIME_RULES = (changed,)
STOP_RULES = (used_up,)
