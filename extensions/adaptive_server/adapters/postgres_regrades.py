"""Grading again in PostgreSQL: the port `RegradeStore`, one short transaction a method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from grader.verdict import Verdict

from ..core.problem import ProblemId
from ..problems.bank import Bank
from ..regrade_port import Graded
from . import postgres_learners, postgres_regrade
from .postgres_database import Database


class PostgresRegrades:
    """Verdicts to be corrected.

    Args:
        url: SQLAlchemy address of a migrated database.
        pool_size: Most connections at a time.
    """

    def __init__(self, url: str, *, pool_size: int = 4) -> None:
        self._database = Database(url, pool_size)

    async def to_regrade(
        self, problem_id: ProblemId, version: int, content: str, course: str, after: int
    ) -> Sequence[Graded]:
        """Some submissions past `after` whose verdict was made with other content."""
        return await self._database.transact(
            lambda c: postgres_regrade.to_regrade(c, problem_id, version, content, course, after)
        )

    async def correct(
        self,
        stored: Graded,
        verdict: Verdict,
        answer: Mapping[str, Any] | None,
        content: str,
        bank: Bank,
    ) -> None:
        """Replace a verdict, keep the old one and replay the learner; at most once a content."""

        async def work(c: AsyncConnection) -> None:
            await postgres_learners.lock(c, stored.learner)
            await postgres_regrade.correct(c, stored, verdict, answer, content, bank)

        await self._database.transact(work)

    async def note_regrade(self, subject: str, counts: Mapping[str, int]) -> None:
        """Leave a trace of a run of grading again."""
        await self._database.transact(lambda c: postgres_regrade.note_job(c, subject, counts))

    async def close(self) -> None:
        """Give all connections back."""
        await self._database.close()
