"""Sentences of the product in the learner's language.

A sentence is written in English where it is used; its translation is found by that very text. So
the code reads as before, and a sentence without a translation is said in English.
"""

from __future__ import annotations

from collections.abc import Mapping

from .phrases_es import MONTHS as MONTHS_ES
from .phrases_es import PHRASES as PHRASES_ES

CATALOGUES: Mapping[str, Mapping[str, str]] = {"es": PHRASES_ES}
MONTHS: Mapping[str, tuple[str, ...]] = {"es": MONTHS_ES}


def say(locale: str, text: str, /, **fields: object) -> str:
    """Return a sentence in a language, its fields filled in.

    Args:
        locale: Language, such as `es`.
        text: The English sentence with its `{fields}`.
        fields: Their values.
    """
    return CATALOGUES.get(locale, {}).get(text, text).format(**fields)
