"""Hints shown: each kept, and counted where the model looks."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.problem import ProblemId
from ..ports import HintShown, LearnerId
from . import schema

table = schema.hints


async def read_shown(
    c: AsyncConnection, learner: LearnerId, problem: ProblemId
) -> Sequence[HintShown]:
    """Return the hints shown to a learner on a problem, oldest first."""
    mine = (table.c.learner_id == learner) & (table.c.problem_id == problem)
    rows = await c.execute(sa.select(table).where(mine).order_by(table.c.seq))
    return [HintShown(ProblemId(r.problem_id), r.rung, r.shown_at, r.text) for r in rows]


async def write_shown(
    c: AsyncConnection,
    hint_id: UUID,
    learner: LearnerId,
    problem: ProblemId,
    version: int,
    hint: HintShown,
    source: str,
) -> None:
    """Store a hint, once per `hint_id`, and count it; the caller holds the learner's lock."""
    new = insert(table).values(
        id=hint_id,
        learner_id=learner,
        problem_id=problem,
        version=version,
        rung=hint.rung,
        text=hint.text,
        source=source,
    )
    written = await c.scalar(new.on_conflict_do_nothing().returning(table.c.id))
    if written is None:
        return
    states = schema.learner_problem_state
    count = insert(states).values(
        learner_id=learner, problem_id=problem, hints=1, hinted_first=True
    )
    await c.execute(
        count.on_conflict_do_update(
            index_elements=["learner_id", "problem_id"],
            set_={
                "hints": states.c.hints + 1,
                "hinted_first": states.c.hinted_first | (states.c.attempts == 0),
            },
        )
    )
