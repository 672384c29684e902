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
LOCK = 0x7475746F72
"""Key of the advisory lock under which a reservation is weighed."""
NO_LIMIT = 1_000_000_000
ENTER = sa.text(
    f"SELECT pg_advisory_xact_lock({LOCK}), set_config('synchronous_commit', 'off', true)"
)
RESERVE = sa.text("""
INSERT INTO tutor_spending (id, learner_id, day, tokens)
SELECT :spending, :learner, :day, :tokens
FROM (
    SELECT coalesce(sum(tokens), 0) AS everyone,
           coalesce(sum(tokens) FILTER (WHERE mine), 0) AS own,
           count(*) FILTER (WHERE mine) AS questions,
           count(*) FILTER (WHERE mine AND age < interval '1 minute') AS minute,
           count(*) FILTER (WHERE mine AND age < make_interval(secs => :burst_s)) AS burst
    FROM (
        SELECT tokens, learner_id = :learner AS mine, clock_timestamp() - reserved_at AS age
        FROM tutor_spending
        -- The answer to an earlier try of this transaction may have got lost.
        WHERE day = :day AND id <> :spending
    ) AS reserved
) AS sums
WHERE everyone + :tokens <= :class_tokens AND own + :tokens <= :learner_tokens
  AND questions < :learner_questions AND minute < :per_minute AND burst < :burst
ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens
RETURNING id
""")


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

        await self._database.transact(work, alone=True)

    async def used(self, day: date) -> int:
        """Return the tokens of all learners on a day, reserved ones included."""
        total = sa.select(sa.func.coalesce(sa.func.sum(table.c.tokens), 0))

        async def work(c: AsyncConnection) -> int:
            return int(await c.scalar(total.where(table.c.day == day)) or 0)

        return await self._database.transact(work, alone=True)


async def reserve(
    c: AsyncConnection, spending: UUID, learner: UUID, tokens: int, day: date, limits: Limits
) -> bool:
    """Weigh and write one reservation; two at once are weighed one after the other.

    Its commit does not wait for the disk: a server that crashes may forget the last half second.
    """
    await c.execute(ENTER)
    limited = {
        "spending": spending,
        "learner": learner,
        "day": day,
        "tokens": tokens,
        "class_tokens": limits.class_tokens,
        "learner_tokens": limits.learner_tokens,
        "learner_questions": limits.learner_questions,
        "per_minute": limits.per_minute or NO_LIMIT,
        "burst": limits.burst or NO_LIMIT,
        "burst_s": limits.burst_s,
    }
    return await c.scalar(RESERVE, limited) is not None
