"""The tokens of a line in another order than the line's, as byte code and cards name them."""

from __future__ import annotations

import keyword
import re
from collections import Counter

from .leak_gate.secret import Secret, once
from .leak_gate.tokens import Tokens

BRACKETED = re.compile(r"\(([\w.]{1,40}|'[^'\n]*'|[-+*/%<>=&|^]{1,3})\)")
"""A single token in brackets of its own."""
FEWEST = 4
"""Tokens of the smallest bag that is no chance."""
SPARE = 3
"""Tokens told beside a line's for each of its own, at most."""
Bag = frozenset[tuple[str, int]]


def are_told(said: str, secret: Secret) -> bool:
    """Say whether single tokens in brackets are those of a new line, whatever their order.

    Args:
        said: An answer in plain signs.
        secret: What must not be told.
    """
    told = Counter(m[1] for m in BRACKETED.finditer(said))
    if told.total() < FEWEST:
        return False
    return any(
        told.total() <= SPARE * sum(n for _, n in bag) and all(told[t] >= n for t, n in bag)
        for bag in _bags(secret)
    )


@once
def _bags(secret: Secret) -> frozenset[Bag]:
    known = {_bag(line) for line in secret.known_lines}
    new = {_bag(line) for part in secret.parts for line in part.lines}
    return frozenset(bag for bag in new - known if len(bag) >= FEWEST)


def _bag(line: Tokens) -> Bag:
    return frozenset(Counter(t for t in line if not keyword.iskeyword(t) and t not in "=.").items())
