"""How hard a text is to read."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=32)  # a dozen checks read the same statement, one after the other
def prose(markdown: str) -> str:
    """Return the words of a Markdown text, without code, links' targets and marks."""
    text = re.sub(r"```.*?(```|\Z)", "\n", markdown, flags=re.DOTALL)
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    text = re.sub(r"^\s*(#+.*|[-*+>]|\d+\.)\s*", "", text, flags=re.MULTILINE)
    # A piece of code counts as one short word, so that the sentence keeps its length.
    return re.sub(r"`[^`]*`", "it", text).replace("*", "").replace("_", " ")


def word_count(markdown: str) -> int:
    """Return the number of words of the prose."""
    return len(prose(markdown).split())


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text, about the US school year that reads it.

    0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al., 1975). A colon or
    an empty line ends a sentence too, since statements are full of lists. Syllables are groups of
    vowels, without a silent final e.
    """
    words = re.findall(r"[A-Za-z']+", text)
    if not words:
        return 0.0
    parts = re.split(r"[.!?:](?:\s|$)|\n\s*\n", text)
    sentences = sum(bool(re.search(r"[A-Za-z]", part)) for part in parts)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / max(1, sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    lower = word.lower()
    groups = len(re.findall(r"[aeiouy]+", lower))
    silent = lower.endswith("e") and not lower.endswith(("le", "ee"))
    return max(1, groups - silent)
