"""The sentences of the explainer, in English, by rule id.

Every text is one short sentence in plain words (reading grade 8 at most, which a test checks).
It names things of the learner's own code and never writes their line for them.
"""

from __future__ import annotations

import re

from .clean import clean
from .explanation import MAX_TEXT, Suggestion
from .kinds import plain
from .texts_messages import HAPPENED as HAPPENED_MESSAGES
from .texts_messages import TEXTS as TEXTS_MESSAGES
from .texts_protocols import TEXTS as TEXTS_PROTOCOLS
from .texts_run import HAPPENED as HAPPENED_RUN
from .texts_run import TEXTS as TEXTS_RUN
from .texts_syntax import HAPPENED as HAPPENED_SYNTAX
from .texts_syntax import TEXTS as TEXTS_SYNTAX
from .texts_types import HAPPENED as HAPPENED_TYPES
from .texts_types import TEXTS as TEXTS_TYPES

TEXTS: dict[str, tuple[str, str]] = {
    **TEXTS_SYNTAX,
    **TEXTS_TYPES,
    **TEXTS_PROTOCOLS,
    **TEXTS_RUN,
    **TEXTS_MESSAGES,
}
_ROWS = (*HAPPENED_SYNTAX, *HAPPENED_TYPES, *HAPPENED_RUN, *HAPPENED_MESSAGES)
HAPPENED = tuple((kind, re.compile(pattern), text) for kind, pattern, text in _ROWS)
MAX_FIELD = 48


def say(rule: str, relevance: int, **fields: object) -> Suggestion:
    """Return the suggestion of a rule with its fields filled in.

    Raises:
        KeyError: There is no such rule, or a field of its text is missing.
    """
    short = {key: clean(str(value), MAX_FIELD) for key, value in fields.items()}
    because, try_next = (clean(text.format(**short), MAX_TEXT) for text in TEXTS[rule])
    return Suggestion(rule, relevance, because, try_next)


def happened(kind: str, message: str) -> str:
    """Return one sentence that says what an exception means, whatever it is."""
    for name, pattern, text in HAPPENED:
        if name == kind and (found := pattern.search(message)):
            words = {k: clean(plain(v or ""), MAX_FIELD) for k, v in found.groupdict().items()}
            return clean(text.format(**words), MAX_TEXT)
    return f"Python stopped with the error {kind}."
