"""What the use cases need of the store for an instructor: the class as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from .core.forecast import Activity
from .core.goals import Goal
from .core.help_effect import Episode
from .core.learner import LearnerState
from .core.problem import SkillId


@dataclass(frozen=True, slots=True)
class ClassMember:
    """A learner of the course by the hub's name; the state holds abilities only, no problems."""

    name: str
    state: LearnerState
    activity: Activity


class SkillWork(NamedTuple):
    """What a learner has done on the problems of one skill: graded attempts, and hints shown."""

    attempts: int = 0
    hints: int = 0


@dataclass(frozen=True, slots=True)
class SignalledAttempt:
    """An attempt that met rules of behaviour; `weight` is how far it was trusted."""

    name: str
    problem_id: str
    signals: tuple[str, ...]
    weight: float
    at: datetime


@dataclass(frozen=True, slots=True)
class ClassSignals:
    """Per learner: name, counted attempts, every rule met; and the newest attempts that met one."""

    counts: Sequence[tuple[str, int, tuple[str, ...]]]
    latest: Sequence[SignalledAttempt]


@dataclass(frozen=True, slots=True)
class ClassHelps:
    """The tutor's helps in a course: episodes with what came of each, and helps by who worded them.

    Attributes:
        given: How many helps `offline`, `gemini` and `cache` gave; who gave none may be left out.
    """

    episodes: Sequence[Episode]
    given: Mapping[str, int]


class ClassStore(Protocol):
    """The class in PostgreSQL; who teaches is not in it."""

    async def class_states(self) -> Sequence[ClassMember]:
        """Every learner of the course with their abilities, by name."""
        ...

    async def class_work(self) -> Mapping[str, Mapping[SkillId, SkillWork]]:
        """What every learner of the course has done, by name and skill; nothing is left out."""
        ...

    async def goals(self) -> Sequence[Goal]:
        """The lessons assigned in the course, the earliest day first."""
        ...

    async def assign(self, lesson: str, due: date | None) -> None:
        """Assign a lesson of the course, change its day, or take it back (None)."""
        ...

    async def class_helps(self) -> ClassHelps:
        """What help the learners of the course were given, and what came of it."""
        ...

    async def tokens_used(self, day: date) -> int:
        """Tokens of a model on a day, of the learners of all courses, reserved ones included."""
        ...

    async def class_signals(self, limit: int) -> ClassSignals:
        """What rules of behaviour the attempts of the class met, the newest `limit` in full."""
        ...
