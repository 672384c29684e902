"""The words of a secret line in their order, whatever stands between them: signs, fillers, none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from .leak_gate.secret import Secret, once
from .leak_gate.text import plain, squeezed
from .leak_gate.written import new_lines

WORD = re.compile(r"[^\W_]+")
BLANK = re.compile(r"\\[snt][+*]?")
"""A blank as patterns and texts write it."""
FEWEST, LETTERS = 5, 12
"""Words, and letters, of the shortest line that is no chance."""
Words = tuple[str, ...]


def are_told(said: str, before: Sequence[str], secret: Secret) -> bool:
    """Say whether an answer holds all words of a new line in a row, or the line's letters run on.

    Words that the line does not hold count for nothing, so that neither signs by their names in any
    language nor sentences around the words matter.

    Args:
        said: The answer in plain signs.
        before: What a model said on this problem before, oldest first.
        secret: What must not be told.
    """
    said = BLANK.sub(" ", unquote(said))
    letters = squeezed(said)
    if any(line in letters for line in _letters(secret)):
        return True
    fresh = _words(said)
    found = [word for text in before for word in _words(plain(text))] + fresh
    present = frozenset(found)
    return any(
        line_words.issubset(present)
        and not line_words.isdisjoint(fresh)
        and _is_in(line, _kept(found, line_words))
        for line, line_words in _lines(secret)
    )


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _kept(words: Iterable[str], of: frozenset[str]) -> list[str]:
    return [word for word in words if word in of]


def _is_in(line: Words, words: Sequence[str]) -> bool:
    return f" {' '.join(line)} " in f" {' '.join(words)} "


@once
def _lines(secret: Secret) -> tuple[tuple[Words, frozenset[str]], ...]:
    known = _words(_known(secret))
    lines = {line for code in new_lines(secret) if len(line := tuple(_words(code))) >= FEWEST}
    return tuple((line, frozenset(line)) for line in lines if not _is_in(line, known))


@once
def _letters(secret: Secret) -> frozenset[str]:
    known = squeezed(_known(secret))
    found = {squeezed(line) for line in new_lines(secret) if len(_words(line)) > 1}
    return frozenset(line for line in found if len(line) >= LETTERS and line not in known)


def _known(secret: Secret) -> str:
    return f"{secret.task.public}\n{secret.own}"
