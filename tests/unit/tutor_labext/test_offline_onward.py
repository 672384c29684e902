"""What the offline tutor says when the first hints were given, and of what the learner writes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from support.offline_hints import FAULT, HIDDEN, VISIBLE, hint
from tutor_labext.offline import compose
from tutor_labext.situation import (
    Answer,
    Fault,
    Reading,
    Rung,
    Situation,
    Style,
    Trace,
    TraceStep,
)


def test_after_the_last_way_on_comes_the_one_said_longest_ago():
    shown: list[str] = []
    for _ in range(12):
        shown.append(hint(3, failing=(HIDDEN,), shown=tuple(shown)))
    assert shown[-1] in shown[:-1]
    assert all(one != other for one, other in pairwise(shown))


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        (Answer.CODE, "What should your code give there, and what does it give now?"),
        (Answer.LINES, "Which of the lines has to run sooner, or later, for that?"),
        (Answer.VALUES, "What does the check ask for, and what have you written?"),
        (Answer.TESTS, "What does the given function give for the call in your test?"),
    ],
)
def test_the_question_is_about_what_the_learner_writes(answer, question):
    text = hint(failing=(VISIBLE,), answer=answer)
    assert text.endswith(question)
    assert ("expected 12, got 7" in text) is (answer is not Answer.CODE)


def test_of_a_wrong_value_the_hint_says_which_it_is_and_each_rung_comes_back_to_it():
    wrong = replace(HIDDEN, message="See what the empty list gives.", value="line_1")
    known = {"failing": (wrong,), "answer": Answer.VALUES}
    first = hint(**known)
    assert first.startswith("At your last hand-in `line_1` was not right yet. See what the empty")
    assert first.endswith("Which line of the program is that about?")
    assert "hidden check" not in first
    second = hint(shown=(first,), **known)
    assert second.startswith("The first line") or second.startswith("Read the first line")
    assert second.endswith("What does that tell you about `line_1`?")


def test_where_lines_are_ordered_the_mistake_comes_before_the_values_of_the_run():
    trace = Trace("The example", (TraceStep(1, (("cloth", "24"),)),), "expected 12, got 7")
    known = {"failing": (VISIBLE,), "trace": trace, "feedback": "The total is shown first."}
    assert "Here is your own code" in hint(2, **known) or "run your code for it" in hint(2, **known)
    moved = hint(2, answer=Answer.LINES, **known)
    assert moved == "The total is shown first. Which of the given lines is that about?"


def test_a_hint_of_code_that_is_there_already_comes_after_all_that_is_new():
    ladder = (Rung(1, "Read it."), Rung(2, "`[1:-1]` takes both ends off.", done=True))
    known = {"failing": (HIDDEN, replace(HIDDEN, id="one", message="Try one item."))}
    shown: list[str] = []
    starts = ("A hidden check", "Read it.", "A hidden check", "Your code does", "`[1:-1]`")
    for start in starts:
        shown.append(compose(Situation(2, "Tea", ladder=ladder, shown=tuple(shown), **known)))
        assert shown[-1].startswith(start)


@pytest.mark.parametrize(
    ("kind", "step"), [("SyntaxError", "Put a `#` in front"), ("TypeError", "Print what each name")]
)
def test_when_all_is_said_of_an_error_the_learner_is_told_how_to_look(kind, step):
    fault = replace(FAULT, kind=kind, readings=FAULT.readings[:1])
    told: list[str] = []
    for _ in range(3):
        told.append(hint(fault=fault, shown=tuple(told), explains=True))
    assert told[2].startswith(f"**Line 2:** {step}")
    assert hint(fault=fault, shown=tuple(told), explains=True) == told[0]


def test_a_gap_that_is_open_is_asked_about_as_a_gap():
    gap = Reading("A gap of the task is still open.", "Think what it should do.", "name.gap")
    fault = Fault("NameError", 8, "Python does not know the name '____'.", (gap,))
    assert hint(fault=fault).endswith("What should line 8 work out, or say?")


def test_where_lines_are_ordered_a_name_is_never_misspelt_but_set_too_late():
    """Each line is the author's: which of two names is meant is no question there."""
    near = Reading("'times' is set on line 1, and it looks a lot like it.", "Compare.", "name.near")
    fault = Fault("NameError", 4, "Python does not know the name 'lines'.", (near,))
    first = hint(fault=fault, answer=Answer.LINES)
    assert first == (
        "**Line 4:** Python does not know the name `lines`. One of the given lines sets it. "
        "Which one is that, and does it stand above line 4?"
    )
    second = hint(2, fault=fault, answer=Answer.LINES, shown=(first,))
    assert second.startswith("**Line 4:** Look for the line where that name stands before")
    assert second.endswith("Which one is that, and does it stand above line 4?")
    other = replace(fault, kind="TypeError")
    assert "looks a lot like it" in hint(fault=other, answer=Answer.LINES)


