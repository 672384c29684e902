"""Reviews: what begins as given, what a reviewer may give, and what storage reads back."""

import json

import pytest
from adaptive_server.core.review import (
    AnswerKind,
    EarlierReview,
    Given,
    ManualCell,
    Origin,
    Review,
    ReviewState,
    RubricItem,
    begin,
    give,
)
from hypothesis import given as drawn
from hypothesis import strategies as st

RUBRIC = (RubricItem("Says why", 3.0), RubricItem("Has an example", 1.0))
WHY = ManualCell("why", AnswerKind.WORDS, 4.0, RUBRIC, "YOUR ANSWER HERE")
PLAN = ManualCell("plan", AnswerKind.TASK, 2.0, (), "Draw a plan.")


def begun(**answers: str) -> Review:
    found = begin((WHY, PLAN), answers)
    assert found is not None
    return found


def test_a_problem_without_such_cells_has_no_review() -> None:
    assert begin((), {"why": "Because."}) is None


@pytest.mark.parametrize("words", ["", "  \n", " YOUR ANSWER\nHERE"])
def test_what_was_left_as_it_was_gets_nothing_and_waits_for_nobody(words: str) -> None:
    review = begun(why=words)
    assert [mark.origin for mark in review.marks] == [Origin.UNTOUCHED] * 2
    assert (review.state, review.score, review.max_score) == (ReviewState.REVIEWED, 0.0, 6.0)


def test_the_description_of_a_task_is_no_answer_but_may_be_one() -> None:
    assert begun(plan="Draw a plan.").marks[1].points is None


def test_words_that_were_judged_keep_their_points_only_where_as_many_can_be_had() -> None:
    first = give(begun(why="It grows.", plan="x"), {"why": Given(3, (0,)), "plan": Given(1)}, "")
    earlier = EarlierReview(first.marks, {"why": "It grows.", "plan": "x"})
    again = begin((WHY, PLAN), {"why": "It grows.", "plan": "y"}, earlier)
    assert again is not None
    assert [(m.origin, m.points) for m in again.marks] == [
        (Origin.KEPT, 3.0),
        (Origin.NOBODY, None),
    ]
    assert again.state is ReviewState.AWAITING
    worth_more = ManualCell("why", AnswerKind.WORDS, 5.0)
    other = begin((worth_more,), {"why": "It grows."}, earlier)
    assert other is not None
    assert other.marks[0].points is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"why": Given(1)},
        {"why": Given(1), "plan": Given(1), "other": Given(1)},
        {"why": Given(4.5), "plan": Given(1)},
        {"why": Given(-1), "plan": Given(1)},
        {"why": Given(float("nan")), "plan": Given(1)},
        {"why": Given(1, (2,)), "plan": Given(1)},
        {"why": Given(1, (0, 0)), "plan": Given(1)},
        {"why": Given(1, (), "x" * 4001), "plan": Given(1)},
    ],
)
def test_what_cannot_be_given_is_refused_in_one_line(wrong: dict[str, Given]) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+\.$"):
        give(begun(why="a", plan="b"), wrong, "")


@drawn(st.floats(0, 4), st.sets(st.integers(0, 1)), st.text(max_size=20), st.integers(1, 3))
def test_what_is_given_is_what_is_read_back(
    points: float, met: set[int], words: str, times: int
) -> None:
    review = begun(why="a")
    for _ in range(times):
        marks = {"why": Given(points, tuple(met), words), "plan": Given(0)}
        review = give(review, marks, words)
    stored = json.loads(json.dumps(review.marks_json()))
    assert Review.from_parts(review.state.value, stored, words, review.revision) == review
    assert (review.revision, review.state) == (times, ReviewState.REVIEWED)
    assert 0 <= review.score <= review.max_score
    assert review.marks[1].origin is Origin.UNTOUCHED, "nobody changed it"
