"""Says what alone tells a value that was given from the one that is wanted, by a test's message.

Messages are the authors' own words, in any language. What they have in common is that the value
that was given comes last, behind a colon or in quotes or brackets, and the other one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from . import socratic

VALUE = re.compile(r"(?<=:\s)|(?<=\s)(?=[\"\[({])")
FEWEST_LETTERS = 3


def without_blanks(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


FOLDS: tuple[tuple[Callable[[str], str], tuple[str, str]], ...] = (
    (str.casefold, socratic.CASE_ONLY),
    (without_blanks, socratic.BLANKS_ONLY),
)


def nearly(message: str) -> tuple[str, str] | None:
    """Return what to say and to ask where two values differ in the case of letters or in blanks.

    >>> nearly("It should show tea. It shows: Tea") == socratic.CASE_ONLY
    True
    >>> nearly("It should show tea. It shows: coffee") is None
    True
    """
    text = message.rstrip(". \n").replace("'", '"')
    for place in VALUE.finditer(text):
        before, given = text[: place.end()], text[place.end() :]
        if sum(map(str.isalpha, given)) < FEWEST_LETTERS or given in before:
            continue
        for fold, words in FOLDS:
            if fold(given) in fold(before):
                return words
    return None
