"""Did you mean: the known name that a misspelt one is most likely to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

MAX_NAME = 40
MAX_CANDIDATES = 600


def allowed(name: str) -> int:
    """Return how many slips a name may hold: 1 up to 4 letters, 2 up to 8, else 3."""
    return 1 if len(name) <= 4 else 2 if len(name) <= 8 else 3


def distance(a: str, b: str) -> int:
    """Count insertions, deletions, changes and swaps of neighbours that turn `a` into `b`.

    Optimal string alignment distance; see Boytsov (2011), ACM JEA 16, section 2.

    >>> distance("cuont", "count"), distance("prnt", "print"), distance("a", "a")
    (1, 1, 0)
    """
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name closest to `name`, or None when none is close enough.

    A name that differs only in upper and lower case or in underscores is closest of all; between
    equals the one with the same letters wins, then the first in `known`.

    >>> nearest("totl", ["x", "total", "tool"])
    'total'
    >>> nearest("Total_Price", ["total", "totalprice"])
    'totalprice'
    >>> nearest("X", ["y", "x"]), nearest("pirce", ["piece", "price"])
    ('x', 'price')
    """
    if len(name) > MAX_NAME:
        return None
    best, least = None, (allowed(name) + 1, 0)
    letters = Counter(name)
    for other in list(dict.fromkeys(known))[:MAX_CANDIDATES]:
        if other == name or abs(len(other) - len(name)) > allowed(name):
            continue
        if folded(other) == folded(name) != "":
            return other
        if len(name) < 2 or len(other) < 2:  # one letter is like any other
            continue
        # Cheaper than the distance and never above it: letters that one side lacks.
        lacking = sum((letters - Counter(other)).values())
        if lacking >= least[0]:
            continue
        cost = distance(name, other)
        if (cost, lacking) < least and cost < len(name):
            best, least = other, (cost, lacking)
    return best


def folded(name: str) -> str:
    """Return the name without case and underscores."""
    return name.lower().replace("_", "")
