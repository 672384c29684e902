"""A piece of a solution in backticks: a whole line of it, or a part that a sentence says to use.

Such a piece is often too short to tell by its weight: ``use `field(default_factory=list)` ``.
"""

from __future__ import annotations

from collections.abc import Collection

from .advice import orders_in
from .code import FENCED, SPAN
from .idioms import COMMON_LINES
from .secret import Secret, once
from .task import SENTENCES, framed
from .tokens import Tokens, names, pattern, tokens

FEWEST, LONG = 3, 4
"""Tokens of the shortest piece that uses something of the task's, and of one that does not."""


def is_quoted(text: str, secret: Secret) -> bool:
    """Say whether a span is a line of a solution, or a part of one that somebody is to use."""
    if "`" not in text:
        return False
    lines, rows = _lines(secret), _rows(secret)
    for sentence in SENTENCES.split(FENCED.sub("\n", text)):
        for span in SPAN.findall(sentence):
            piece = tokens(span)
            if not _tells(piece, secret):
                continue
            if piece in lines:
                return True
            words, asked = orders_in(sentence)
            if words and not asked and any(framed(piece) in row for row in rows):
                return True
    return False


def _tells(piece: Tokens, secret: Secret) -> bool:
    """Say whether a piece is long enough, no idiom, and in nothing that the learner knows."""
    if len(piece) < FEWEST or pattern(piece) in COMMON_LINES or secret.is_known(piece):
        return False
    return len(piece) >= LONG or _is_about(piece, secret.given)


def _is_about(piece: Tokens, given: Collection[str]) -> bool:
    return not names(piece).isdisjoint(given) or any(t[0] == "'" and len(t) > LONG for t in piece)


@once
def _lines(secret: Secret) -> frozenset[Tokens]:
    return frozenset(line for part in secret.parts for line in part.lines)


@once
def _rows(secret: Secret) -> tuple[str, ...]:
    return tuple(framed(part.reference.tokens) for part in secret.parts)
