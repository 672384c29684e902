"""Results of a problem as they are stored, a person's points among them; nothing here writes."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.verdict import Verdict

from ..core.problem import ProblemId
from ..core.review import Origin, Review, ReviewState
from ..problems.handed_in import ManualAnswer
from ..tutoring.reviewed import counted
from . import schema
from .batch import Graded
from .postgres_database import Database
from .postgres_review import review_of


async def stored_results(url: str, problem: ProblemId, course: str) -> Sequence[Graded]:
    """Return the newest verdict that counts of each learner of a course on a problem, by name.

    Each stands under the path that nbgrader would give the file: `submitted/NAME/…`.
    """
    database = Database(url, 1)
    try:
        return await database.transact(lambda c: _newest(c, problem, course))
    finally:
        await database.close()


async def _newest(c: AsyncConnection, problem: ProblemId, course: str) -> Sequence[Graded]:
    verdicts, reviews, enrolled = schema.verdicts.c, schema.reviews.c, schema.enrolments.c
    rank = sa.func.row_number().over(partition_by=verdicts.learner_id, order_by=verdicts.seq.desc())
    each = (
        sa.select(verdicts.submission_id, rank.label("rank"))
        .where(verdicts.problem_id == problem, verdicts.counted)
        .subquery()
    )
    query: sa.Select[Any] = (
        sa.select(
            schema.learners.c.name,
            verdicts.verdict,
            reviews.state,
            reviews.marks,
            reviews.comment,
            reviews.revision,
        )
        .select_from(schema.verdicts)
        .join(each, each.c.submission_id == verdicts.submission_id)
        .join(schema.learners, schema.learners.c.id == verdicts.learner_id)
        .join(schema.enrolments, enrolled.learner_id == verdicts.learner_id)
        .outerjoin(schema.reviews, reviews.submission_id == verdicts.submission_id)
        .where(each.c.rank == 1, enrolled.course_id == course)
        .order_by(schema.learners.c.name)
    )
    return [_graded(row, problem) for row in await c.execute(query)]


def _graded(row: sa.Row[Any], problem: ProblemId) -> Graded:
    review: Review | None = None if row.state is None else review_of(row)
    slug = problem.rsplit(".", 1)[-1]
    path = pathlib.Path("submitted", row.name, problem, f"{slug}.ipynb")
    manual = _manual(review) if review else ()
    return Graded(path, counted(Verdict.from_json(row.verdict), review), manual)


def _manual(review: Review) -> tuple[ManualAnswer, ...]:
    """Return what a person said of each cell; what they said on the whole stands with the first."""
    told = review.state is ReviewState.REVIEWED
    whole = [review.comment] + [""] * len(review.marks)
    comments = (
        "\n\n".join(filter(None, (w, m.comment))) for w, m in zip(whole, review.marks, strict=False)
    )
    return tuple(
        ManualAnswer(
            m.id, m.max_points, m.origin is Origin.UNTOUCHED, m.points, comment if told else ""
        )
        for m, comment in zip(review.marks, comments, strict=True)
    )
