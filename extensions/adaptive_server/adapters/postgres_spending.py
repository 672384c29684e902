"""Tokens of a day in PostgreSQL, so that all replicas of the service keep one account.

A row is a question: its tokens are an estimate until it is settled. A process that dies leaves its
estimates, which then count as spent.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from tutor_labext.gemini.budget import Limits

from . import schema
from .postgres_database import Database

table = schema.tutor_spending
LOCK = 0x7475746F72
"""Key of the advisory lock under which a reservation is weighed."""


class PostgresSpending:
    """Fulfils `tutor_labext.gemini.budget.Ledger`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(
        self, spending: UUID, learner: str, tokens: int, day: date, limits: Limits
    ) -> bool:
        """Set tokens aside where every limit allows it; says whether it did."""
        return await self._database.transact(
            lambda c: reserve(c, spending, UUID(learner), tokens, day, limits)
        )

    async def settle(self, spending: UUID, tokens: int) -> None:
        """Book what a question really took; a second time changes nothing."""
        booked = (
            sa.update(table)
            .where((table.c.id == spending) & table.c.settled_at.is_(None))
            .values(tokens=tokens, settled_at=sa.func.clock_timestamp())
        )

        async def work(c: AsyncConnection) -> None:
            await c.execute(booked)

        await self._database.transact(work)

    async def used(self, day: date) -> int:
        """Return the tokens of all learners on a day, reserved ones included."""
        total = sa.select(sa.func.coalesce(sa.func.sum(table.c.tokens), 0))

        async def work(c: AsyncConnection) -> int:
            return int(await c.scalar(total.where(table.c.day == day)) or 0)

        return await self._database.transact(work)


async def reserve(
    c: AsyncConnection, spending: UUID, learner: UUID, tokens: int, day: date, limits: Limits
) -> bool:
    """Weigh and write one reservation; two at once are weighed one after the other."""
    await c.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    known = await c.scalar(sa.select(table.c.id).where(table.c.id == spending))
    if known is not None:  # the answer to an earlier try of this transaction got lost
        return True
    mine = table.c.learner_id == learner
    total = sa.func.sum(table.c.tokens)
    asked = sa.func.count().filter(mine)
    sums = sa.select(
        total, total.filter(mine), asked, _lately(mine, 60), _lately(mine, limits.burst_s)
    )
    row = (await c.execute(sums.where(table.c.day == day))).one()
    everyone, own, questions, minute, burst = row
    fits = (
        (everyone or 0) + tokens <= limits.class_tokens
        and (own or 0) + tokens <= limits.learner_tokens
        and questions < limits.learner_questions
        and not 0 < limits.per_minute <= minute
        and not 0 < limits.burst <= burst
    )
    if fits:
        new = {"id": spending, "learner_id": learner, "day": day, "tokens": tokens}
        await c.execute(insert(table).values(new))
    return bool(fits)


def _lately(mine: sa.ColumnElement[bool], seconds: int) -> sa.ColumnElement[int]:
    """Return the number of a learner's questions within the last seconds of the day."""
    since = sa.func.clock_timestamp() - sa.func.make_interval(0, 0, 0, 0, 0, 0, seconds)
    return sa.func.count().filter(mine & (table.c.reserved_at > since))
