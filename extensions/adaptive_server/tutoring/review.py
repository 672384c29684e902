"""Reviewing: the queue, one submission to read, and the points that a person gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.verdict import Verdict

from ..core.problem import ProblemId
from ..core.review import Given, Mark, Review, give
from ..errors import BadRequest
from ..ports import LearnerId, Person
from ..problems.bank import Problem
from ..review_bodies import (
    AnswerCell,
    MarkAsk,
    ReviewAsk,
    ReviewQuery,
    ReviewQueue,
    ReviewRow,
    ReviewSheet,
)
from ..review_port import ReviewFilter, StoredReview
from .ids import uuid_of
from .parts import Parts
from .progress import title_of
from .reviewed import answers_of, counted, mark_view, overlay
from .settle import outcome_views


async def queue(parts: Parts, ask: ReviewQuery) -> ReviewQueue:
    """List reviews of the course, the oldest first."""
    wanted = ReviewFilter(
        state=ask.state,
        problem_id=ProblemId(ask.problem_id) if ask.problem_id else None,
        learner=LearnerId(ask.learner_id) if ask.learner_id else None,
        after=ask.after,
        limit=ask.limit,
    )
    found, waiting = await parts.store.reviews(wanted)
    return ReviewQueue(
        reviews=[
            ReviewRow(
                submission_id=one.submission,
                problem_id=one.problem_id,
                title=title_of(parts, one.problem_id),
                learner_id=one.learner,
                learner=one.name,
                at=one.received_at.isoformat(),
                score=one.review.score,
                max_score=one.review.max_score,
            )
            for one in found
        ],
        awaiting=waiting,
        next=found[-1].seq if len(found) == ask.limit else None,
    )


async def sheet(parts: Parts, submission: str) -> ReviewSheet:
    """Gather what is needed to review one submission.

    Raises:
        NotFound: There is nothing to review under this name.
    """
    return _sheet(parts, await parts.store.review(uuid_of(submission)))


async def review(parts: Parts, person: Person, submission: str, ask: ReviewAsk) -> ReviewSheet:
    """Give points and words for a submission; the learner's state follows.

    Raises:
        NotFound: There is nothing to review under this name.
        BadRequest: A cell is missing or unknown, or its points are out of range.
        ReviewChanged: Somebody else was quicker; nothing is stored.
    """
    reviewer = await parts.store.learner(person)
    given = {name: _given(one) for name, one in ask.marks.items()}

    def decide(stored: StoredReview) -> tuple[Review, Verdict, Mapping[str, Any]]:
        try:
            new = give(stored.review, given, ask.comment)
        except ValueError as error:
            raise BadRequest(str(error)) from None
        verdict = stored.verdict
        told = {**stored.answer, **overlay(verdict, new)}
        return new, counted(verdict, new), told

    written = await parts.store.give_review(
        uuid_of(submission), ask.revision, reviewer, decide, parts.bank
    )
    return _sheet(parts, written)


def _given(ask: MarkAsk) -> Given:
    return Given(ask.points, tuple(ask.met), ask.comment)


def _sheet(parts: Parts, stored: StoredReview) -> ReviewSheet:
    problem = parts.bank.problems.get(stored.problem_id)
    answers = answers_of(problem, stored.source) if problem else {}
    told, at = stored.review, stored.reviewed_at
    return ReviewSheet(
        submission_id=stored.submission,
        problem_id=stored.problem_id,
        version=stored.version,
        title=title_of(parts, stored.problem_id),
        statement=problem.statement if problem else "",
        learner_id=stored.learner,
        learner=stored.name,
        at=stored.received_at.isoformat(),
        state=told.state.value,
        revision=told.revision,
        comment=told.comment,
        score=stored.verdict.score,
        max_score=stored.verdict.max_score,
        tests=outcome_views(stored.verdict),
        cells=[_cell(problem, mark, answers, stored) for mark in told.marks],
        loose=list(stored.source.loose),
        reviewer=stored.reviewer,
        reviewed_at=at.isoformat() if at else None,
    )


def _cell(
    problem: Problem | None, mark: Mark, answers: Mapping[str, str], stored: StoredReview
) -> AnswerCell:
    """Show one answer; of a problem that has left the bank the text alone is known."""
    known = next((c for c in problem.manual if c.id == mark.id), None) if problem else None
    return AnswerCell(
        kind=known.kind.value if known else "words",
        prompt=known.starter if known else "",
        answer=answers.get(mark.id, stored.source.cells.get(mark.id, "")),
        mark=mark_view(mark, told=True),
    )
