"""Grading again for the command line: the port `RegradeStore` on a database of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..core.tuning import TUNING, Tuning
from . import postgres_regrade
from .postgres_database import Database
from .postgres_regrade_store import RegradeWork


class PostgresRegrades(RegradeWork):
    """Verdicts to be corrected.

    Args:
        url: SQLAlchemy address of a migrated database.
        pool_size: Most connections at a time.
        tuning: Constants of the model that learners are replayed with.
    """

    def __init__(self, url: str, *, pool_size: int = 4, tuning: Tuning = TUNING) -> None:
        self._database, self._tuning = Database(url, pool_size), tuning

    async def courses(self) -> Sequence[str]:
        """Ids of all courses."""
        return await self._database.transact(postgres_regrade.courses)

    async def note_run(self, subject: str, counts: Mapping[str, int]) -> None:
        """Leave a trace of a run of grading again."""
        await self._database.transact(lambda c: postgres_regrade.note_job(c, subject, counts))

    async def close(self) -> None:
        """Give all connections back."""
        await self._database.close()
