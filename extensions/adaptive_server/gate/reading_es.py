"""How hard a Spanish text is to read."""

from __future__ import annotations

import re

EASY_SCORE, SCORE = 65.0, 55.0
"""Least score in the first two bands, and above: "fairly easy" and "normal" of the scale."""

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_WEAK = "iuü"


def perspicuity(text: str) -> float:
    """Return the perspicuity of a Spanish text, from about 0 (hard) to 100 (easy).

    206.835 - 62.3 syllables per word - words per sentence (Szigriszt Pazos, 1993, doctoral thesis,
    Universidad Complutense de Madrid). Above 65 is fairly easy, 55 to 65 normal (INFLESZ scale,
    Barrio-Cantalejo et al., 2008, Anales del Sistema Sanitario de Navarra 31(2)). A colon or an
    empty line ends a sentence too, since statements are full of lists.
    """
    words = _WORD.findall(text)
    if not words:
        return 100.0
    parts = re.split(r"[.!?:](?:\s|$)|\n\s*\n", text)
    sentences = sum(bool(_WORD.search(part)) for part in parts)
    spoken = sum(map(syllables, words))
    return 206.835 - 62.3 * spoken / len(words) - len(words) / max(1, sentences)


def syllables(word: str) -> int:
    """Return the number of syllables: vowels in a row are one unless both are strong.

    An accent makes a weak vowel strong; `y` is a vowel at the end, the `u` of `que` and `gui` is
    silent.

    >>> [syllables(w) for w in ("bueno", "río", "leer", "que", "ciudad", "muy", "canción")]
    [2, 2, 2, 1, 2, 1, 2]
    """
    lower = re.sub(r"([qg])u(?=[eiéí])", r"\1", word.lower())
    lower = re.sub(r"y$", "i", lower)
    return max(1, sum(_in_group(group) for group in _VOWELS.findall(lower)))


def _in_group(group: str) -> int:
    strong = sum(letter not in _WEAK for letter in group)
    return max(1, strong)
