"""Grading again in PostgreSQL: the ports `RegradeStore` and `RegradeJobStore`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from grader.verdict import Verdict

from ..core.problem import ProblemId
from ..core.tuning import Tuning
from ..ports import LearnerId
from ..problems.bank import Bank
from ..regrade_job_port import Outdated, RegradeJob, RegradeWish
from ..regrade_port import Graded
from . import postgres_learners, postgres_regrade
from . import postgres_regrade_jobs as job_rows
from .postgres_database import Database
from .postgres_review_store import PostgresReviewStore


class RegradeWork:
    """Verdicts to be corrected, a short transaction a method."""

    _database: Database
    _tuning: Tuning

    async def versions(self, problem_id: ProblemId) -> Sequence[int]:
        """Versions of a problem that the service has had, the oldest first."""
        return await self._database.transact(lambda c: postgres_regrade.versions(c, problem_id))

    async def to_regrade(
        self,
        problem_id: ProblemId,
        version: int,
        content: str,
        course: str,
        after: int,
        learner: LearnerId | None = None,
        submission: UUID | None = None,
    ) -> Sequence[Graded]:
        """Some submissions past `after` whose verdict was made with other content."""
        wanted = postgres_regrade.to_be_done(
            problem_id, version, content, course, learner, submission
        )
        return await self._database.transact(
            lambda c: postgres_regrade.to_regrade(c, wanted, after)
        )

    async def correct(
        self,
        stored: Graded,
        verdict: Verdict,
        answer: Mapping[str, Any] | None,
        content: str,
        bank: Bank,
        job: UUID | None = None,
    ) -> None:
        """Replace a verdict, keep the old one and replay the learner; at most once a content."""

        async def work(c: AsyncConnection) -> None:
            await postgres_learners.lock(c, stored.learner)
            done = await postgres_regrade.correct(
                c, stored, verdict, answer, content, bank, self._tuning
            )
            if done and job is not None:
                await job_rows.count(c, job, changed=answer is not None)

        await self._database.transact(work)


class PostgresRegradeStore(RegradeWork, PostgresReviewStore):
    """Grading again as a job of the course."""

    @property
    def course_id(self) -> str:
        """Id of the course."""
        return self._course

    async def ask_regrade(self, wish: RegradeWish, content: str, person: LearnerId) -> RegradeJob:
        """Store a job, with a trace in `audit`."""
        job = uuid4()
        return await self._database.transact(
            lambda c: job_rows.store(c, job, self._course, wish, content, person)
        )

    async def outdated(self) -> Sequence[Outdated]:
        """What could be graded again in the course, by problem and version."""
        return await self._database.transact(lambda c: job_rows.outdated(c, self._course))

    async def regrade_jobs(self, limit: int) -> Sequence[RegradeJob]:
        """Return the newest jobs, newest first."""
        return await self._database.transact(lambda c: job_rows.newest(c, self._course, limit))

    async def regrade_job(self, job: UUID) -> RegradeJob:
        """Return one job of the course."""
        return await self._database.transact(lambda c: job_rows.one(c, self._course, job))

    async def take_regrade(self, lease_s: float) -> RegradeJob | None:
        """Lease the oldest job that runs and that nobody works on."""
        return await self._database.transact(lambda c: job_rows.take(c, self._course, lease_s))

    async def note_regrade(self, job: UUID, not_judged: int, after: int, lease_s: float) -> bool:
        """Write how far it is and keep the lease; says whether it still is to go on."""
        return await self._database.transact(
            lambda c: job_rows.note(c, job, not_judged, after, lease_s)
        )

    async def end_regrade(self, job: UUID, state: str) -> None:
        """End a job that runs."""
        await self._database.transact(lambda c: job_rows.end(c, self._course, job, state))
