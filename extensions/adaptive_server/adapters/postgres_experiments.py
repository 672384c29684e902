"""The log of an experiment: what was recommended in it, and what came of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from . import schema


@dataclass(frozen=True, slots=True)
class LoggedRecommendation:
    """A closed recommendation of an experiment.

    Attributes:
        learner: An opaque id.
        considered: What any arm may have picked, as `core.recommendation.Choice` says.
        mastery: Sum of what its attempts changed in the mastery of skills.
        solved: An attempt solved it.
    """

    learner: str
    arm: str
    picked: str
    propensity: float
    considered: Mapping[str, Mapping[str, Any]]
    mastery: float
    solved: bool


async def names(c: AsyncConnection) -> Sequence[str]:
    """Return the experiments that were ever run, the newest first."""
    r = schema.recommendations.c
    newest = sa.func.max(r.made_at)
    told = sa.select(r.experiment).where(r.experiment.is_not(None)).group_by(r.experiment)
    return [row.experiment for row in await c.execute(told.order_by(newest.desc()))]


async def ran(c: AsyncConnection, experiment: str) -> tuple[datetime, datetime | None]:
    """Return when the first and the last recommendation of an experiment were made.

    None in place of the last one while it runs: until one of its learners is recommended something
    outside of it.
    """
    r, later = schema.recommendations.c, schema.recommendations.alias()
    told = sa.select(sa.func.min(r.made_at).label("first"), sa.func.max(r.made_at).label("last"))
    times = (await c.execute(told.where(r.experiment == experiment))).one()
    its = sa.select(r.learner_id).where(r.experiment == experiment)
    after = later.c.learner_id.in_(its) & (later.c.made_at > times.last)
    over = await c.scalar(sa.select(sa.exists().where(after)))
    return times.first, times.last if over else None


async def read_log(c: AsyncConnection, experiment: str) -> Sequence[LoggedRecommendation]:
    """Return the closed recommendations of an experiment, oldest first.

    One that nobody tried before another came has brought nothing; an open one is not over.
    """
    r, v = schema.recommendations.c, schema.verdicts.c
    change = sa.func.jsonb_array_elements(v.answer["mastery"]).table_valued(sa.column("value"))
    value = sa.cast(change.c.value, schema.recommendations.c.considered.type)
    gained = sa.select(
        sa.func.sum(value["after"].as_float() - value["before"].as_float())
    ).select_from(sa.join(schema.verdicts, change, sa.true()))
    solved = sa.select(sa.func.bool_or(v.solved)).where(v.recommendation_id == r.id)
    told = sa.select(
        r.learner_id,
        r.arm,
        r.problem_id,
        r.propensity,
        r.considered,
        sa.func.coalesce(
            gained.where(v.recommendation_id == r.id)
            .correlate(schema.recommendations)
            .scalar_subquery(),
            0.0,
        ).label("mastery"),
        sa.func.coalesce(
            solved.correlate(schema.recommendations).scalar_subquery(), sa.false()
        ).label("solved"),
    ).where(r.experiment == experiment, r.closed_at.is_not(None), r.problem_id.is_not(None))
    return [
        LoggedRecommendation(
            learner=str(row.learner_id),
            arm=row.arm,
            picked=row.problem_id,
            propensity=row.propensity,
            considered=row.considered or {},
            mastery=row.mastery,
            solved=row.solved,
        )
        for row in await c.execute(told.order_by(r.made_at, r.id))
    ]
