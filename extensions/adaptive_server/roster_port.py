"""What those who teach or assist need of the store; a port beside `ports`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from .core.problem import ProblemId
from .help_port import HelpStore
from .ports import LearnerId, ProgressStore
from .regrade_job_port import RegradeJobStore
from .regrade_port import RegradeStore
from .review_port import ReviewStore


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of the course with sums of their work; `role` is the enrolment's."""

    id: LearnerId
    name: str
    role: str
    solved: int
    attempts: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class GradedSource:
    """A graded submission: the text that was handed in, by `grade_id`, and how it came about."""

    id: UUID
    problem_id: ProblemId
    version: int
    status: str
    score: float
    max_score: float
    at: datetime
    cells: Mapping[str, str]
    signals: tuple[str, ...]
    weight: float


class RosterStore(Protocol):
    """The learners of the course, for those who teach or assist in it. Nothing here writes."""

    async def roster(self) -> Sequence[RosterRow]:
        """Everybody of the course, by name."""
        ...

    async def check_enrolled(self, learner: LearnerId) -> None:
        """Raise `NotFound` for whoever is not in the course."""
        ...

    async def graded_sources(self, learner: LearnerId, limit: int) -> Sequence[GradedSource]:
        """The newest graded submissions of a learner, newest first."""
        ...


class Store(
    ProgressStore, HelpStore, RosterStore, ReviewStore, RegradeStore, RegradeJobStore, Protocol
):
    """All that the use cases ask of the store."""

    @property
    def course_id(self) -> str:
        """Id of the course that this store is about."""
        ...
