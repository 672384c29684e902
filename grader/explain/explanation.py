"""An explanation: what happened, where, and at most two readings with one next step each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_KIND = 40
MAX_TEXT = 260
MAX_SUGGESTIONS = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One reading of an error.

    Attributes:
        rule: Stable id, `family.case`; statistics and skills refer to it.
        relevance: 1 (a guess) to 10 (certain).
        because: What in the learner's own code or values speaks for this reading; plain text of
            one sentence, at most `MAX_TEXT` characters.
        try_next: One next step, never the corrected line; same limits.
        fields: What both were filled with, to say them in another language.
    """

    rule: str
    relevance: int
    because: str
    try_next: str
    fields: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error in words for a learner. Plain text: whoever shows it escapes it.

    Attributes:
        kind: Exception class name, at most `MAX_KIND` characters.
        line: 1-based line of the source, or None when it is not known.
        happened: One sentence, at most `MAX_TEXT` characters.
        suggestions: At most `MAX_SUGGESTIONS`, most relevant first.
    """

    kind: str
    line: int | None
    happened: str
    suggestions: tuple[Suggestion, ...]
