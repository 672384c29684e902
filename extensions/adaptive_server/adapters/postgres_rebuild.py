"""Learners' states made anew from their verdicts, many learners a transaction, in bounded memory.

After the model has changed, states would be a mixture of what the old and the new one made of the
same answers. A rebuild replays every learner's verdicts in their order (see `core.replay`). A batch
locks its learners in the order of their ids; nothing else ever holds the locks of two learners, so
nobody can wait in a circle. A learner who hands in meanwhile waits for the batch, not for the run.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.learner import LearnerState, ProblemState
from ..core.problem import ProblemId, SkillId
from ..core.replay import replay
from ..core.skills import SkillGraph
from ..core.tuning import TUNING, Tuning
from ..ports import LearnerId
from . import schema
from .postgres_copy import update_many, upsert_many
from .postgres_database import Database
from .postgres_history import Cards, changed, past, read_history
from .postgres_learners import changed_rows, general_of, problem_of, skill_of

BATCH = 2000
"""Verdicts of a batch, where it is of more than one learner: others wait about a second."""

PAGE = 500
BATCH_S = 300.0


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a batch came to.

    Attributes:
        learners, verdicts: How many were replayed.
        differed: Learners whose stored state, or what is noted with a verdict, was another one.
    """

    learners: int
    verdicts: int
    differed: int


@dataclass(frozen=True, slots=True)
class Course:
    """What a replay needs of the course: every version's card, top bands, skills, constants."""

    cards: Cards
    top_bands: Mapping[SkillId, int]
    graph: SkillGraph
    tuning: Tuning = TUNING


async def batches(database: Database, most: int = BATCH) -> AsyncIterator[Sequence[LearnerId]]:
    """Yield all learners with a verdict; those of a batch have at most `most`, or it is one."""
    v = schema.verdicts.c
    after: LearnerId | None = None
    while True:
        page = sa.select(v.learner_id, sa.func.count().label("verdicts")).group_by(v.learner_id)
        if after is not None:
            page = page.where(v.learner_id > after)
        page = page.order_by(v.learner_id).limit(PAGE)

        async def work(c: AsyncConnection, page: sa.Select[Any] = page) -> Sequence[Any]:
            await c.execute(sa.text("SET LOCAL statement_timeout = '300s'"))
            rows: Sequence[Any] = (await c.execute(page)).all()
            return rows

        rows = await database.transact(work, within_s=BATCH_S)
        batch: list[LearnerId] = []
        size = 0
        for row in rows:
            if batch and size + row.verdicts > most:
                yield batch
                batch, size = [], 0
            batch.append(LearnerId(row.learner_id))
            size += row.verdicts
        if batch:
            yield batch
        if len(rows) < PAGE:
            return
        after = LearnerId(rows[-1].learner_id)


async def rebuild(
    c: AsyncConnection, learners: Sequence[LearnerId], course: Course, *, check: bool = False
) -> Rebuilt:
    """Replay some learners and write what comes out; with `check` only compare."""
    await c.execute(sa.text("SET LOCAL statement_timeout = '300s'"))
    there = await _lock(c, learners)
    stored, history = await read_states(c, there), await read_history(c, there)
    rows: dict[sa.Table, list[dict[str, Any]]] = {}
    meanings: list[dict[str, Any]] = []
    differed = 0
    for learner in there:
        now, told = stored[learner], history[learner]
        asked = frozenset(now.placement.asked)
        known = [past(row, course.cards, asked) for row in told]
        state, meant = replay(now, known, course.top_bands, course.graph, course.tuning)
        new = [
            {"seq": row.seq, **values}
            for row, each in zip(told, meant, strict=True)
            if (values := changed(row, each)) is not None
        ]
        differed += bool(new) or state != now
        meanings += new
        for table, some in changed_rows(learner, now, state).items():
            rows.setdefault(table, []).extend(some)
    if not check:
        for table, some in rows.items():
            await upsert_many(c, table, some)
        await update_many(c, schema.verdicts, "seq", meanings)
    return Rebuilt(len(there), sum(map(len, history.values())), differed)


async def _lock(c: AsyncConnection, learners: Collection[LearnerId]) -> Sequence[LearnerId]:
    """Lock those learners that are still there, one after the other in the order of their ids."""
    own = schema.learners.c.id
    rows = sa.select(own).where(own.in_(learners)).order_by(own)
    return [LearnerId(row.id) for row in await c.execute(rows.with_for_update(key_share=True))]


async def read_states(
    c: AsyncConnection, learners: Collection[LearnerId]
) -> Mapping[LearnerId, LearnerState]:
    """Return the stored states of some learners."""
    skills: dict[LearnerId, dict[SkillId, Any]] = {learner: {} for learner in learners}
    problems: dict[LearnerId, dict[ProblemId, ProblemState]] = {learner: {} for learner in learners}

    async def of(table: sa.Table) -> Sequence[sa.Row[Any]]:
        return (await c.execute(sa.select(table).where(table.c.learner_id.in_(learners)))).all()

    for row in await of(schema.learner_skill_state):
        skills[LearnerId(row.learner_id)][SkillId(row.skill_id)] = skill_of(row)
    for row in await of(schema.learner_problem_state):
        problems[LearnerId(row.learner_id)][ProblemId(row.problem_id)] = problem_of(row)
    general = {LearnerId(row.learner_id): row for row in await of(schema.learner_state)}
    return {
        learner: general_of(general.get(learner), skills[learner], problems[learner])
        for learner in learners
    }
