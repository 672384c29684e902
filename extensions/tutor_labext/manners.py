"""What the tutor does first in a style other than the usual one; the questions about an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import socratic
from .prediction import question_at
from .situation import Answer, Fault, Reading, Situation, Style
from .socratic import said
from .wording import asked, code, literal, words

NO_VALUE = ("None", "NameError", "UnboundLocalError")
"""Errors of which a look at the values of the line says nothing more."""
UNREADABLE = ("SyntaxError", "IndentationError", "TabError")
OF_VALUES = ("IndexError", "KeyError", "ZeroDivisionError")
"""Errors that a line has with some values and not with others."""
RUN = (Answer.CODE, Answer.LINES)
"""What is run on the example of a check; values and tests of the learner's own are looked at."""
NOT_BY_VALUES = (*NO_VALUE, *UNREADABLE, "RecursionError", "NotImplementedError")


def question_on(fault: Fault, reading: Reading | None = None) -> str:
    """Return the question about an error, as its reading or else its class asks for."""
    usual = socratic.FAULT_QUESTIONS.get(fault.kind, socratic.FAULT_QUESTION)
    return socratic.READING_QUESTIONS.get(reading.rule, usual) if reading else usual


def no_manner(_: Situation) -> Iterator[str]:
    """Yield nothing: the usual order is the manner."""
    return iter(())


def ask_first(situation: Situation) -> Iterator[str]:
    """Yield what makes the learner look or work by hand before anything is explained."""
    at, visible = situation.locale, [t for t in situation.failing if not t.hidden]
    if situation.fault and situation.fault.line:
        opening = said(at, socratic.ASK_LINE, line=situation.fault.line)
        question = socratic.ASK_LINE_QUESTION
        if situation.fault.kind in NOT_BY_VALUES:
            question = question_on(situation.fault, *situation.fault.readings[:1])
        place = said(at, socratic.ON_LINE, line=situation.fault.line)
        yield asked(opening, said(at, question, line=place))
    elif visible and not situation.fault and situation.answer in RUN:
        title = literal(visible[0].title or visible[0].id)
        opening = said(at, socratic.ASK_CHECK, title=title)
        yield asked(opening, said(at, socratic.ASK_CHECK_QUESTION))


def side_by_side(situation: Situation) -> Iterator[str]:
    """Yield what is wanted beside what the code gives, or what stops beside what does not."""
    at, fault = situation.locale, situation.fault
    told = [t for t in situation.failing if not t.hidden and t.message]
    if fault and fault.line and fault.kind in OF_VALUES:
        happened = literal(fault.happened)
        opening = said(at, socratic.LINE_CONTRAST, line=fault.line, happened=happened)
        yield asked(opening, said(at, socratic.LINE_CONTRAST_QUESTION))
    elif told and not fault and situation.answer in RUN:
        title, message = literal(told[0].title or told[0].id), code(told[0].message)
        opening = said(at, socratic.SIDE_BY_SIDE, title=title, message=message)
        yield asked(opening, said(at, socratic.SIDE_BY_SIDE_QUESTION))


def of_run(situation: Situation) -> Iterator[str]:
    """Yield the learner's own run of the failing test up to a line, and ask for its value."""
    if situation.trace and situation.trace.failing:
        line = situation.suspect.line if situation.suspect else None
        question = question_at(situation.trace, line, situation.shown)
        if question and words(question) <= socratic.MAX_WORDS:
            yield question


MANNERS: dict[Style, Callable[[Situation], Iterator[str]]] = {
    Style.QUESTION: ask_first,
    Style.TRACE: of_run,
    Style.CONTRAST: side_by_side,
}
