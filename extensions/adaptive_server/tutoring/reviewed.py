"""A verdict with what a person says of the answer: what of it counts, what is told of it. Pure.

While a review waits, the tests' points count and nothing else does. Once it is there, both count:
the answer solves its problem when every test passed and the reviewer gave enough
(`core.review.ENOUGH`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from grader.bundle import Submission
from grader.verdict import Status, Verdict

from ..core.review import AnswerKind, Mark, Review, ReviewState, solved
from ..mark_bodies import MarkView, ReviewView, RubricLine, StatusWord
from ..problems.bank import Problem


def answers_of(problem: Problem, source: Submission) -> dict[str, str]:
    """Return what a reviewer reads, by cell: for a task all that the learner added."""
    found = {}
    for cell in problem.manual:
        own = [source.cells.get(cell.id, "")]
        parts = own + list(source.loose) if cell.kind is AnswerKind.TASK else own
        found[cell.id] = "\n\n".join(part for part in parts if part.strip())
    return found


def counted(verdict: Verdict, review: Review | None) -> Verdict:
    """Return the verdict that counts: that of the tests, with a reviewer's points once given."""
    if review is None or review.state is not ReviewState.REVIEWED or not verdict.status.counts:
        return verdict
    score = verdict.score + review.score
    if solved(review, tests_passed=verdict.status is Status.PASSED):
        status = Status.PASSED
    elif score > 0:
        status = Status.PARTLY
    else:
        status = Status.TIMEOUT if verdict.status is Status.TIMEOUT else Status.FAILED
    return replace(
        verdict, status=status, score=score, max_score=verdict.max_score + review.max_score
    )


def status_word(verdict: Verdict, review: Review | None) -> StatusWord:
    """Return the status that a learner reads; `verdict` is the one that counts."""
    waits = review is not None and review.state is ReviewState.AWAITING
    return "awaiting_review" if waits and verdict.status.counts else verdict.status.value


def overlay(verdict: Verdict, review: Review | None) -> Mapping[str, Any]:
    """Return the fields of an answer that a review changes; `verdict` is that of the tests."""
    told = counted(verdict, review)
    return {
        "status": status_word(told, review),
        "score": told.score,
        "max_score": told.max_score,
        "solved": told.status is Status.PASSED,
        "review": view(review).model_dump(mode="json") if review else None,
    }


def view(review: Review) -> ReviewView:
    """Word a review for its learner: the rubric and the words only once it is there."""
    done = review.state is ReviewState.REVIEWED
    return ReviewView(
        state=review.state.value,
        score=review.score,
        max_score=review.max_score,
        comment=review.comment if done else "",
        marks=[mark_view(mark, told=done) for mark in review.marks],
    )


def mark_view(mark: Mark, *, told: bool) -> MarkView:
    """Word one cell; without `told` rubric and comment stay with the reviewers."""
    lines = [
        RubricLine(text=item.text, points=item.points, met=n in mark.met)
        for n, item in enumerate(mark.rubric)
    ]
    return MarkView(
        id=mark.id,
        points=mark.points,
        max_points=mark.max_points,
        origin=mark.origin.value,
        comment=mark.comment if told else "",
        rubric=lines if told else [],
    )
