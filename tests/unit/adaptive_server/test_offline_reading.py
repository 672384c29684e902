"""Whatever the offline tutor says is read at grade 9, in 160 words, and asks one question."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.gate.reading import prose, reading_grade
from support.product import ROOT
from tutor_labext import hidden_checks, refusal_texts, socratic, understanding_words
from tutor_labext.asides import of_slips, of_suspect
from tutor_labext.explaining import look_inside, of_fault, of_timeout
from tutor_labext.fitting import WORDED, fitting
from tutor_labext.manners import MANNERS
from tutor_labext.offline import (
    compose,
    nothing_left,
    of_idle_tests,
    of_mistake,
    of_rung,
    of_test,
    to_begin,
)
from tutor_labext.own_tests import IdleTest
from tutor_labext.situation import (
    Answer,
    FailingTest,
    Fault,
    Reading,
    Rung,
    Situation,
    Suspect,
    Trace,
    TraceStep,
)
from tutor_labext.slips import SLIPS, Slip
from tutor_labext.understanding import check_of
from tutor_labext.wording import asked, questions, words

from grader.explain.texts import HAPPENED, TEXTS

GRADE = 9
SHORT = "Sum"
RUN = Trace(
    "Try it: three boxes",
    (
        TraceStep(1, (("xs", "[3, 4]"),), entered=True),
        TraceStep(2, (("s", "0"),)),
        TraceStep(3, (("x", "3"),)),
        TraceStep(1, (("xs", "[4]"),), entered=True),
        TraceStep(2, (("s", "0"),)),
        TraceStep(5, returned="4"),
        TraceStep(4, (("s", "7"),)),
        TraceStep(5, raised=True),
    ),
    "expected 7, got 4",
)
SEEN = FailingTest("example", "Try it: three boxes", "It should be 7, but it is 4.", hidden=False)
UNSEEN = FailingTest("empty", "Nothing", "Try an empty list.", hidden=True)


def filled(text: str) -> str:
    """A template with a short word in each of its gaps."""
    return re.sub(r"\{\w*\}", "it", text.replace("{{", "").replace("}}", ""))


def of_errors() -> Iterator[str]:
    happened = {kind: filled(text) for kind, _, text in HAPPENED}
    for rule, (because, try_next) in TEXTS.items():
        reading = Reading(filled(because), filled(try_next), rule)
        fault = Fault("TypeError", 3, "Two values of different kinds cannot be added.", (reading,))
        yield from of_fault(fault, 1)
        yield from of_fault(fault, 2)
    for kind in {*socratic.FAULT_QUESTIONS, *happened}:
        fault = Fault(kind, 3, happened.get(kind, "The code stops there."))
        yield from (*of_fault(fault, 1), *look_inside(fault))
        for manner in MANNERS.values():
            yield from manner(Situation(2, SHORT, fault=fault))


def of_checks() -> Iterator[str]:
    for answer in Answer:
        for failing in ((SEEN,), (UNSEEN,)):
            known = Situation(2, SHORT, failing=failing, answer=answer, trace=RUN)
            yield from of_test(failing, known)
            for manner in MANNERS.values():
                yield from manner(known)
        for question in (q for texts in WORDED.values() for q in texts):
            yield asked("That was not right yet.", fitting(question, known))
    kinds = [v for name, v in vars(hidden_checks).items() if name.startswith(("OF_", "ANY"))]
    other = hidden_checks.OTHER_INPUT, hidden_checks.OTHER_INPUT_QUESTION
    yield from (asked(other[0].format(kinds=kind), other[1]) for kind in kinds)


def of_code() -> Iterator[str]:
    slips = tuple(Slip(3, kind, "total") for kind in SLIPS)
    yield from of_slips(Situation(2, SHORT, slips=slips))
    for kind in socratic.SUSPECTS:
        yield from of_suspect(Suspect(3, kind))
    tests = (IdleTest(2, "test_sum", named=True), IdleTest(4, "check_sum", named=False))
    yield from of_idle_tests(Situation(1, SHORT, idle_tests=tests))
    yield from of_timeout("en")
    yield from to_begin(Situation(1, SHORT, empty=True))
    for pair in understanding_words.PAIRS:
        yield asked(filled(pair[0]), filled(pair[1]))


def of_manner() -> Iterator[str]:
    for solved, level in ((True, 1), (False, 1), (False, 3)):
        said: tuple[str, ...] = ()
        for _ in range(7):
            known = Situation(1, SHORT, solved=solved, ladder=(Rung(level, "x"),), shown=said)
            said += (nothing_left(known),)
        yield from said
    said = ()
    while not said or said[-1] not in said[:-1]:
        said += (check_of(Situation(2, SHORT, trace=RUN, shown=said)),)
    yield from said
    first = (socratic.TIRED, socratic.UPSET, socratic.LOST, socratic.NO_QUESTIONS)
    more = (socratic.LIMITED, socratic.NO_ERROR, refusal_texts.TOO_MUCH)
    ways = (way for row in refusal_texts.SENTENCES.values() for way in row)
    rest = compose(Situation(1, SHORT, failing=(SEEN,)))
    yield from (f"{sentence}{rest}" for sentence in (*first, *more, *ways))
    yield from (socratic.ASK_BACK, socratic.CUT_OFF, *socratic.REDIRECTS)


def of_authors() -> Iterator[str]:
    for problem in load_bank(ROOT / "curriculum").problems.values():
        known = Situation(3, problem.card.title)
        for hint in problem.hints:
            yield from of_rung(Rung(hint.level, hint.text), known)
        for probe in problem.probes:
            yield from of_mistake(Situation(3, problem.card.title, feedback=probe.feedback))


@pytest.mark.parametrize("source", [of_errors, of_checks, of_code, of_manner, of_authors])
def test_what_the_offline_tutor_says_is_plain_and_short_and_asks_one_question(source) -> None:
    texts = set(source())
    assert len(texts) > 10
    hard = {text: grade for text in texts if (grade := reading_grade(prose(text))) > GRADE}
    assert hard == {}
    assert [text for text in texts if words(text) > socratic.MAX_WORDS] == []
    assert [text for text in texts if questions(text) != 1] == []
