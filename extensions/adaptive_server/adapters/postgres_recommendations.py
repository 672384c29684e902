"""Recommendations: at most one open per learner, every one kept with what led to it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.problem import ProblemId
from ..core.recommendation import Choice
from ..core.told import noted, recalled
from ..ports import LearnerId, OpenRecommendation
from . import schema

table = schema.recommendations
IS_OPEN = (table.c.learner_id == sa.bindparam("learner", type_=sa.Uuid)) & table.c.closed_at.is_(
    None
)
OPEN = sa.select(table).where(IS_OPEN)
CLOSE = sa.update(table).where(IS_OPEN).values(closed_at=sa.func.clock_timestamp())

SAID = "said"
"""Among the terms of a recommendation: what its reason says, apart from the language."""


async def read_open(c: AsyncConnection, learner: LearnerId) -> OpenRecommendation | None:
    """Return the open recommendation of a learner."""
    row = (await c.execute(OPEN, {"learner": learner})).first()
    if row is None:
        return None
    choice = Choice(
        problem_id=None if row.problem_id is None else ProblemId(row.problem_id),
        reason=recalled(row.reason, row.terms.get(SAID, ())),
        predicted=row.predicted,
        propensity=row.propensity,
        policy=row.policy,
        model_version=row.model_version,
        terms={name: float(value) for name, value in row.terms.items() if name != SAID},
        experiment=row.experiment or "",
        arm=row.arm or "",
        considered=row.considered or {},
    )
    return OpenRecommendation(row.id, choice, row.made_at)


async def replace_open(
    c: AsyncConnection, learner: LearnerId, choice: Choice
) -> OpenRecommendation:
    """Close the open recommendation and open a new one; the caller holds the learner's lock."""
    await c.execute(CLOSE, {"learner": learner})
    new = sa.insert(table).values(
        learner_id=learner,
        problem_id=choice.problem_id,
        reason=str(choice.reason),
        predicted=choice.predicted,
        propensity=choice.propensity,
        policy=choice.policy,
        model_version=choice.model_version,
        terms={**choice.terms, **({SAID: said} if (said := noted(choice.reason)) else {})},
        experiment=choice.experiment or None,
        arm=choice.arm or None,
        considered=dict(choice.considered) if choice.experiment else sa.null(),
    )
    row = (await c.execute(new.returning(table.c.id, table.c.made_at))).one()
    return OpenRecommendation(row.id, choice, row.made_at)


async def returns(c: AsyncConnection, learner: LearnerId, problem: ProblemId) -> int:
    """Count the recommendations of a problem that came after the learner had solved it."""
    done = schema.learner_problem_state.c
    solved = (
        sa.select(done.solved_at)
        .where(done.learner_id == learner, done.problem_id == problem)
        .scalar_subquery()
    )
    later = sa.select(sa.func.count()).where(
        table.c.learner_id == learner, table.c.problem_id == problem, table.c.made_at > solved
    )
    return await c.scalar(later) or 0
