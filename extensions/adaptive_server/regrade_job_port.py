"""What grading again as a job needs of the store, as a protocol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from .core.problem import ProblemId
from .ports import LearnerId


@dataclass(frozen=True, slots=True)
class RegradeWish:
    """Which submissions are to be graded again: those to a version, of the class or one learner."""

    problem_id: ProblemId
    version: int
    learner: LearnerId | None = None
    submission: UUID | None = None


@dataclass(frozen=True, slots=True)
class RegradeJob:
    """A run of grading again.

    Attributes:
        state: `running`, `done` or `cancelled`.
        after: `seq` of the last submission that it has done.
        total: Submissions that it has to do: as it was asked for, or, when it is done, those that
            no other run did meanwhile.
    """

    id: UUID
    wish: RegradeWish
    state: str
    after: int
    total: int
    same: int
    changed: int
    not_judged: int
    asked_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outdated:
    """Graded submissions to a version that were checked with other tests than today's."""

    problem_id: ProblemId
    title: str
    version: int
    answers: int


class RegradeJobStore(Protocol):
    """Jobs of the course. At most one process works on a job at a time."""

    async def ask_regrade(self, wish: RegradeWish, content: str, person: LearnerId) -> RegradeJob:
        """Store a job, with a trace in `audit`."""
        ...

    async def outdated(self) -> Sequence[Outdated]:
        """What could be graded again in the course, by problem and version."""
        ...

    async def regrade_jobs(self, limit: int) -> Sequence[RegradeJob]:
        """Return the newest jobs, newest first."""
        ...

    async def regrade_job(self, job: UUID) -> RegradeJob:
        """Return one job.

        Raises:
            NotFound: There is none in this course.
        """
        ...

    async def take_regrade(self, lease_s: float) -> RegradeJob | None:
        """Lease the oldest job that runs and that nobody works on."""
        ...

    async def note_regrade(self, job: UUID, not_judged: int, after: int, lease_s: float) -> bool:
        """Write how far it is and keep the lease; says whether it still is to go on.

        Args:
            job: The job.
            not_judged: Submissions since the last note that the grader failed on; what was
                corrected counted when it was.
            after: `seq` of the last submission that it has done.
            lease_s: For how long nobody else takes it.
        """
        ...

    async def end_regrade(self, job: UUID, state: str) -> None:
        """End a job that runs, as `done` or `cancelled`."""
        ...
