"""Jobs of grading again. Functions run inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.problem import ProblemId
from ..errors import NotFound
from ..ports import LearnerId
from ..regrade_job_port import Outdated, RegradeJob, RegradeWish
from . import schema
from .postgres_regrade import to_be_done
from .postgres_submissions import lease_end

table = schema.regrade_jobs
_now = sa.func.clock_timestamp


async def store(
    c: AsyncConnection, job: UUID, course: str, wish: RegradeWish, content: str, person: LearnerId
) -> RegradeJob:
    """Store a job, with how much it has to do; the same id again is the same job."""
    old = (await c.execute(sa.select(table).where(table.c.id == job))).first()
    if old is not None:
        return _job(old)
    wanted = to_be_done(
        wish.problem_id, wish.version, content, course, wish.learner, wish.submission
    )
    total = await c.scalar(sa.select(sa.func.count()).select_from(wanted.subquery()))
    new = sa.insert(table).values(
        id=job,
        course_id=course,
        problem_id=wish.problem_id,
        version=wish.version,
        learner_id=wish.learner,
        submission_id=wish.submission,
        asked_by=person,
        state="running",
        total=total,
    )
    made = (await c.execute(new.returning(table))).one()
    entry = {"actor": str(person), "action": "regrade", "subject": wish.problem_id}
    details = {"job": str(job), "version": wish.version, "total": total}
    await c.execute(sa.insert(schema.audit).values(**entry, details=details))
    return _job(made)


async def outdated(c: AsyncConnection, course: str) -> Sequence[Outdated]:
    """Count the course's verdicts that were made with other tests than today's."""
    problems, now, made = schema.problems.c, schema.problem_versions.c, schema.verdicts.c
    enrolled = schema.enrolments.c
    mine = sa.select(enrolled.learner_id).where(enrolled.course_id == course)
    told = (
        sa.select(problems.id, problems.title, made.version, sa.func.count().label("answers"))
        .select_from(schema.verdicts)
        .join(schema.problems, problems.id == made.problem_id)
        .join(
            schema.problem_versions,
            (now.problem_id == problems.id) & (now.version == problems.version),
        )
        .where(problems.retired_at.is_(None), made.learner_id.in_(mine))
        .where(made.content_hash.is_distinct_from(now.content_hash))
        .group_by(problems.id, problems.title, problems.position, made.version)
        .order_by(problems.position, made.version)
    )
    return [
        Outdated(ProblemId(row.id), row.title, row.version, row.answers)
        for row in await c.execute(told)
    ]


async def newest(c: AsyncConnection, course: str, limit: int) -> Sequence[RegradeJob]:
    """Return the newest jobs of a course, newest first."""
    query = sa.select(table).where(table.c.course_id == course).order_by(table.c.seq.desc())
    return [_job(row) for row in await c.execute(query.limit(limit))]


async def one(c: AsyncConnection, course: str, job: UUID) -> RegradeJob:
    """Return a job of a course.

    Raises:
        NotFound: There is none of that id.
    """
    query = sa.select(table).where(table.c.id == job, table.c.course_id == course)
    row = (await c.execute(query)).first()
    if row is None:
        raise NotFound
    return _job(row)


async def take(c: AsyncConnection, course: str, lease_s: float) -> RegradeJob | None:
    """Lease the oldest job that runs and that nobody works on."""
    free = table.c.lease_until.is_(None) | (table.c.lease_until < _now())
    oldest = (
        sa.select(table.c.id)
        .where(table.c.state == "running", table.c.course_id == course, free)
        .order_by(table.c.seq)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte("oldest")
    )
    lease = sa.update(table).where(table.c.id == oldest.c.id).values(lease_until=lease_end(lease_s))
    row = (await c.execute(lease.returning(table))).first()
    return None if row is None else _job(row)


async def count(c: AsyncConnection, job: UUID, *, changed: bool) -> None:
    """Count a corrected submission for its job, in the transaction that corrects it."""
    column = table.c.changed if changed else table.c.same
    await c.execute(sa.update(table).where(table.c.id == job).values({column: column + 1}))


async def note(c: AsyncConnection, job: UUID, not_judged: int, after: int, lease_s: float) -> bool:
    """Write how far a job is, once for each `after`; says whether it still is to go on."""
    mine = (table.c.id == job) & (table.c.after_seq < after)
    values = {"after_seq": after, "not_judged": table.c.not_judged + not_judged}
    await c.execute(sa.update(table).where(mine).values(values))
    running = (table.c.id == job) & (table.c.state == "running")
    kept = sa.update(table).where(running).values(lease_until=lease_end(lease_s))
    return (await c.execute(kept.returning(table.c.id))).first() is not None


async def end(c: AsyncConnection, course: str, job: UUID, state: str) -> None:
    """End a job that runs; of one that is done, what other runs did was not its to do."""
    running = (table.c.id == job) & (table.c.course_id == course) & (table.c.state == "running")
    values: dict[str, Any] = {"state": state, "ended_at": _now(), "lease_until": None}
    if state == "done":
        values["total"] = table.c.same + table.c.changed + table.c.not_judged
    await c.execute(sa.update(table).where(running).values(values))


def _job(row: sa.Row[Any]) -> RegradeJob:
    learner = LearnerId(row.learner_id) if row.learner_id else None
    return RegradeJob(
        id=row.id,
        wish=RegradeWish(ProblemId(row.problem_id), row.version, learner, row.submission_id),
        state=row.state,
        after=row.after_seq,
        total=row.total,
        same=row.same,
        changed=row.changed,
        not_judged=row.not_judged,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
    )
