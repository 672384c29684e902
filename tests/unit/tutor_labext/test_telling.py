"""Of a run the steps are asked for that tell something: changes, and what an inner call gives."""

from tutor_labext.manners import of_run
from tutor_labext.prediction import Asked, asked_in, question_at, questions_of, sayable
from tutor_labext.situation import Situation, Suspect, Trace, TraceStep
from tutor_labext.telling import first_way_back, idle_steps

OUTER, INNER = "{'own': 100, 'inside': [...]}", "{'own': 30, 'inside': []}"


def entered(value):
    return TraceStep(1, (("parcel", value),), entered=True)


FOUND = TraceStep(3, (("found", "[]"),))
LOST = Trace(
    "Boxes",
    (
        entered(OUTER),
        FOUND,
        TraceStep(4, (("inner", INNER),)),
        entered(INNER),
        FOUND,
        TraceStep(6, returned="0"),
        TraceStep(5, (("found", "[0]"),)),
        TraceStep(6, returned="0"),
    ),
    "should be 150, but it returns 0.",
)
ZERO = TraceStep(3, (("total", "0"),))
FORGOTTEN = Trace(
    "Boxes",
    (
        entered(OUTER),
        ZERO,
        TraceStep(4, (("inner", INNER),)),
        entered(INNER),
        ZERO,
        TraceStep(6, returned="0"),
        TraceStep(4, (("inner", "{'own': 20}"),)),
        entered("{'own': 20}"),
        ZERO,
        TraceStep(6, returned="0"),
    ),
    "should be 150, but it returns 0.",
)


def test_what_each_call_begins_with_is_not_asked_for():
    assert idle_steps(LOST) == {1, 4}
    assert Asked(3, "found", 1) not in map(asked_in, questions_of(LOST))
    assert asked_in(question_at(LOST, 3)) != Asked(3, "found", 1)


def test_of_a_recursion_the_step_is_asked_for_that_takes_up_what_an_inner_call_gave():
    assert first_way_back(LOST) == [6, 5]
    text = question_at(LOST)
    assert asked_in(text) == Asked(5, "found")
    assert f"it starts with `parcel` = `{INNER}`" in text


def test_where_nothing_takes_it_up_what_the_inner_call_gives_is_asked_for():
    assert asked_in(question_at(FORGOTTEN)) == Asked(6, "")


def test_a_total_that_is_set_back_in_a_loop_is_asked_for():
    steps = (
        TraceStep(3, (("total", "0"),)),
        TraceStep(4, (("total", "7"),)),
        TraceStep(3, (("total", "0"),)),
        TraceStep(4, (("total", "8"),)),
    )
    run = Trace("Sum", steps, "expected 15, got 8")
    assert idle_steps(run) == {0}
    assert asked_in(question_at(run, 3)) == Asked(3, "total", 2)


def test_an_empty_beginning_is_not_asked_for_where_the_run_gives_something_back():
    run = Trace("Sum", (TraceStep(2, (("found", "[]"),)), TraceStep(5, returned="'none'")), "no")
    assert asked_in(question_at(run)) == Asked(5, "")


def test_what_the_message_of_the_check_tells_is_not_asked_for_in_a_hint():
    run = Trace("Options", (TraceStep(11, returned="['Hens']"),), "but it returns ['Hens'].")
    assert question_at(run) == ""
    assert list(of_run(Situation(2, "T", trace=run))) == []


def test_a_value_that_an_earlier_hint_has_told_is_not_asked_for():
    steps = (
        TraceStep(1, (("name", "'Bilal'"),)),
        TraceStep(2, (("length", "'12'"),)),
        TraceStep(3, (("total", "'121212'"),)),
    )
    run = Trace("Try it", steps, "It shows: Bilal needs 121212 metres")
    first = question_at(run)
    assert asked_in(first) == Asked(3, "total")
    known = Situation(2, "Kite", trace=run, suspect=Suspect(2, "conversion"), shown=(first,))
    assert list(of_run(known)) == [first]


def test_what_is_given_back_right_after_it_was_made_is_not_asked_for():
    steps = (TraceStep(5, (("lines", "['1. Luz']"),)), TraceStep(6, returned="['1. Luz']"))
    assert [asked_in(text) for text in questions_of(Trace("Riders", steps))] == [Asked(5, "lines")]


def test_a_value_whose_text_is_long_or_cut_cannot_be_said():
    assert not sayable(repr(["name"] * 30))
    assert not sayable("'SELECT plant...grams DESC'")
    assert not sayable("[1, 2, 3, 4, 5, 6, ...]")
