"""The tutor's help in PostgreSQL: the port `HelpStore`, a transaction a method.

A learner's requests that change their state queue up before they take a connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from uuid import uuid4
from weakref import WeakValueDictionary

from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.problem import ProblemId
from ..core.styles import Drawn, Tallies
from ..core.tuning import TUNING, Tuning
from ..core.tutor_policy import TutorPolicy
from ..help_port import HelpEvent, Tutored
from ..ports import HintShown, LearnerId, TutorTurn
from . import (
    postgres_help,
    postgres_hints,
    postgres_learners,
    postgres_turns,
    postgres_tutor_policy,
    postgres_tutored,
)
from .postgres_class_store import PostgresClassStore
from .postgres_database import Database
from .postgres_spending import PostgresSpending


class PostgresHelpStore(PostgresClassStore):
    """Hints, turns, styles and events of help.

    Args:
        database: A migrated database.
        course: Id of the course.
    """

    def __init__(self, database: Database, course: str, tuning: Tuning = TUNING) -> None:
        super().__init__(database, course, tuning)
        self._queues: WeakValueDictionary[LearnerId, asyncio.Lock] = WeakValueDictionary()

    def spending(self) -> PostgresSpending:
        """Return the account of tokens that all replicas share."""
        return PostgresSpending(self._database)

    async def tutored(
        self,
        learner: LearnerId,
        problem_id: ProblemId,
        turns: int,
        draw: Callable[[], Drawn],
        helps_under: Collection[TutorPolicy] = tuple(TutorPolicy),
    ) -> Tutored:
        """Read what a tutor needs; at the first help on a problem `draw` draws the style."""
        return await self._database.transact(
            lambda c: postgres_tutored.read_tutored(
                c, self._course, learner, problem_id, turns, draw, helps_under
            ),
            alone=True,
        )

    async def show_hint(
        self,
        learner: LearnerId,
        problem_id: ProblemId,
        version: int,
        hint: HintShown,
        source: str,
        event: HelpEvent | None = None,
    ) -> None:
        """Store that a hint was shown, at the database's time, and count it."""
        hint_id = uuid4()

        async def work(c: AsyncConnection) -> None:
            await postgres_learners.lock(c, learner)
            await postgres_hints.write_shown(c, hint_id, learner, problem_id, version, hint, source)
            if event:
                await postgres_help.note(c, hint_id, learner, problem_id, version, event)

        async with self._queue(learner):
            await self._database.transact(work)

    async def turns(
        self, learner: LearnerId, problem_id: ProblemId, limit: int
    ) -> Sequence[TutorTurn]:
        """The newest turns of a learner on a problem, oldest first."""
        return await self._database.transact(
            lambda c: postgres_turns.newest(c, learner, problem_id, limit)
        )

    async def keep_turns(
        self,
        learner: LearnerId,
        problem_id: ProblemId,
        version: int,
        turns: Sequence[TutorTurn],
        *,
        helped: bool,
        event: HelpEvent | None = None,
    ) -> None:
        """Store turns in their order, all or none; note help that came before an attempt."""
        event_id = uuid4()

        async def work(c: AsyncConnection) -> None:
            await postgres_learners.lock(c, learner)
            await postgres_turns.keep(c, learner, problem_id, version, turns)
            if helped:
                await postgres_turns.note_help(c, learner, problem_id)
            if event:
                await postgres_help.note(c, event_id, learner, problem_id, version, event)

        async with self._queue(learner):
            await self._database.transact(work)

    async def tutor_policy(self) -> TutorPolicy:
        """How much of the tutor the instructor gives the learners of the course."""
        return await self._database.transact(
            lambda c: postgres_tutor_policy.read(c, self._course), alone=True
        )

    async def set_tutor_policy(self, instructor: LearnerId, policy: TutorPolicy) -> None:
        """Set that, from the next question on, with its trace in `audit`."""
        await self._database.transact(
            lambda c: postgres_tutor_policy.write(c, self._course, instructor, policy)
        )

    async def style_tallies(self) -> Tallies:
        """How often learners solved the next problem of a skill unaided, by style."""
        return await self._database.transact(postgres_help.read_tallies)

    def _queue(self, learner: LearnerId) -> asyncio.Lock:
        return self._queues.setdefault(learner, asyncio.Lock())
