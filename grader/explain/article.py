"""The English article before a word, so that no text says `a int`."""

from __future__ import annotations

import re

VOWEL = re.compile(r"[aeio]|u(?!ni(?!n)|int|s[eu]|tf)|honest|hour")
SPELT = "AEFHILMNORSX"


class Noun(str):
    """A word that a text may ask for with its article: `{kind:a}`, or `{kind:A}` at its head.

    >>> f"{Noun('int'):a}, {Noun('list'):a}, {Noun('OrderedDict'):A}"
    'an int, a list, An OrderedDict'
    """

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """Return the word, with its article where `spec` is one."""
        if spec in ("a", "A"):
            return f"{spec}{'n' if sounds_open(self) else ''} {self}"
        return super().__format__(spec)


def sounds_open(word: str) -> bool:
    """Say whether a word begins with the sound of a vowel; capitals in a row are spelt.

    >>> [sounds_open(w) for w in ("int", "uint8", "unit", "undo", "OSError", "User", "Index")]
    [True, False, False, True, True, False, True]
    """
    if word[:2].isupper():
        return word[0] in SPELT
    return VOWEL.match(word.lower()) is not None
