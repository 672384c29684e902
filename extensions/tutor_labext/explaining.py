"""What explains that code stops or does not end: readings, next steps, how to look for oneself."""

from __future__ import annotations

from collections.abc import Iterator

from . import socratic
from .fitting import NO_VALUE_YET, set_too_late
from .manners import NO_VALUE, UNREADABLE, question_on
from .situation import Fault, Situation
from .socratic import said
from .understanding_words import LOOK_NAME
from .wording import asked, last_seen, literal, seen

SPECIFIC = 2
SAID_AT_ONCE = ("name.gap", "stub.left")
"""Readings whose next step, to write something there, is clear once they are read."""


def of_error(situation: Situation) -> list[str]:
    """Return what explains that the code stops or does not end, the new first; none for others."""
    at, shown = situation.locale, situation.shown
    if situation.fault:
        return set_too_late(situation) or explanations(situation.fault, shown, at)
    if not situation.timed_out:
        return []
    return sorted(of_timeout(at), key=lambda text: last_seen(text, shown))


def explanations(fault: Fault, shown: tuple[str, ...], at: str) -> list[str]:
    """Return what explains an error, its next steps and how to look for oneself; new first.

    Who asks on hears again what was said longest ago.
    """
    told = [text for rung in (1, SPECIFIC) for text in of_fault(fault, rung, shown, at)]
    return sorted([*told, *look_inside(fault, at)], key=lambda text: last_seen(text, shown))


def of_fault(fault: Fault, rung: int, shown: tuple[str, ...] = (), at: str = "en") -> Iterator[str]:
    """Yield the explanation of an error at its line; from the second rung on with a next step.

    What speaks for a reading is not said a second time: then the next step is what is new, at any
    rung, since the card of the error shows it too. Where that
    may not be shown, the explanation is left.
    """
    text = socratic.ON_LINE if fault.line else socratic.NO_LINE
    place = said(at, text, line=fault.line)
    opening = said(at, socratic.LINE_OPENING, line=fault.line) if fault.line else ""
    if not fault.readings:
        yield asked(opening + literal(fault.happened), said(at, question_on(fault), line=place))
    for index, reading in enumerate(fault.readings):
        question = said(at, question_on(fault, reading), line=place)
        first, second = literal(reading.because), literal(reading.try_next)
        start = literal(fault.happened) if index == 0 else said(at, socratic.ANOTHER_WAY)
        told = seen(first, shown)
        if told and reading.rule in SAID_AT_ONCE:
            continue
        if (rung >= SPECIFIC or told) and not seen(second, shown):
            yield asked(opening + (second if told else f"{first} {second}"), question)
        if rung < SPECIFIC or not told:
            yield asked(f"{opening}{start} {first}", question)


def of_timeout(at: str) -> Iterator[str]:
    """Yield what is said of a run without an end, and how to see what its loop does."""
    yield asked(said(at, socratic.TIMEOUT), said(at, socratic.TIMEOUT_QUESTION))
    yield asked(said(at, socratic.TIMEOUT_LOOK), said(at, socratic.TIMEOUT_LOOK_QUESTION))


def look_inside(fault: Fault, at: str = "en") -> Iterator[str]:
    """Yield how to find out more of an error by trying: what helps with any of its kind."""
    opening = said(at, socratic.LINE_OPENING, line=fault.line) if fault.line else ""
    if fault.line and fault.kind in NO_VALUE_YET:
        yield asked(opening + said(at, LOOK_NAME[0]), said(at, LOOK_NAME[1]))
    elif fault.line and fault.kind not in NO_VALUE:
        unread = fault.kind in UNREADABLE
        text = socratic.SKIP_LINE if unread else socratic.LOOK_INSIDE
        question = socratic.SKIP_LINE_QUESTION if unread else socratic.LOOK_INSIDE_QUESTION
        yield asked(opening + said(at, text), said(at, question))
