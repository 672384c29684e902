"""The learners of one course, read for those who teach it; nothing here writes.

Functions run inside the caller's transaction. Whoever is not enrolled in the course is not there.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.problem import ProblemId
from ..errors import NotFound
from ..ports import LearnerId
from ..roster_port import GradedSource, RosterRow
from . import schema

MOST_LEARNERS = 5_000


async def rows(c: AsyncConnection, course: str) -> Sequence[RosterRow]:
    """Everybody of a course with sums of their work, by name; at most `MOST_LEARNERS`."""
    done, enrolled = schema.learner_problem_state.c, schema.enrolments.c
    query = (
        sa.select(
            schema.learners.c.id,
            schema.learners.c.name,
            enrolled.role,
            sa.func.count(done.solved_at).label("solved"),
            sa.func.coalesce(sa.func.sum(done.attempts), 0).label("attempts"),
            sa.func.max(done.last_at).label("last_at"),
        )
        .join_from(schema.learners, schema.enrolments)
        .outerjoin(schema.learner_problem_state, done.learner_id == schema.learners.c.id)
        .where(enrolled.course_id == course)
        .group_by(schema.learners.c.id, schema.learners.c.name, enrolled.role)
        .order_by(schema.learners.c.name)
        .limit(MOST_LEARNERS)
    )
    return [
        RosterRow(LearnerId(r.id), r.name, r.role, r.solved, r.attempts, r.last_at)
        for r in await c.execute(query)
    ]


async def check(c: AsyncConnection, course: str, learner: LearnerId) -> None:
    """Make sure that somebody is in the course.

    Raises:
        NotFound: They are not, or there is nobody of that id.
    """
    enrolled = schema.enrolments.c
    found = sa.select(enrolled.learner_id).where(
        enrolled.course_id == course, enrolled.learner_id == learner
    )
    if await c.scalar(found) is None:
        raise NotFound()


async def graded(c: AsyncConnection, learner: LearnerId, limit: int) -> Sequence[GradedSource]:
    """The newest graded submissions of a learner with what was handed in, newest first."""
    verdict, handed_in = schema.verdicts.c, schema.submissions.c
    query = (
        sa.select(schema.verdicts, handed_in.source)
        .join_from(schema.verdicts, schema.submissions, handed_in.id == verdict.submission_id)
        .where(verdict.learner_id == learner)
        .order_by(verdict.seq.desc())
        .limit(limit)
    )
    return [
        GradedSource(
            id=r.submission_id,
            problem_id=ProblemId(r.problem_id),
            version=r.version,
            status=r.status,
            score=r.score,
            max_score=r.max_score,
            at=r.decided_at,
            cells=r.source["cells"],
            signals=tuple(r.signals),
            weight=r.weight,
        )
        for r in await c.execute(query)
    ]
