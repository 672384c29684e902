"""Rebuilding for the command line, on a database of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.model import top_bands
from ..core.tuning import TUNING, Tuning
from ..ports import LearnerId
from ..problems.bank import Bank
from . import schema
from .postgres_course import PostgresCourse
from .postgres_database import Database
from .postgres_history import read_cards
from .postgres_rebuild import BATCH, BATCH_S, Course, Rebuilt, batches, rebuild


class PostgresRebuilds:
    """States to be made anew.

    Args:
        url: SQLAlchemy address of a migrated database.
        tuning: Constants of the model.
    """

    def __init__(self, url: str, tuning: Tuning = TUNING) -> None:
        self._tuning = tuning
        self._database = Database(url, pool_size=2)

    async def verdicts(self) -> int:
        """Return about how many verdicts there are, for whoever watches."""
        told = sa.text(
            "SELECT greatest(reltuples, 0)::bigint FROM pg_class"
            " WHERE oid = CAST('verdicts' AS regclass)"
        )
        return await self._database.transact(lambda c: c.scalar(told)) or 0

    async def rebuild(
        self, files: Bank, *, check: bool = False, most: int = BATCH
    ) -> AsyncIterator[Rebuilt]:
        """Replay every learner, a batch of them a transaction; yields what each batch came to.

        Args:
            files: The course's folder; what was published is added.
            check: Only compare, write nothing.
            most: Verdicts of a batch.
        """
        bank = await PostgresCourse(self._database, files).load()
        cards = await self._database.transact(read_cards)
        course = Course(cards, top_bands(bank.cards), bank.graph, self._tuning)
        async for learners in batches(self._database, most):

            async def work(c: AsyncConnection, learners: Sequence[LearnerId] = learners) -> Rebuilt:
                return await rebuild(c, learners, course, check=check)

            yield await self._database.transact(work, within_s=BATCH_S)

    async def note_run(self, total: Rebuilt) -> None:
        """Leave a trace of a run."""
        row = {
            "actor": "operator",
            "action": "rebuild",
            "subject": "",
            "details": {
                "learners": total.learners,
                "verdicts": total.verdicts,
                "differed": total.differed,
            },
        }
        await self._database.transact(lambda c: c.execute(sa.insert(schema.audit).values(**row)))

    async def close(self) -> None:
        """Give all connections back."""
        await self._database.close()
