"""The class in PostgreSQL: the ports `ClassStore` and `RosterStore`, a transaction a method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..class_port import ClassHelps, ClassMember, ClassSignals, SkillWork
from ..core.goals import Goal
from ..core.problem import SkillId
from ..core.tuning import TUNING, Tuning
from ..ports import LearnerId
from ..roster_port import GradedSource, RosterRow
from . import postgres_assignments, postgres_class, postgres_help, postgres_roster
from .postgres_database import Database
from .postgres_spending import PostgresSpending


class PostgresClassStore:
    """What those who teach see of their course, and what they assign to it.

    Args:
        database: A migrated database.
        course: Id of the course.
    """

    def __init__(self, database: Database, course: str, tuning: Tuning = TUNING) -> None:
        self._database, self._course, self._tuning = database, course, tuning

    async def class_states(self) -> Sequence[ClassMember]:
        """Every learner of the course with their abilities, by name."""
        return await self._database.transact(
            lambda c: postgres_class.read_states(c, self._course), snapshot=True
        )

    async def class_work(self) -> Mapping[str, Mapping[SkillId, SkillWork]]:
        """What every learner of the course has done, by name and skill; nothing is left out."""
        return await self._database.transact(lambda c: postgres_class.read_work(c, self._course))

    async def class_signals(self, limit: int) -> ClassSignals:
        """What rules of behaviour the attempts of the class met, the newest `limit` in full."""
        return await self._database.transact(
            lambda c: postgres_class.read_signals(c, self._course, limit), snapshot=True
        )

    async def class_helps(self) -> ClassHelps:
        """What help the learners of the course were given, and what came of it."""
        return await self._database.transact(
            lambda c: postgres_help.read_class(c, self._course), snapshot=True
        )

    async def tokens_used(self, day: date) -> int:
        """Tokens of a model on a day, of the learners of all courses, reserved ones included."""
        return await PostgresSpending(self._database).used(day)

    async def goals(self) -> Sequence[Goal]:
        """The lessons assigned in the course, the earliest day first."""
        return await self._database.transact(lambda c: postgres_assignments.read(c, self._course))

    async def assign(self, lesson: str, due: date | None) -> None:
        """Assign a lesson, change its day, or take it back."""
        await self._database.transact(
            lambda c: postgres_assignments.write(c, self._course, lesson, due)
        )

    async def roster(self) -> Sequence[RosterRow]:
        """Everybody of the course, by name."""
        return await self._database.transact(lambda c: postgres_roster.rows(c, self._course))

    async def check_enrolled(self, learner: LearnerId) -> None:
        """Raise `NotFound` for whoever is not in the course."""
        await self._database.transact(lambda c: postgres_roster.check(c, self._course, learner))

    async def graded_sources(self, learner: LearnerId, limit: int) -> Sequence[GradedSource]:
        """The newest graded submissions of a learner, newest first."""
        return await self._database.transact(lambda c: postgres_roster.graded(c, learner, limit))
