"""The conversation with the tutor: each turn kept, erased with its learner."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.problem import ProblemId
from ..ports import LearnerId, TutorTurn
from . import schema

table = schema.tutor_turns
KEEP = sa.insert(table)
states = schema.learner_problem_state
NOTE = (
    insert(states)
    .values(
        learner_id=sa.bindparam("learner_id"),
        problem_id=sa.bindparam("problem_id"),
        hints=0,
        hinted_first=True,
    )
    .on_conflict_do_update(
        index_elements=["learner_id", "problem_id"],
        set_={"hinted_first": states.c.hinted_first | (states.c.attempts == 0)},
    )
)


async def newest(
    c: AsyncConnection, learner: LearnerId, problem: ProblemId, limit: int
) -> Sequence[TutorTurn]:
    """Return the newest turns of a learner on a problem, oldest first."""
    mine = (table.c.learner_id == learner) & (table.c.problem_id == problem)
    query = sa.select(table).where(mine).order_by(table.c.seq.desc()).limit(limit)
    rows = list(await c.execute(query))
    return [
        TutorTurn(r.role, r.text, r.model, r.tokens_in, r.tokens_out, r.at) for r in reversed(rows)
    ]


async def keep(
    c: AsyncConnection,
    learner: LearnerId,
    problem: ProblemId,
    version: int,
    turns: Sequence[TutorTurn],
) -> None:
    """Store turns in their order."""
    rows = [
        {
            "learner_id": learner,
            "problem_id": problem,
            "version": version,
            "role": turn.role,
            "text": turn.text,
            "model": turn.model,
            "tokens_in": turn.tokens_in,
            "tokens_out": turn.tokens_out,
        }
        for turn in turns
    ]
    if rows:
        await c.execute(KEEP, rows)


async def note_help(c: AsyncConnection, learner: LearnerId, problem: ProblemId) -> None:
    """Note that help came before the first attempt; the caller holds the learner's lock."""
    await c.execute(NOTE, {"learner_id": learner, "problem_id": problem})
