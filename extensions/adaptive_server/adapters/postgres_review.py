"""Reviews: what persons say of submissions. Functions run inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.bundle import Submission
from grader.verdict import Verdict

from ..core.problem import ProblemId
from ..core.review import Review, ReviewState
from ..errors import NotFound
from ..ports import LearnerId, StoredSubmission
from ..review_port import OwnReview, ReviewedAnswer, ReviewFilter, StoredReview
from . import schema
from .postgres_database import storable

table, verdicts, submissions = schema.reviews, schema.verdicts, schema.submissions


async def open_review(c: AsyncConnection, submission: StoredSubmission, review: Review) -> None:
    """Begin the review of a submission; earlier ones of the problem that wait are replaced.

    The caller holds the learner's lock.
    """
    older = (
        sa.update(table)
        .where(table.c.learner_id == submission.learner)
        .where(table.c.problem_id == submission.problem_id)
        .where(table.c.state == ReviewState.AWAITING.value)
        .values(
            state=ReviewState.REPLACED.value,
            revision=table.c.revision + 1,
            changed_at=sa.func.clock_timestamp(),
        )
        .returning(table.c.submission_id)
    )
    for replaced in (await c.scalars(older)).all():
        await _unwait(c, replaced)
    await c.execute(
        sa.insert(table).values(
            submission_id=submission.id,
            learner_id=submission.learner,
            problem_id=submission.problem_id,
            **_columns(review),
        )
    )


async def _unwait(c: AsyncConnection, submission: UUID) -> None:
    """Have the answer to a replaced submission say what the tests said."""
    mine = verdicts.c.submission_id == submission
    row = (await c.execute(sa.select(verdicts.c.verdict, verdicts.c.answer).where(mine))).one()
    status = row.verdict["status"]
    review = {**row.answer["review"], "state": ReviewState.REPLACED.value}
    answer = {**row.answer, "status": status, "review": review}
    await c.execute(sa.update(verdicts).where(mine).values(status=status, answer=answer))


def _columns(review: Review) -> dict[str, Any]:
    return {
        "state": review.state.value,
        "revision": review.revision,
        "marks": storable(review.marks_json()),
        "comment": review.comment,
    }


async def write(
    c: AsyncConnection, submission: UUID, reviewer: LearnerId, review: Review, before: Review
) -> None:
    """Write a review that a person gave, with its trace in `audit`; words are not kept there."""
    now = sa.func.clock_timestamp()
    values = {**_columns(review), "reviewer_id": reviewer, "reviewed_at": now, "changed_at": now}
    await c.execute(sa.update(table).where(table.c.submission_id == submission).values(values))
    details = {
        "revision": review.revision,
        "points": {mark.id: mark.points for mark in review.marks},
        "before": {mark.id: mark.points for mark in before.marks},
    }
    entry = {"actor": str(reviewer), "action": "review", "subject": str(submission)}
    await c.execute(sa.insert(schema.audit).values(**entry, details=details))


async def current(c: AsyncConnection, submission: UUID) -> Review | None:
    """Return the review of a submission, or None where nothing of it is for persons."""
    row = (await c.execute(sa.select(table).where(table.c.submission_id == submission))).first()
    return None if row is None else review_of(row)


def review_of(row: sa.Row[Any]) -> Review:
    """Read the columns of `reviews`."""
    return Review.from_parts(row.state, row.marks, row.comment, row.revision)


async def earlier(
    c: AsyncConnection, learner: LearnerId, problem: ProblemId
) -> ReviewedAnswer | None:
    """Return the newest finished review of a learner on a problem, with what it is about."""
    wanted = (
        sa.select(table, submissions.c.source)
        .join(submissions, submissions.c.id == table.c.submission_id)
        .where(table.c.learner_id == learner, table.c.problem_id == problem)
        .where(table.c.state == ReviewState.REVIEWED.value)
        .order_by(table.c.seq.desc())
        .limit(1)
    )
    row = (await c.execute(wanted)).first()
    if row is None:
        return None
    return ReviewedAnswer(review_of(row).marks, _source(row))


async def own(
    c: AsyncConnection, learner: LearnerId, problem: ProblemId | None, limit: int
) -> Sequence[OwnReview]:
    """Return the newest review of each problem of a learner, newest first."""
    newest = (
        sa.select(table)
        .ext(distinct_on(table.c.problem_id))
        .where(table.c.learner_id == learner)
        .order_by(table.c.problem_id, table.c.seq.desc())
    )
    if problem is not None:
        newest = newest.where(table.c.problem_id == problem)
    each = newest.subquery()
    rows = await c.execute(sa.select(each).order_by(each.c.seq.desc()).limit(limit))
    return [
        OwnReview(ProblemId(row.problem_id), row.submission_id, review_of(row), row.changed_at)
        for row in rows
    ]


_reviewer = schema.learners.alias("reviewer")


def _whole(course: str) -> sa.Select[Any]:
    """Select reviews of a course with all that belongs to them."""
    enrolled = schema.enrolments.c
    mine = sa.select(enrolled.learner_id).where(enrolled.course_id == course)
    return (
        sa.select(
            table,
            submissions.c.version,
            submissions.c.source,
            submissions.c.received_at,
            verdicts.c.verdict,
            verdicts.c.answer,
            schema.learners.c.name,
            _reviewer.c.name.label("reviewer"),
        )
        .join(submissions, submissions.c.id == table.c.submission_id)
        .join(verdicts, verdicts.c.submission_id == table.c.submission_id)
        .join(schema.learners, schema.learners.c.id == table.c.learner_id)
        .outerjoin(_reviewer, _reviewer.c.id == table.c.reviewer_id)
        .where(table.c.learner_id.in_(mine))
    )


async def page(c: AsyncConnection, course: str, wanted: ReviewFilter) -> Sequence[StoredReview]:
    """Return a page of the queue."""
    query = _whole(course).where(table.c.state == wanted.state, table.c.seq > wanted.after)
    if wanted.problem_id is not None:
        query = query.where(table.c.problem_id == wanted.problem_id)
    if wanted.learner is not None:
        query = query.where(table.c.learner_id == wanted.learner)
    rows = await c.execute(query.order_by(table.c.seq).limit(wanted.limit))
    return [_stored(row) for row in rows]


async def waiting(c: AsyncConnection, course: str) -> int:
    """Count what waits in a course."""
    enrolled = schema.enrolments.c
    mine = sa.select(enrolled.learner_id).where(enrolled.course_id == course)
    query = sa.select(sa.func.count()).where(
        table.c.state == ReviewState.AWAITING.value, table.c.learner_id.in_(mine)
    )
    return await c.scalar(query) or 0


async def one(c: AsyncConnection, course: str, submission: UUID) -> StoredReview:
    """Return one review of a course.

    Raises:
        NotFound: There is none of that submission.
    """
    query = _whole(course).where(table.c.submission_id == submission)
    row = (await c.execute(query)).first()
    if row is None:
        raise NotFound
    return _stored(row)


def _source(row: sa.Row[Any]) -> Submission:
    source: Mapping[str, Any] = row.source
    return Submission(source["cells"], tuple(source["loose"]))


def _stored(row: sa.Row[Any]) -> StoredReview:
    return StoredReview(
        submission=row.submission_id,
        seq=row.seq,
        learner=LearnerId(row.learner_id),
        name=row.name,
        problem_id=ProblemId(row.problem_id),
        version=row.version,
        source=_source(row),
        received_at=row.received_at,
        verdict=Verdict.from_json(row.verdict),
        answer=row.answer,
        review=review_of(row),
        reviewer=row.reviewer,
        reviewed_at=row.reviewed_at,
    )
