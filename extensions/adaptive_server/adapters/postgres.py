"""Progress in PostgreSQL: the port `ProgressStore`, one short transaction a method.

Locks. Whatever changes a learner's state (`settle`, `recommend`, `show_hint`, `keep_turns`) first
takes the row lock of that learner, so a learner's verdicts have one order, the order of
`verdicts.seq`, and replaying them in it gives the stored state. Nothing else waits for a lock,
and none of these transactions locks two learners (a rebuild does, in the order of their ids: see
`postgres_rebuild`). Within this process such requests of one learner queue up
before they take a connection, so that a learner who sends many at once cannot use up the pool.
`decide` runs under the lock and is pure; it may be called twice.

Times are the database's. Errors are those of `errors`: `DatabaseAway` when the server is away,
overloaded or not migrated, `NotFound` for an unknown learner or problem version, `BadRequest`
for text that cannot be stored.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from cachetools import TTLCache
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.bundle import Submission
from grader.verdict import Verdict

from ..attempts import AttemptSummary, CorrectedVerdict
from ..core.language import ENGLISH
from ..core.learner import Belief, LearnerState
from ..core.logistic import Weights
from ..core.problem import ProblemId
from ..core.recommendation import Choice
from ..core.tuning import TUNING, Tuning
from ..errors import MasteryError, Unexpected
from ..ports import (
    HintShown,
    LearnerId,
    LearnerRecord,
    OpenRecommendation,
    Person,
    Settlement,
    StoredSubmission,
)
from ..problems.bank import Bank
from . import (
    postgres_calibration,
    postgres_curriculum,
    postgres_hints,
    postgres_layer,
    postgres_learners,
    postgres_recommendations,
    postgres_regrade,
    postgres_submissions,
    postgres_verdicts,
)
from .migrate import head
from .postgres_analysis import PostgresAnalysis
from .postgres_course import PostgresCourse
from .postgres_database import Database
from .postgres_help_store import PostgresHelpStore
from .postgres_recommendations import replace_open
from .postgres_regrade_store import PostgresRegradeStore

KNOWN = 10_000
KNOWN_S = 60.0


READY_S = 5.0
SYNC_S = 90.0
CALIBRATE_S = 600.0


class PostgresStore(PostgresRegradeStore, PostgresHelpStore):
    """The progress of all learners of one course.

    Args:
        url: SQLAlchemy address of a migrated database (`postgresql+psycopg://...`).
        pool_size: Most connections at a time.
        course: Id of the course that learners are enrolled in.
        tuning: Constants of the model that learners are replayed with.
    """

    def __init__(
        self, url: str, *, pool_size: int = 10, course: str = "main", tuning: Tuning = TUNING
    ) -> None:
        super().__init__(Database(url, pool_size), course, tuning)
        # Every request asks; an id never changes, so only an erased learner is known too long.
        self._known: TTLCache[Person, LearnerId] = TTLCache(KNOWN, KNOWN_S)

    async def sync_curriculum(self, bank: Bank) -> None:
        """Mirror the loaded curriculum; to be called once at start. Never deletes anything."""
        await self._database.transact(lambda c: postgres_curriculum.sync(c, bank), within_s=SYNC_S)

    async def calibrate(self) -> Mapping[str, Any]:
        """Estimate problems and prediction anew from first attempts; returns the stored report."""
        return await self._database.transact(postgres_calibration.calibrate, within_s=CALIBRATE_S)

    async def layer(self) -> Weights | None:
        """Return the weights of the logistic layer where that serves, else None."""
        return await self._database.transact(postgres_layer.read_layer)

    def course(self, files: Bank, folder: Path | None = None) -> PostgresCourse:
        """Return the course: the problems of its folder, and those that were published here."""
        return PostgresCourse(self._database, files, folder)

    def analysis(self) -> PostgresAnalysis:
        """Return the answers to a problem, as its authors read them."""
        return PostgresAnalysis(self._database)

    async def difficulties(self) -> Mapping[tuple[ProblemId, int], Belief]:
        """Return the difficulties that rest on enough answers, by problem and version."""
        return await self._database.transact(postgres_calibration.read_difficulties)

    async def last_calibration(self) -> tuple[Mapping[str, Any], datetime] | None:
        """Return the report of the last calibration with its time, or None before any."""
        return await self._database.transact(postgres_calibration.read_last)

    async def ready(self) -> bool:
        """Say whether the database answers and its schema is the one this code needs."""
        needed = await asyncio.to_thread(head)

        async def work(c: AsyncConnection) -> str | None:
            found: str | None = await c.scalar(sa.text("SELECT version_num FROM alembic_version"))
            return found

        try:
            return await self._database.transact(work, within_s=READY_S) == needed
        except MasteryError:
            return False

    async def learner(self, person: Person) -> LearnerId:
        """Return the id of a person, making learner and enrolment on the first visit."""
        known = self._known.get(person)
        if known is None:
            known = await self._database.transact(
                lambda c: postgres_learners.find_or_enrol(c, person, self._course)
            )
            self._known[person] = known
        return known

    async def record(self, learner: LearnerId) -> LearnerRecord:
        """Read a learner without a lock, as of one moment."""
        record, _ = await self._database.transact(
            lambda c: postgres_learners.read_record(c, learner), snapshot=True
        )
        return record

    async def recommend(
        self,
        learner: LearnerId,
        decide: Callable[[LearnerRecord], tuple[LearnerState, Choice] | None],
    ) -> OpenRecommendation:
        """Under the learner's lock, let `decide` choose; None keeps the open recommendation."""

        async def work(c: AsyncConnection) -> OpenRecommendation:
            await postgres_learners.lock(c, learner)
            record, _ = await postgres_learners.read_record(c, learner)
            decided = decide(record)
            if decided is not None:
                state, choice = decided
                await postgres_learners.write_state(c, learner, record.state, state)
                return await replace_open(c, learner, choice)
            if record.open is None:
                raise Unexpected()
            return record.open

        async with self._queue(learner):
            return await self._database.transact(work)

    async def hand_in(
        self,
        learner: LearnerId,
        problem_id: ProblemId,
        version: int,
        source: Submission,
        key: str | None,
        lease_s: float,
        variant: int = 0,
        locale: str = ENGLISH,
    ) -> tuple[StoredSubmission, bool]:
        """Store a submission and lease it for `lease_s` seconds; says whether it is new."""
        fresh = postgres_submissions.fresh_row(
            uuid4(), learner, problem_id, version, source, key, variant, locale
        )
        return await self._database.transact(
            lambda c: postgres_submissions.store(c, fresh, lease_s)
        )

    async def returns(self, learner: LearnerId, problem_id: ProblemId) -> int:
        """How often a problem was recommended to a learner after they had solved it."""
        return await self._database.transact(
            lambda c: postgres_recommendations.returns(c, learner, problem_id)
        )

    async def submission(self, submission: UUID) -> StoredSubmission | None:
        """Read one submission, or None."""
        return await self._database.transact(lambda c: postgres_submissions.read(c, submission))

    async def lease_abandoned(self, lease_s: float, limit: int) -> Sequence[StoredSubmission]:
        """Take over ungraded submissions whose lease ran out, oldest first."""
        return await self._database.transact(
            lambda c: postgres_submissions.take_over(c, lease_s, limit)
        )

    async def keep_lease(self, submission: UUID, lease_s: float) -> None:
        """Hold an ungraded submission for `lease_s` more seconds."""
        await self._database.transact(lambda c: postgres_submissions.renew(c, submission, lease_s))

    async def give_back(self, submission: UUID, pause_s: float) -> None:
        """Give a submission up for now; after `pause_s` seconds it counts as abandoned."""
        await self._database.transact(
            lambda c: postgres_submissions.renew(c, submission, pause_s, tries=-1)
        )

    async def settle(
        self,
        submission: StoredSubmission,
        verdict: Verdict,
        decide: Callable[[LearnerRecord, datetime], Settlement],
    ) -> Mapping[str, Any]:
        """Write the verdict with all that follows, exactly once; returns the stored answer."""

        async def work(c: AsyncConnection) -> Mapping[str, Any]:
            await postgres_learners.lock(c, submission.learner)
            answer = await postgres_verdicts.stored_answer(c, submission.id)
            if answer is not None:
                return answer
            record, at = await postgres_learners.read_record(c, submission.learner)
            settlement = decide(record, at)
            return await postgres_verdicts.write_settlement(
                c, submission, verdict, record, settlement, at
            )

        async with self._queue(submission.learner):
            return await self._database.transact(work)

    async def hints(self, learner: LearnerId, problem_id: ProblemId) -> Sequence[HintShown]:
        """Hints shown to a learner on a problem, oldest first."""
        return await self._database.transact(
            lambda c: postgres_hints.read_shown(c, learner, problem_id)
        )

    async def last_verdict(
        self, learner: LearnerId, problem_id: ProblemId
    ) -> tuple[Verdict, datetime] | None:
        """The newest counted verdict of a learner on a problem, with its time."""
        return await self._database.transact(
            lambda c: postgres_verdicts.newest_counted(c, learner, problem_id)
        )

    async def recent(self, learner: LearnerId, limit: int) -> Sequence[AttemptSummary]:
        """The newest graded submissions of a learner, newest first."""
        return await self._database.transact(lambda c: postgres_verdicts.newest(c, learner, limit))

    async def corrections(self, learner: LearnerId) -> Sequence[CorrectedVerdict]:
        """Verdicts of a learner that were corrected lately, newest first."""
        return await self._database.transact(lambda c: postgres_regrade.corrections(c, learner))

    async def close(self) -> None:
        """Give all connections back."""
        await self._database.close()
