"""The tutor without a model: chooses one hint from what is known and puts it into words.

Order of help: the error of the last run; the first visible test that fails, from the second rung on
as the learner's own run of it and a question for a value; the author's words for a recognised
mistake; the line where one edit would mend the code, as a question; the authored ladder. What was
shown before is skipped, a higher rung says more; then come the other checks and the own run. A
style puts something else first; what it lacks comes in the usual order. Who asks for the
explanation of an error gets nothing else. The same input always gives the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from . import socratic
from .asides import of_other_input, of_passing_run, of_slips, of_suspect
from .explaining import SPECIFIC, look_inside, of_error, of_fault, of_timeout
from .fitting import fitting, in_order, set_too_late
from .hidden_checks import only_hidden, question_of
from .manners import MANNERS, no_manner, of_run
from .nearly import nearly
from .own_tests import SILENT, SILENT_QUESTION, UNNAMED, UNNAMED_QUESTION
from .prediction import asked_in, checked, reply
from .situation import (
    Answer,
    FailingTest,
    Fault,
    Prediction,
    Rung,
    Situation,
    Trace,
)
from .socratic import said
from .understanding import check_of
from .wording import asked, code, dunders, last_seen, literal, question_by_question, questions, seen


def compose(situation: Situation, safe: Callable[[str], bool] = lambda _: True) -> str:
    """Return one hint in markdown: at most 160 words, exactly one question.

    Args:
        situation: What is known.
        safe: Says whether a text may be shown; a hint that fails is passed over.
    """
    shown = situation.shown
    fresh: Iterator[str] = (text for text in candidates(situation) if not seen(text, shown))
    told = of_error(situation) if situation.explains else []
    if told:
        new = [text for text in told if not seen(text, shown)]
        run = [text for text in of_run(situation) if not seen(text, shown)]
        fresh = chain(new, run, told, fresh)
    return next(filter(safe, fresh), None) or nothing_left(situation)


def candidates(situation: Situation) -> Iterator[str]:
    """Yield every hint that fits, the one to prefer first."""
    at, fault, shown = situation.locale, situation.fault, situation.shown
    # An error of the code as it is now is newer than what an earlier hand-in has shown.
    if situation.solved and not situation.fault:
        return
    if situation.empty:
        yield from to_begin(situation)
    yield from of_idle_tests(situation)
    # Of values written down the rule says what an error of theirs comes from.
    if situation.broken_rule and (not fault or situation.answer is Answer.VALUES):
        told = said(at, socratic.RULE_INTRO, message=code(situation.broken_rule))
        yield asked(told, said(at, socratic.RULE_QUESTION))
    yield from MANNERS.get(situation.style, no_manner)(situation)
    if fault:
        yield from set_too_late(situation) or of_fault(fault, situation.rung, shown, at)
    elif situation.timed_out:
        yield from of_timeout(at)
    if situation.rung >= SPECIFIC:
        # Which lines to move tells more than what they hold.
        yield from of_mistake(situation) if situation.answer is Answer.LINES else ()
        yield from of_slips(situation)
        yield from of_run(situation)
    # A check that only repeats the error, or the time, has nothing to add to its explanation.
    if not situation.timed_out and not (fault and repeats(situation.failing, fault)):
        yield from of_test(situation.failing, situation)
    yield from of_mistake(situation)
    if situation.rung >= SPECIFIC and situation.suspect:
        yield from of_suspect(situation.suspect, at)
    ladder = matching(situation)
    for rung in ladder:
        if not rung.done:
            yield from of_rung(rung, situation)
    if not situation.fault:
        for test in in_order(situation.failing)[1:]:
            yield from of_test((test,), situation)
    if situation.shown:
        yield from of_run(situation)
    if situation.fault and situation.rung >= SPECIFIC:
        yield from look_inside(situation.fault, at)
    yield from of_slips(situation)
    yield from of_other_input(situation)
    yield from of_passing_run(situation)
    for rung in ladder:
        yield from of_rung(rung, situation)


def to_begin(situation: Situation) -> Iterator[str]:
    """Yield the author's first hint for who has no code, and then how any task is begun."""
    opening = said(situation.locale, socratic.EMPTY)
    question = said(situation.locale, socratic.EMPTY_QUESTION)
    for rung in matching(situation)[:1]:
        yield asked(f"{opening} {question_by_question(rung.text)[0]}", question)
    yield asked(opening, question)


def of_idle_tests(situation: Situation) -> Iterator[str]:
    """Yield what each test of the learner's own lacks that cannot fail."""
    for test in situation.idle_tests:
        told, question = (SILENT, SILENT_QUESTION) if test.named else (UNNAMED, UNNAMED_QUESTION)
        text = said(situation.locale, told, line=test.line, name=test.name)
        yield asked(text, said(situation.locale, question))


def repeats(failing: Sequence[FailingTest], fault: Fault) -> bool:
    """Say whether the first visible test that fails only names an error."""
    visible = [t for t in failing if not t.hidden]
    return bool(visible) and fault.kind in visible[0].message


