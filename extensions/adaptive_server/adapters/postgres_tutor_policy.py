"""How much of the tutor a course allows. Functions run inside the caller's transaction."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.tutor_policy import TutorPolicy
from ..ports import LearnerId
from . import schema

table = schema.courses


async def read(c: AsyncConnection, course: str) -> TutorPolicy:
    """Return the policy of a course; one that nobody has opened yet allows all."""
    found = await c.scalar(sa.select(table.c.tutor).where(table.c.id == course))
    return TutorPolicy.FULL if found is None else TutorPolicy(found)


async def write(
    c: AsyncConnection, course: str, instructor: LearnerId, policy: TutorPolicy
) -> None:
    """Set the policy of a course, with its trace in `audit` where that changes it."""
    await c.execute(insert(table).values(id=course, title=course).on_conflict_do_nothing())
    mine = table.c.id == course
    before = await c.scalar(sa.select(table.c.tutor).where(mine).with_for_update(key_share=True))
    if before == policy.value:
        return
    await c.execute(sa.update(table).where(mine).values(tutor=policy.value))
    entry = {"actor": str(instructor), "action": "tutor_policy", "subject": course}
    details = {"before": before, "after": policy.value}
    await c.execute(sa.insert(schema.audit).values(**entry, details=details))
