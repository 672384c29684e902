"""The grader's sentences in other languages, found by their English text."""

from __future__ import annotations

from collections.abc import Mapping

from grader.phrases_es import PHRASES as SPANISH

LANGUAGES: Mapping[str, Mapping[str, str]] = {"es": SPANISH}


def phrase(locale: str, text: str, /, **fields: object) -> str:
    """Return a sentence in a language with its fields filled in; English where there is none.

    >>> phrase("es", "a loop"), phrase("xx", "line {line}", line=2)
    ('un bucle', 'line 2')
    """
    return LANGUAGES.get(locale, {}).get(text, text).format(**fields)


def on_line(locale: str, line: int | None) -> str:
    """Return where something is, to stand behind a sentence; nothing where that is not known.

    >>> on_line("en", 2), on_line("es", 2), on_line("en", None)
    (' (line 2)', ' (línea 2)', '')
    """
    return phrase(locale, " (line {line})", line=line) if line else ""
