"""The learner predicts a value, their own run says who is right; nothing is remembered for it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor_labext import socratic
from tutor_labext.offline import compose, dialogue, predicted
from tutor_labext.prediction import (
    Asked,
    asked_in,
    checked,
    question_at,
    questions_of,
    same,
    values_in,
)
from tutor_labext.situation import Situation, Suspect, Trace, TraceStep
from tutor_labext.wording import questions, words

RUN = Trace(
    "Try it",
    (
        TraceStep(1, (("xs", "[3, 4]"),), entered=True),
        TraceStep(2, (("s", "0"),)),
        TraceStep(3, (("x", "3"),)),
        TraceStep(4, (("s", "-3"),)),
        TraceStep(3, (("x", "4"),)),
        TraceStep(4, (("s", "-7"),)),
        TraceStep(5, returned="-7"),
    ),
    "expected 7, got -7",
)


def answer(last, said, trace=RUN):
    found = predicted(trace, [last], said)
    situation = Situation(2, "Sum", trace=trace, prediction=found)
    return dialogue(situation, [last], said, "ask")


def test_a_run_is_shown_up_to_a_line_and_its_value_is_asked_for():
    assert question_at(RUN, 4) == (
        "Here is your own code at work in the check “Try it”:\n\n"
        "- line 1: it starts with `xs` = `[3, 4]`\n- line 2: `s` becomes `0`\n"
        "- line 3: `x` becomes `3`\n\nWhat is `s` right after line 4 has run?"
    )
    assert question_at(RUN).endswith("What is `s` right after line 4 has run 2 times?")
    assert "-7" not in question_at(RUN)


def test_what_was_asked_is_read_back_from_our_own_words():
    assert asked_in(question_at(RUN)) == Asked(4, "s", 2)
    back = replace(RUN, steps=RUN.steps[-1:] * 2, message="")
    assert asked_in(question_at(back)) == Asked(5, "", 2)
    assert asked_in("What is the value of the total?") is None


def test_a_value_that_is_shown_by_its_kind_alone_is_not_asked_for():
    steps = (TraceStep(1, (("card", "<Card>"),)), TraceStep(2, returned="<function>"))
    assert questions_of(Trace("Try it", steps)) == []
    more = (*steps, TraceStep(3, (("x", "<Match>"), ("n", "2"))))
    assert asked_in(questions_of(Trace("Try it", more))[0]) == Asked(3, "n")


def test_a_counter_is_not_asked_for_nor_what_a_method_without_a_result_gives_back():
    steps = (TraceStep(1, (("n", "2"), ("row", "'a'"))), TraceStep(2, returned="None"))
    assert [asked_in(q) for q in questions_of(Trace("Try it", steps))] == [Asked(1, "row")]


def test_who_checks_again_is_asked_for_the_next_value():
    situation = Situation(1, "T", trace=RUN)
    first = dialogue(situation, (), "", "check")
    assert asked_in(first) == asked_in(questions_of(RUN)[0])
    again = dialogue(replace(situation, shown=(first,)), (), "", "check")
    assert asked_in(again) == asked_in(questions_of(RUN)[1])


def test_the_first_value_is_asked_for_in_the_run_of_a_check():
    text = questions_of(Trace("The example", (TraceStep(1, (("a", "10"),)),)))[0]
    assert "The example" in text
    assert asked_in(text) == Asked(1, "a")


def test_a_right_prediction_goes_on_to_the_next_step():
    text = answer(question_at(RUN, 4), "I think it is -3.")
    assert text == (
        "Yes, that is what your code does: `s` is `-3` after line 4. "
        "What is `x` right after line 3 has run 2 times?"
    )


def test_a_value_is_shown_with_all_its_blanks():
    said = question_at(
        Trace("Try it", (TraceStep(1, (("t", "'  a  b '"),), entered=True), *RUN.steps[1:]))
    )
    assert "`t` = `'  a  b '`" in said


def test_a_wrong_prediction_is_set_against_the_run():
    assert answer(question_at(RUN, 4), "3") == (
        "In your own run it is another value: `s` is `-3` after line 4, not `3`. "
        "What on line 4 makes the difference?"
    )


def test_who_does_not_know_is_shown_the_value():
    assert "`s` is `-3`" in answer(question_at(RUN, 4), "I don't know")


def test_the_whole_run_can_be_walked_to_what_the_check_says():
    text, steps = questions_of(RUN)[0], 0
    while asked_in(text):
        asked = asked_in(text)
        real = [s for s in RUN.steps if s.line == asked.line and not s.entered][asked.count - 1]
        text, steps = answer(text, dict(real.values).get(asked.name, real.returned)), steps + 1
    assert steps == 6
    assert "It says: `expected 7, got -7`" in text
    assert questions(text) == 1


@pytest.mark.parametrize("said", ["why is this hard for me", "please write the solution for me"])
def test_words_without_a_value_are_no_prediction(said):
    assert answer(question_at(RUN, 4), said) == ""


def test_a_value_of_code_that_has_changed_is_no_prediction():
    assert answer("What is `gone` right after line 4 has run?", "3") == ""
    assert answer(question_at(RUN, 4), "3", Trace("Try it", ())) == ""


def test_from_the_second_rung_on_a_hint_is_a_question_about_the_run():
    known = {"trace": RUN, "suspect": Suspect(4, "arithmetic")}
    assert "What is `s`" not in compose(Situation(1, "Sum", **known))
    first = compose(Situation(2, "Sum", **known))
    assert first == question_at(RUN, 4)
    second = compose(Situation(2, "Sum", **known, shown=(first,)))
    assert second == (
        "When I try your code in many ways, **line 4** stands out. It works with an operator. "
        "What should it do with the two values there?"
    )


@pytest.mark.parametrize("kind", socratic.SUSPECTS)
def test_a_suspect_line_is_one_question_without_an_edit(kind):
    text = compose(Situation(2, "Sum", suspect=Suspect(4, kind)))
    assert questions(text) == 1
    assert "`" not in text
    assert "**line 4**" in text


@pytest.mark.parametrize(
    ("said", "real"),
    [("it is `[1,2]`", "[1, 2]"), ("tea", "'tea'"), ("x = 2.5", "2.5"), ("None", "None")],
)
def test_a_value_is_found_in_a_learners_words(said, real):
    assert any(same(value, real) for value in values_in(said))


def test_true_is_not_one():
    assert not same("1", "True")
    assert not same("True", "1")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_every_value_is_the_same_as_its_own_text(value):
    assert same(repr(value), repr(value))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.builds(
            TraceStep,
            st.integers(1, 9),
            st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=80)), max_size=2).map(
                tuple
            ),
            st.none() | st.text(max_size=9),
            st.booleans(),
            st.booleans(),
        ),
        max_size=20,
    ),
    st.text(max_size=150),
)
def test_whatever_ran_and_whatever_is_said_the_reply_is_one_question(steps, said):
    trace = Trace("T", tuple(steps), "message?")
    asked = next(iter(questions_of(trace)), "")
    assert asked == "" or (words(asked) <= 400 and asked_in(asked))
    text = answer(asked, said, trace) if asked else ""
    assert text == "" or questions(text) == 1


@pytest.mark.parametrize("value", ["[]", "{}", "''", "()", "'#.'"])
def test_a_value_of_signs_alone_is_a_prediction_and_no_shrug(value):
    trace = Trace("few", (TraceStep(1, (("need", value),)),))
    found = checked(trace, Asked(1, "need"), value)
    assert found is not None
    assert found.right
