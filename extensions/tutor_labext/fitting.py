"""The tutor's questions as they fit what a learner writes: code, lines to order, values, tests."""

from __future__ import annotations

from collections.abc import Sequence

from . import socratic
from .situation import Answer, FailingTest, Situation
from .socratic import said
from .wording import code

WORDED = {
    Answer.LINES: socratic.OF_LINES,
    Answer.VALUES: socratic.OF_VALUES,
    Answer.TESTS: socratic.OF_TESTS,
}


def fitting(question: str, situation: Situation) -> str:
    """Return a question about the answer as it fits what the learner writes.

    A hint of the ladder is brought back to the value that is wrong, where one is known.
    """
    at, first = situation.locale, in_order(situation.failing)[:1]
    if question == socratic.LADDER_QUESTION and first and first[0].value:
        return said(at, socratic.VALUE_QUESTION, value=code(first[0].value))
    return said(at, WORDED.get(situation.answer, {}).get(question, question))


def in_order(failing: Sequence[FailingTest]) -> list[FailingTest]:
    """Return the visible tests and then the hidden ones."""
    return sorted(failing, key=lambda test: test.hidden)