def test_a_hidden_check_that_asks_itself_gets_no_second_question():
    asking = replace(HIDDEN, message="What can come back? Look at all returns.")
    text = hint(failing=(asking,))
    assert text == ("A hidden check does not pass yet. What can come back? Look at all returns.")


@pytest.mark.parametrize(
    ("kind", "rule", "question"),
    [
        ("SyntaxError", "syntax.colon", "Which sign or word of line 2 would you look at first?"),
        ("NameError", "name.gap", "What should line 2 work out, or say?"),
        ("None", "none.no_return", "Which value should come back, and which line holds it?"),
        ("TypeError", "type.concat", "What does each name on it hold when Python gets there?"),
    ],
)
def test_who_is_to_look_first_is_asked_what_fits_the_error(kind, rule, question):
    fault = Fault(kind, 2, "It stops.", (Reading("Because.", "Try.", rule),))
    text = hint(fault=fault, style=Style.QUESTION)
    assert text == f"Before I explain anything, please look at **line 2** once more. {question}"


def test_a_style_speaks_of_a_check_only_where_code_is_run_on_its_example():
    for answer in (Answer.VALUES, Answer.TESTS):
        for style in (Style.CONTRAST, Style.QUESTION):
            text = hint(failing=(VISIBLE,), style=style, answer=answer)
            assert text == hint(failing=(VISIBLE,), answer=answer)
    assert "side by side" in hint(failing=(VISIBLE,), style=Style.CONTRAST)


def test_who_has_no_code_yet_is_helped_to_begin_and_not_asked_how_they_came_to_it():
    shown: list[str] = []
    for _ in range(6):
        shown.append(hint(empty=True, shown=tuple(shown)))
    assert shown[0].startswith("There is no code in your answer.")
    assert not any("how you came to your answer" in text for text in shown)
    assert not any("you have stayed with it" in text for text in shown)


def test_of_a_value_without_quotes_the_rule_says_what_is_wrong():
    known = {"fault": FAULT, "broken_rule": "Python takes `C` for a name.", "answer": Answer.VALUES}
    assert "Python takes" in hint(**known)
    assert "Python takes" not in hint(**{**known, "answer": Answer.CODE})


def test_a_title_that_asks_is_no_question_of_the_tutor():
    asking = replace(VISIBLE, title="Is it open?")
    assert hint(failing=(asking,)).endswith(
        "What should your code give there, and what does it give now?"
    )
    told = compose(Situation(1, "May I open it?"))
    assert told.endswith("Which of its sentences does your code not do yet?")


def test_of_a_run_without_an_end_the_check_that_says_so_is_no_step_further():
    late = replace(VISIBLE, message="Your code did not finish within 1 second.")
    shown: list[str] = []
    for _ in range(4):
        shown.append(hint(2, timed_out=True, failing=(late,), shown=tuple(shown)))
    assert "did not come to an end" in shown[0]
    assert "at the end of each round" in shown[1]
    assert not any("did not finish" in text for text in shown)
    again = hint(2, timed_out=True, failing=(late,), shown=tuple(shown), explains=True)
    assert again == shown[0]


def test_of_an_open_gap_the_second_word_is_a_step_further():
    gap = Fault("NameError", 2, "It is not known.", (Reading("A gap.", "Think.", "name.gap"),))
    first = hint(2, fault=gap)
    assert "A gap." in first
    assert "Think." not in hint(2, fault=gap, shown=(first,))


def test_where_lines_are_put_in_order_no_explanation_asks_for_a_new_line():
    reading = Reading("It is set in a loop.", "Give it a value before the loop.")
    known = {"fault": Fault("UnboundLocalError", 2, "It has no value yet.", (reading,))}
    text = hint(explains=True, answer=Answer.LINES, **known)
    assert "Give it" not in text
    assert text.endswith("Which one is that, and does it stand above line 2?")


def test_a_name_of_pythons_own_in_the_authors_words_is_shown_as_code():
    assert hint(2, feedback="__iter__ gives back a list.").startswith("`__iter__` gives back")
