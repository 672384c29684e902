"""The tutor's questions as they fit what a learner writes: code, lines to order, values, tests."""

from __future__ import annotations

from collections.abc import Sequence

from . import socratic
from .situation import Answer, FailingTest, Situation
from .socratic import said
from .wording import asked, code, literal, seen

NO_VALUE_YET = ("NameError", "UnboundLocalError")
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


def set_too_late(situation: Situation) -> list[str]:
    """Return what is said of a name without a value where lines are put in order, the new first.

    Each line is the author's there: no name is misspelt, but the line that sets one comes too late.
    """
    fault, at = situation.fault, situation.locale
    if situation.answer is not Answer.LINES or not fault or fault.kind not in NO_VALUE_YET:
        return []
    place = said(at, socratic.ON_LINE if fault.line else socratic.NO_LINE, line=fault.line)
    opening = said(at, socratic.LINE_OPENING, line=fault.line) if fault.line else ""
    question = said(at, socratic.LINE_TOO_LATE_QUESTION, line=place)
    first = f"{literal(fault.happened)} {said(at, socratic.LINE_TOO_LATE)}"
    second = said(at, socratic.WHERE_IT_IS_SET)
    told = [asked(opening + text, question) for text in (first, second)]
    return sorted(told, key=lambda text: seen(text, situation.shown))
