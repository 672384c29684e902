"""The explainer in other languages than English: the same rules, with other texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from . import (
    texts_es_kinds,
    texts_es_libraries,
    texts_es_lines,
    texts_es_messages,
    texts_es_run,
    texts_es_syntax,
    texts_es_table,
    texts_es_types,
)

_ES = (
    texts_es_syntax,
    texts_es_lines,
    texts_es_types,
    texts_es_kinds,
    texts_es_run,
    texts_es_messages,
    texts_es_libraries,
    texts_es_table,
)

WORD_FIELDS = frozenset(
    {"kind", "left", "right", "wanted", "takes", "given", "missing", "a", "b", "other", "what"}
)
"""Fields that hold words of ours; all others hold what stands in the learner's code."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the explainer says in one language.

    Attributes:
        texts: By rule id: because, try next.
        happened: By the English sentence.
        words: Whole values of a field.
        patterns: What else is replaced in a field of words.
        stopped: What is said of an error that nothing else is known of.
    """

    texts: Mapping[str, tuple[str, str]]
    happened: Mapping[str, str]
    words: Mapping[str, str]
    patterns: tuple[tuple[str, str], ...]
    stopped: str

    def word(self, field: str, value: str) -> str:
        """Return the value of a field in this language.

        >>> SPANISH.word("takes", "from 1 to 2"), SPANISH.word("name", "text")
        ('de 1 a 2', 'text')
        """
        if field not in WORD_FIELDS:
            return value
        told = self.words.get(value, value)
        for pattern, instead in self.patterns:
            told = re.sub(pattern, instead, told)
        return told


SPANISH = Language(
    texts={rule: texts for part in _ES for rule, texts in part.TEXTS.items()},
    happened={text: told for part in _ES for text, told in part.HAPPENED.items()},
    words={
        "a whole number": "un número entero",
        "a number with a point": "un número con punto",
        "text": "texto",
        "True or False": "True o False",
        "a list": "una lista",
        "a dict": "un dict",
        "a tuple": "una tupla",
        "a set": "un set",
        "a function": "una función",
        "readable": "legible",
        "writable": "escribible",
        "something else": "otra cosa",
        "table": "ninguna tabla",
        "column": "ninguna columna",
        "function": "ninguna función",
        "more": "más",
    },
    patterns=(
        (r"^from (\d+) to (\d+)$", r"de \1 a \2"),
        (r"^exactly ", "exactamente "),
        (r"^at most ", "como mucho "),
        (r"^at least ", "al menos "),
        (r"^an? (?=\w+$)", "un "),
        (r",? and (?=\w+$)", " y "),
    ),
    stopped="Python se detuvo con el error {kind}.",
)
LANGUAGES: Mapping[str, Language] = {"es": SPANISH}
"""All of them; English is the texts themselves."""
