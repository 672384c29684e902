"""What the offline tutor says when the first hints were given, and of what the learner writes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from support.offline_hints import FAULT, HIDDEN, VISIBLE, hint
from tutor_labext.offline import compose
from tutor_labext.situation import Answer, Rung, Situation, Trace, TraceStep


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
    for start in ("A hidden check", "Read it.", "A hidden check", "`[1:-1]`"):
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
