"""Finds what is said twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

Place = TypeVar("Place")


def repeats(said: Iterable[tuple[Place, Hashable]]) -> Iterator[tuple[Place, Place]]:
    """Yield each place that says what another one before it says, with the first that does.

    >>> list(repeats([("a", 1), ("b", 2), ("c", 1)]))
    [('c', 'a')]
    """
    first: dict[Hashable, Place] = {}
    for place, words in said:
        if (before := first.setdefault(words, place)) != place:
            yield place, before
