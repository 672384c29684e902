"""Words whose letters stand in another order: typing errors, Pig Latin, words from behind.

A word of Python's or of a solution is known by its letters, whatever their order.
"""

from __future__ import annotations

import keyword
import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})ay(?![^\W\d_])")
"""A word of Pig Latin."""
SHORTEST, FEWEST = 4, 3
"""Letters of the shortest word that is no other by chance, and words from which a text is read."""
FEW_LATIN, MOSTLY = 3, 0.4
CALLED = ("append", "print", "range", "input", "split", "join", "sorted", "enumerate", "items")


def unshuffled(text: str, expected: frozenset[str]) -> str:
    r"""Return a text with the letters of its words in order, or "" where they are.

    >>> unshuffled("fro n in rgane(9):\n    pirnt(n)\n    retrun n", frozenset())
    'fro n in range(9):\n    print(n)\n    return n'
    """
    known, letters = _letters(expected)
    words = set(WORD.findall(text))
    latin = set(LATIN.findall(text))
    if len(latin) >= FEW_LATIN and len(latin) >= MOSTLY * len(words):
        return LATIN.sub(lambda m: letters.get(_sorted(m[1]), m[1][-1] + m[1][:-1]), text)
    found = {
        word: letters[key]
        for word in words
        if len(word) >= SHORTEST and word not in known and (key := _sorted(word)) in letters
    }
    if len(found) < FEWEST:
        return ""
    return WORD.sub(lambda m: found.get(m[0], m[0]), text)


@lru_cache(maxsize=512)
def _letters(expected: frozenset[str]) -> tuple[frozenset[str], dict[str, str]]:
    """Return the words that a program may hold, and each by its letters."""
    known = frozenset((*expected, *keyword.kwlist, *CALLED))
    return known, {_sorted(word): word for word in known}


@lru_cache(maxsize=16384)
def _sorted(word: str) -> str:
    return "".join(sorted(word))
