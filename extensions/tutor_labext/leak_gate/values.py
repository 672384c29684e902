"""Values to be found out: `line_1 = "15"` as a solution is told by naming place and value."""

from __future__ import annotations

from .prose import sentences
from .secret import Secret, once
from .text import squeezed
from .tokens import Tokens, is_name, tokens

ENOUGH = 0.5
WORDS = ("True", "False", "None")
LITERAL = "'0123456789"


def are_told(text: str, secret: Secret, before: str = "") -> bool:
    """Say whether a text tells at least half of the values that a solution consists of.

    Args:
        text: The answer.
        secret: What must not be told.
        before: What was said before on this problem; the values told there count where the answer
            tells one more.
    """
    if not (wanted := _wanted(secret)):
        return False
    now = _said(text, secret)
    earlier = _said(before, secret) if before else []
    for pairs in wanted:
        known = {n for n, v in pairs if _is_told(n, v, earlier)}
        told = {n for n, v in pairs if _is_told(n, v, now)} - known
        if told and len(told | known) >= ENOUGH * len(pairs):
            return True
    return False


@once
def _wanted(secret: Secret) -> list[list[tuple[str, frozenset[str]]]]:
    """Return of each solution the names and values that the learner does not have."""
    own = [pair for line in secret.own_lines for pair in values_of([line])]
    all_ = (values_of(list(part.lines)) for part in secret.parts)
    return [w for pairs in all_ if (w := [pair for pair in pairs if pair not in own])]


def _said(text: str, secret: Secret) -> list[tuple[str, set[str]]]:
    said = [(squeezed(s), tokens(s)) for s in sentences(text, secret)]
    return [(flat, {*found, *map(bare, found)}) for flat, found in said]


def _is_told(name: str, values: frozenset[str], said: list[tuple[str, set[str]]]) -> bool:
    return any(name in flat and values <= found for flat, found in said)


def values_of(lines: list[Tokens]) -> list[tuple[str, frozenset[str]]]:
    """Return name and values of each line where all lines only give a name values; else none.

    >>> values_of([("a", "=", "12"), ("b", "=", "-", "3")])
    [('a', frozenset({'12'})), ('b', frozenset({'3'}))]
    """
    # An empty list has no token of its own.
    lines = [t for t in lines if not (len(t) == 2 and t[1] == "=")]
    if not all(len(t) > 2 and t[1] == "=" and is_name(t[0]) and are_values(t[2:]) for t in lines):
        return []
    found = [
        (squeezed(t[0]), frozenset(bare(v) for v in t[2:] if v != "-" and v.strip("'")))
        for t in lines
    ]
    return [(name, values) for name, values in found if values]


def are_values(right: Tokens) -> bool:
    """Say whether one token, or several numbers and texts, are given."""
    return len(right) == 1 or all(v == "-" or v in WORDS or v[0] in LITERAL for v in right)


def bare(value: str) -> str:
    """Return a value as a sentence tells it: a text of digits without its quotes."""
    return value.strip("'") if value[1:-1].isdigit() else value
