"""Submissions: stored before they are graded, leased to whoever grades them.

`lease_until` says until when; a submission whose lease ran out was abandoned (its grader's
process died) and may be taken over. With its verdict it loses the lease for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.bundle import Submission

from ..core.problem import ProblemId
from ..ports import LearnerId, StoredSubmission
from . import schema

table = schema.submissions


async def store(
    c: AsyncConnection, fresh: dict[str, Any], lease_s: float
) -> tuple[StoredSubmission, bool]:
    """Store a submission, or return the one that has its id or its learner's key already."""
    new = insert(table).values(**fresh, tries=1, lease_until=lease_end(lease_s))
    row = (await c.execute(new.on_conflict_do_nothing().returning(table))).first()
    if row is not None:
        return _stored(row, None), True
    same = table.c.id == fresh["id"]
    if fresh["key"] is not None:
        same |= (table.c.learner_id == fresh["learner_id"]) & (table.c.key == fresh["key"])
    found = await _first(c, same)
    assert found is not None, "what conflicted is there"
    # Our own id is there when the answer to an earlier try of this transaction got lost.
    return found, found.id == fresh["id"]


def fresh_row(
    submission: UUID,
    learner: LearnerId,
    problem_id: ProblemId,
    version: int,
    source: Submission,
    key: str | None,
    variant: int,
    locale: str,
) -> dict[str, Any]:
    """Return the columns of a new submission."""
    return {
        "id": submission,
        "learner_id": learner,
        "problem_id": problem_id,
        "version": version,
        "variant": variant,
        "locale": locale,
        "key": key,
        "source": {"cells": source.cells, "loose": list(source.loose)},
    }


async def read(c: AsyncConnection, submission: UUID) -> StoredSubmission | None:
    """Return one submission with its answer, or None."""
    return await _first(c, table.c.id == submission)


async def take_over(c: AsyncConnection, lease_s: float, limit: int) -> Sequence[StoredSubmission]:
    """Lease abandoned submissions, oldest first; rows that another taker holds are passed by."""
    abandoned = (
        sa.select(table.c.id)
        .where(table.c.lease_until.is_not(None), table.c.lease_until < sa.func.clock_timestamp())
        .order_by(table.c.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
        # Rows locked in a CTE are found once; in a subquery the plan may look, and lock, again.
        .cte("abandoned")
    )
    taken = (
        sa.update(table)
        .where(table.c.id == abandoned.c.id)
        .values(lease_until=lease_end(lease_s), tries=table.c.tries + 1)
        .returning(table)
    )
    rows = (await c.execute(taken)).all()
    return sorted((_stored(row, None) for row in rows), key=lambda s: s.seq)


async def renew(c: AsyncConnection, submission: UUID, lease_s: float, tries: int = 0) -> None:
    """Lease a submission for `lease_s` seconds from now, unless it has its verdict."""
    waiting = (table.c.id == submission) & table.c.lease_until.is_not(None)
    values = {"lease_until": lease_end(lease_s), "tries": table.c.tries + tries}
    await c.execute(sa.update(table).where(waiting).values(values))


async def end_lease(c: AsyncConnection, submission: UUID) -> None:
    """Mark a submission as graded."""
    await c.execute(sa.update(table).where(table.c.id == submission).values(lease_until=None))


def lease_end(seconds: float) -> sa.ColumnElement[Any]:
    """Return the moment so many seconds from now, by the database's clock."""
    return sa.func.clock_timestamp() + sa.func.make_interval(0, 0, 0, 0, 0, 0, seconds)


async def _first(c: AsyncConnection, where: sa.ColumnElement[bool]) -> StoredSubmission | None:
    verdicts = schema.verdicts
    both = sa.select(table, verdicts.c.answer).outerjoin(
        verdicts, verdicts.c.submission_id == table.c.id
    )
    row = (await c.execute(both.where(where))).first()
    return None if row is None else _stored(row, row.answer)


def _stored(row: sa.Row[Any], answer: dict[str, Any] | None) -> StoredSubmission:
    return StoredSubmission(
        id=row.id,
        seq=row.seq,
        learner=LearnerId(row.learner_id),
        problem_id=ProblemId(row.problem_id),
        version=row.version,
        source=Submission(row.source["cells"], tuple(row.source["loose"])),
        received_at=row.received_at,
        tries=row.tries,
        answer=answer,
        variant=row.variant,
        locale=row.locale,
    )
