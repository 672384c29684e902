"""Calibration in PostgreSQL: first attempts in, difficulties and a report out.

Answers are read from the verdicts, where each lies in a row of its own; a problem's row is written
here only, once a calibration. So no transaction of a learner ever waits for another one's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.belief import expected
from ..core.calibration import ENOUGH, Calibrated, FirstAttempt, calibrated
from ..core.learner import Belief
from ..core.monitoring import calibration
from ..core.problem import ProblemId
from . import schema

LOCK = 7_233_401_955_120_313
Key = tuple[str, int]


async def calibrate(c: AsyncConnection) -> Mapping[str, Any]:
    """Estimate every problem version anew from all first attempts, and store a report."""
    await c.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    await c.execute(sa.text("SET LOCAL statement_timeout = '300s'"))
    attempts = await _attempts(c)
    items = schema.item_state
    priors = await c.execute(
        sa.select(items.c.problem_id, items.c.version, items.c.prior_mean).order_by(
            items.c.problem_id, items.c.version
        )
    )
    found: dict[Key, Calibrated] = {}
    for row in priors.all():
        key = (row.problem_id, row.version)
        if attempts.get(key):
            found[key] = calibrated(Belief(row.prior_mean, 0.5), attempts[key])
    for (problem, version), item in found.items():
        await c.execute(
            sa.update(items)
            .where(items.c.problem_id == problem, items.c.version == version)
            .values(**_columns(item))
        )
    report = await _report(c, attempts, found)
    await c.execute(sa.insert(schema.calibrations).values(report=report))
    return report


async def read_difficulties(c: AsyncConnection) -> Mapping[tuple[ProblemId, int], Belief]:
    """Return the difficulties that rest on enough answers, by problem and version."""
    items = schema.item_state
    rows = await c.execute(sa.select(items).where(items.c.answers >= ENOUGH))
    return {
        (ProblemId(row.problem_id), row.version): Belief(
            row.difficulty_mean, row.difficulty_variance
        )
        for row in rows
    }


async def read_last(c: AsyncConnection) -> tuple[Mapping[str, Any], datetime] | None:
    """Return the report of the last calibration with its time, or None before any."""
    table = schema.calibrations
    row = (await c.execute(sa.select(table).order_by(table.c.id.desc()).limit(1))).first()
    return None if row is None else (row.report, row.made_at)


def _columns(item: Calibrated) -> dict[str, Any]:
    return {
        "difficulty_mean": item.difficulty.mean,
        "difficulty_variance": item.difficulty.variance,
        "discrimination_mean": item.discrimination.mean,
        "discrimination_variance": item.discrimination.variance,
        "answers": item.answers,
        "wins": item.wins,
        "flag": item.flag,
        "updated_at": sa.func.clock_timestamp(),
    }


async def _attempts(c: AsyncConnection) -> Mapping[Key, list[FirstAttempt]]:
    v = schema.verdicts.c
    told = sa.select(
        v.problem_id,
        v.version,
        v.solved,
        v.strength_mean,
        v.strength_variance,
        v.difficulty_mean,
        v.difficulty_variance,
    ).where(v.counted, v.first_attempt, sa.not_(v.hinted), v.strength_mean.is_not(None))
    attempts: dict[Key, list[FirstAttempt]] = defaultdict(list)
    for row in await c.execute(told.order_by(v.seq)):
        attempts[row.problem_id, row.version].append(
            FirstAttempt(
                Belief(row.strength_mean, row.strength_variance),
                Belief(row.difficulty_mean, row.difficulty_variance),
                row.solved,
            )
        )
    return attempts


async def _report(
    c: AsyncConnection,
    attempts: Mapping[Key, list[FirstAttempt]],
    found: Mapping[Key, Calibrated],
) -> dict[str, Any]:
    """Say how predictions held: in all, and by skill; and which problems want a look."""
    pairs = schema.problem_skills.c
    skills: dict[str, list[str]] = defaultdict(list)
    for row in await c.execute(sa.select(pairs.problem_id, pairs.skill_id)):
        skills[row.problem_id].append(row.skill_id)
    everyone: list[tuple[float, bool]] = []
    by_skill: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for (problem, _), some in attempts.items():
        told = [(_predicted(x), x.solved) for x in some]
        everyone += told
        for skill in skills[problem]:
            by_skill[skill] += told
    return {
        "problems": len(found),
        "answers": len(everyone),
        "cohort": asdict(calibration(everyone)),
        "skills": {k: asdict(calibration(told)) for k, told in sorted(by_skill.items())},
        "flags": [
            {
                "problem": problem,
                "version": version,
                "flag": item.flag,
                "difficulty": round(item.difficulty.mean, 3),
                "sd": round(item.difficulty.variance**0.5, 3),
                "answers": item.answers,
            }
            for (problem, version), item in found.items()
            if item.flag
        ],
    }


def _predicted(attempt: FirstAttempt) -> float:
    strength, hard = attempt.strength, attempt.assumed
    return expected(strength.mean - hard.mean, strength.variance + hard.variance)
