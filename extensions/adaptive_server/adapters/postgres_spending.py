"""Tokens of a day in PostgreSQL, so that all replicas of the service keep one account.

A row is a question: its tokens are an estimate until it is settled. A process that dies leaves its
estimates, which then count as spent.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection
from tutor_labext.gemini.budget import Limits

from . import schema
from .postgres_database import Database

table = schema.tutor_spending
NO_LIMIT = 1_000_000_000
RESERVE = sa.text(
    "SELECT reserve_tokens(:spending, :learner, :day, :tokens, :class_tokens, :learner_tokens,"
    " :learner_questions, :per_minute, :burst, :burst_s)"
)
"""The function is the migration `0017`: two at once are weighed one after the other."""
SETTLE = (
    sa.update(table)
    .where((table.c.id == sa.bindparam("spending")) & table.c.settled_at.is_(None))
    .values(tokens=sa.bindparam("took"), settled_at=sa.func.clock_timestamp())
    # What is forgotten in a crash stays reserved, so nobody waits for the disk.
    .returning(sa.func.set_config("synchronous_commit", "off", True))
)


class PostgresSpending:
    """Fulfils `tutor_labext.gemini.budget.Ledger`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(
        self, spending: UUID, learner: str, tokens: int, day: date, limits: Limits
    ) -> bool:
        """Set tokens aside where every limit allows it; says whether it did."""
        limited = {
            "spending": spending,
            "learner": UUID(learner),
            "day": day,
            "tokens": tokens,
            "class_tokens": limits.class_tokens,
            "learner_tokens": limits.learner_tokens,
            "learner_questions": limits.learner_questions,
            "per_minute": limits.per_minute or NO_LIMIT,
            "burst": limits.burst or NO_LIMIT,
            "burst_s": limits.burst_s,
        }

        async def work(c: AsyncConnection) -> bool:
            return bool(await c.scalar(RESERVE, limited))

        return await self._database.transact(work, alone=True)

    async def settle(self, spending: UUID, tokens: int) -> None:
        """Book what a question really took; a second time changes nothing."""

        async def work(c: AsyncConnection) -> None:
            await c.execute(SETTLE, {"spending": spending, "took": tokens})

        await self._database.transact(work, alone=True)

    async def used(self, day: date) -> int:
        """Return the tokens of all learners on a day, reserved ones included."""
        total = sa.select(sa.func.coalesce(sa.func.sum(table.c.tokens), 0))

        async def work(c: AsyncConnection) -> int:
            return int(await c.scalar(total.where(table.c.day == day)) or 0)

        return await self._database.transact(work, alone=True)
