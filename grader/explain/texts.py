"""The sentences of the explainer, in English, by rule id.

Every text is one short sentence in plain words (reading grade 8 at most, which a test checks).
It names things of the learner's own code and never writes their line for them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .article import Noun
from .clean import clean
from .explanation import MAX_TEXT, Suggestion
from .kinds import plain
from .languages import LANGUAGES
from .texts_kinds import TEXTS as TEXTS_KINDS
from .texts_libraries import HAPPENED as HAPPENED_LIBRARIES
from .texts_libraries import TEXTS as TEXTS_LIBRARIES
from .texts_lines import TEXTS as TEXTS_LINES
from .texts_messages import HAPPENED as HAPPENED_MESSAGES
from .texts_messages import TEXTS as TEXTS_MESSAGES
from .texts_protocols import TEXTS as TEXTS_PROTOCOLS
from .texts_run import HAPPENED as HAPPENED_RUN
from .texts_run import TEXTS as TEXTS_RUN
from .texts_syntax import HAPPENED as HAPPENED_SYNTAX
from .texts_syntax import TEXTS as TEXTS_SYNTAX
from .texts_table import HAPPENED as HAPPENED_TABLE
from .texts_table import TEXTS as TEXTS_TABLE
from .texts_types import HAPPENED as HAPPENED_TYPES
from .texts_types import TEXTS as TEXTS_TYPES

TEXTS: dict[str, tuple[str, str]] = {
    **TEXTS_SYNTAX,
    **TEXTS_TYPES,
    **TEXTS_PROTOCOLS,
    **TEXTS_RUN,
    **TEXTS_MESSAGES,
    **TEXTS_LIBRARIES,
    **TEXTS_LINES,
    **TEXTS_KINDS,
    **TEXTS_TABLE,
}
_ROWS = (
    *HAPPENED_SYNTAX,
    *HAPPENED_TYPES,
    *HAPPENED_RUN,
    *HAPPENED_MESSAGES,
    *HAPPENED_LIBRARIES,
    *HAPPENED_TABLE,
)
HAPPENED = tuple((kind, re.compile(pattern), text) for kind, pattern, text in _ROWS)
MAX_FIELD = 48
KINDS = frozenset({"kind", "a", "b"})
"""Parts of a message that are types."""


def say(rule: str, relevance: int, **fields: object) -> Suggestion:
    """Return the suggestion of a rule with its fields filled in.

    Raises:
        KeyError: There is no such rule, or a field of its text is missing.
    """
    short = {key: clean(str(value), MAX_FIELD) for key, value in fields.items()}
    words = {key: Noun(value) for key, value in short.items()}
    because, try_next = (clean(text.format(**words), MAX_TEXT) for text in TEXTS[rule])
    return Suggestion(rule, relevance, because, try_next, short)


def said_in(suggestion: Suggestion, locale: str) -> Suggestion:
    """Return a suggestion in a language; as it is where there is no text of its rule."""
    language = LANGUAGES.get(locale)
    texts = language and language.texts.get(suggestion.rule)
    if not language or not texts:
        return suggestion
    fields = {k: language.word(k, v) for k, v in suggestion.fields.items()}
    because, try_next = (clean(text.format(**fields), MAX_TEXT) for text in texts)
    return replace(suggestion, because=because, try_next=try_next)


def happened(kind: str, message: str, locale: str = "en") -> str:
    """Return one sentence that says what an exception means, whatever it is."""
    language = LANGUAGES.get(locale)
    for name, pattern, text in HAPPENED:
        if name == kind and (found := pattern.search(message)):
            said = found.groupdict().items()
            words = {k: clean(v or "", MAX_FIELD) for k, v in said}
            words |= {k: plain(v) for k, v in words.items() if k in KINDS}
            if language and text in language.happened:
                words = {k: language.word(k, v) for k, v in words.items()}
                text = language.happened[text]
            return clean(text.format(**words), MAX_TEXT)
    return stopped_with(kind, locale)


def stopped_with(kind: str, locale: str = "en") -> str:
    """Return what is said of an error that nothing else is known of."""
    language = LANGUAGES.get(locale)
    return (language.stopped if language else "Python stopped with the error {kind}.").format(
        kind=kind
    )


NO_RESULT = "What came back is no result yet."
NO_VALUE = "The function gave back None, which means no value."


def happened_in(text: str, locale: str = "en") -> str:
    """Return what happened, told without a field, in a language."""
    language = LANGUAGES.get(locale)
    return language.happened.get(text, text) if language else text