def of_mistake(situation: Situation) -> Iterator[str]:
    """Yield the author's words for a recognised mistake."""
    if situation.feedback:
        yield asked(dunders(situation.feedback), fitting(socratic.FEEDBACK_QUESTION, situation))


def of_test(failing: tuple[FailingTest, ...], situation: Situation) -> Iterator[str]:
    """Yield the first visible test that fails as a question, else the first hidden one.

    A visible one is spoken of once: its message the learner reads after every hand-in anyway. Of a
    hidden one the author's message is all that is known, and may be the question itself. What is
    wrong with a test of the learner's own only the message says.
    """
    rung, shown, at = situation.rung, situation.shown, situation.locale
    telling = rung >= SPECIFIC or situation.answer is not Answer.CODE
    for test in in_order(failing)[:1]:
        if test.hidden and not test.message and only_hidden(situation):
            yield from of_other_input(situation)
            continue
        intro = socratic.HIDDEN_INTRO if test.hidden else socratic.TEST_INTRO
        question = socratic.HIDDEN_QUESTION if test.hidden else socratic.TEST_QUESTION
        opening = said(at, intro, title=literal(test.title or test.id))
        if test.value:
            opening = said(at, socratic.VALUE_INTRO, value=code(test.value))
        if not test.hidden and (seen(opening, shown) or spoken_of(test, rung, shown)):
            continue
        if test.hidden and (test.value or questions(literal(test.message))):
            text = f"{opening} {literal(test.message)}"
            yield asked(text, fitting(question, situation))
            continue
        told = ""
        if test.message and (test.hidden or telling):
            told = " " + said(at, socratic.MESSAGE_INTRO, message=code(test.message))
        if test.hidden and situation.answer is Answer.CODE:
            question = question_of(test.message)
        near = None if test.hidden else nearly(test.message)
        if near:
            yield asked(f"{opening}{told} {said(at, near[0])}", said(at, near[1]))
        else:
            yield asked(opening + told, fitting(question, situation))


def spoken_of(test: FailingTest, rung: int, shown: tuple[str, ...]) -> bool:
    """Say whether a hint in another manner has told what there is to tell of a visible test."""
    more = test.message if rung >= SPECIFIC else ""
    return seen(code(more) if more else f"“{literal(test.title or test.id)}”", shown)


def of_rung(rung: Rung, situation: Situation) -> Iterator[str]:
    """Yield an authored hint, one question after the other."""
    question = socratic.EXAMPLE_QUESTION if "```" in rung.text else socratic.LADDER_QUESTION
    for text in question_by_question(dunders(rung.text)):
        yield asked(text, fitting(question, situation))


def dialogue(
    situation: Situation,
    last: Sequence[str],
    question: str,
    wish: str,
    safe: Callable[[str], bool] = lambda _: True,
) -> str:
    """Return the next step of the dialogue about the learner's own run, or '' outside of one.

    Args:
        situation: What is known; its trace is the run.
        last: Our newest words that may have asked for a value, the newest first.
        question: What the learner typed.
        wish: `check` begins a dialogue.
        safe: Says whether a text may be shown.
    """
    trace = situation.trace
    if wish == "check" and not question:
        return check_of(situation, safe)
    if trace is None:
        return ""
    asked_for = next(filter(None, map(asked_in, last)), None)
    if asked_for is None or situation.prediction is None:
        return ""
    return reply(trace, asked_for, situation.prediction)


def predicted(trace: Trace | None, last: Sequence[str], question: str) -> Prediction | None:
    """Return what the learner predicts with their words, checked against their own run; or None."""
    asked_for = next(filter(None, map(asked_in, last)), None)
    return checked(trace, asked_for, question) if trace and asked_for and question else None


def matching(situation: Situation) -> list[Rung]:
    """Return the permitted rungs that fit: highest first, within a level those with a reason."""
    names = {t.id for t in situation.failing}
    if situation.fault:
        names.add(situation.fault.kind)
    fit = [
        r
        for r in situation.ladder
        if r.level <= situation.rung and (not r.when or names.intersection(r.when))
    ]
    return sorted(fit, key=lambda r: (-r.level, not r.when))


def nothing_left(situation: Situation) -> str:
    """Return an honest word when there is no further hint: a new one, else the one longest ago."""
    at, title = situation.locale, literal(situation.title)
    if situation.solved:
        ways = [(socratic.SOLVED, question) for question in socratic.SOLVED_QUESTIONS]
    else:
        more = any(rung.level > situation.rung for rung in situation.ladder)
        last = (socratic.NOTHING_LEFT, socratic.NOTHING_LEFT_QUESTION)
        ways = [*(socratic.UNTIL_NEXT if more else ()), last, *socratic.WAYS_ON]
        if situation.empty:
            ways = [*socratic.UNTIL_NEXT[:1], *socratic.WAYS_ON[:1]]
    texts = [asked(said(at, text, title=title), said(at, question)) for text, question in ways]
    return min(texts, key=lambda text: last_seen(text, situation.shown))
