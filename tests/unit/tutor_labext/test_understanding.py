"""*Check my understanding* asks on and on about the own run, and says when all was asked."""

from dataclasses import replace

import pytest
from support.offline_hints import FAULT, HIDDEN, hint
from tutor_labext.offline import compose, dialogue
from tutor_labext.prediction import asked_in
from tutor_labext.situation import FailingTest, Situation, Trace, TraceStep
from tutor_labext.understanding_words import ALL_ASKED, PASSES
from tutor_labext.wording import questions, words

ONE = Trace("Open at night", (TraceStep(1, (("is_open", "False"),)),), failing=True)
LOOP = Trace(
    "Sum",
    (
        TraceStep(1, (("xs", "[3, 4]"),), entered=True),
        TraceStep(2, (("s", "0"),)),
        TraceStep(3, (("x", "3"),)),
        TraceStep(4, (("s", "3"),)),
        TraceStep(3, (("x", "4"),)),
        TraceStep(4, (("s", "7"),)),
        TraceStep(5, returned="7"),
    ),
)
STOPPED = Trace(
    "Stamps",
    (
        TraceStep(14, (("self", "<StampCard>"),), entered=True),
        TraceStep(16, raised=True),
        TraceStep(30, raised=True),
    ),
)
CALLS = Trace(
    "Boxes",
    (
        TraceStep(1, (("n", "3"),), entered=True),
        TraceStep(1, (("n", "2"),), entered=True),
        TraceStep(2, returned="0"),
        TraceStep(3, returned="3"),
    ),
)


def asked_on(trace, locale="en"):
    """All that is asked until it begins again."""
    said: list[str] = []
    situation = Situation(1, "T", trace=replace(trace, locale=locale), locale=locale)
    while True:
        text = dialogue(replace(situation, shown=tuple(said)), said[-1:], "", "check")
        if text in said:
            return said
        said.append(text)


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("trace", [ONE, LOOP, STOPPED, CALLS], ids=lambda t: t.title)
def test_a_run_is_asked_about_in_ways_that_are_all_new(trace, locale):
    said = asked_on(trace, locale)
    assert len(said) >= 3
    assert [questions(text) for text in said] == [1] * len(said)
    assert max(map(words, said)) <= 160


def test_when_all_was_asked_that_is_said():
    said = asked_on(ONE)
    assert [asked_in(text) is not None for text in said] == [True, False, False, False]
    assert said[-1] == " ".join(ALL_ASKED)


def test_where_code_stops_the_inner_line_is_asked_about():
    assert "stops on line 16" in asked_on(STOPPED)[0]


def test_two_calls_of_a_recursion_are_set_side_by_side():
    assert any("first with `n` = `3`, then with `n` = `2`" in text for text in asked_on(CALLS))


def test_a_loop_is_asked_for_its_end():
    assert any("line 3 runs more than once" in text for text in asked_on(LOOP))


def test_a_hint_that_asked_for_the_only_value_is_not_repeated_by_the_check():
    hint_said = dialogue(Situation(1, "T", trace=ONE), (), "", "check")
    again = dialogue(Situation(1, "T", trace=ONE, shown=(hint_said,)), (), "", "check")
    assert asked_in(again) is None


def test_where_only_hidden_checks_fail_the_way_through_the_example_is_shown():
    known = {"failing": (replace(HIDDEN, message=""),), "trace": replace(LOOP, failing=False)}
    said: tuple[str, ...] = ()
    for _ in range(9):
        said += (hint(3, shown=said, **known),)
    shown = next(text for text in said if PASSES[1] in text)
    assert "- line 4: `s` becomes `3`" in shown
    assert PASSES[1] not in hint(3, shown=said[:2], fault=FAULT, **known)


def test_who_asks_for_the_explanation_again_sees_their_run_before_words_they_know():
    failing = (FailingTest("t", "Sum", "expected 7, got 3", hidden=False),)
    known = {"explains": True, "fault": FAULT, "trace": LOOP, "failing": failing}
    said: tuple[str, ...] = ()
    while not any(asked_in(text) for text in said):
        text = compose(Situation(2, "T", shown=said, **known))
        assert text not in said
        said += (text,)
    late = {"explains": True, "timed_out": True, "trace": LOOP}
    first = compose(Situation(2, "T", **late))
    second = compose(Situation(2, "T", shown=(first,), **late))
    assert asked_in(compose(Situation(2, "T", shown=(first, second), **late)))


def test_a_function_that_is_called_twice_does_not_call_itself():
    heads = (
        TraceStep(1, (("loads", "2"),), entered=True),
        TraceStep(1, (("loads", "5"),), entered=True),
    )
    givers = Trace(
        "Bill", (heads[0], TraceStep(2, returned="6"), heads[1], TraceStep(2, returned="9"))
    )
    whole = TraceStep(8, (("small", "2"),), entered=True)
    silent = Trace("Bill", (whole, *heads, TraceStep(9, returned="45")))
    assert not any("calls itself" in text for run in (givers, silent) for text in asked_on(run))


def test_a_question_that_may_not_be_shown_is_passed_over():
    situation = Situation(1, "T", trace=LOOP)
    first = dialogue(situation, (), "", "check")
    other = dialogue(situation, (), "", "check", lambda text: text != first)
    assert other not in ("", first)
