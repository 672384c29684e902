"""Calibration in PostgreSQL: first attempts in, difficulties and a report out.

Answers are read from the verdicts, where each lies in a row of its own, one problem's at a time; a
problem's row is written here only, once a calibration. So no transaction of a learner ever waits
for another one's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.belief import expected
from ..core.calibration import ENOUGH, Calibrated, FirstAttempt, calibrated
from ..core.learner import Belief
from ..core.monitoring import Tally
from ..core.problem import ProblemId
from . import schema
from .postgres_layer import follow

FETCH = 2000
LOCK = 7_233_401_955_120_313
Key = tuple[str, int]


async def calibrate(c: AsyncConnection) -> Mapping[str, Any]:
    """Estimate every problem version anew from all first attempts, and store a report.

    The report also says which layer predicts from now on, and it is that one's predictions that are
    judged.
    """
    await c.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    await c.execute(sa.text("SET LOCAL statement_timeout = '300s'"))
    items, skills, answers = schema.item_state, await _skills(c), 0
    tallies = _Tallies(skills)
    priors = await c.execute(sa.select(items.c.problem_id, items.c.version, items.c.prior_mean))
    prior = {(row.problem_id, row.version): row.prior_mean for row in priors}
    found: dict[Key, Calibrated] = {}
    async for key, attempts in _by_version(c):
        answers += len(attempts)
        tallies.add(key[0], ((_predicted(each), each.solved) for each in attempts))
        if key in prior:
            found[key] = calibrated(Belief(prior[key], 0.5), attempts)
    if found:
        await c.execute(_CHANGE, [_row(key, item) for key, item in found.items()])
    followed = await follow(c)
    if followed.chances is not None:
        tallies = _Tallies(skills)
        for problem, p, solved in followed.chances:
            tallies.add(problem, ((p, solved),))
    report = {
        "problems": len(found),
        "answers": answers,
        **tallies.report(),
        "flags": _flags(found),
        "prediction": followed.report,
    }
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


def _row(key: Key, item: Calibrated) -> dict[str, Any]:
    return {
        "of_problem": key[0],
        "of_version": key[1],
        "difficulty_mean": item.difficulty.mean,
        "difficulty_variance": item.difficulty.variance,
        "discrimination_mean": item.discrimination.mean,
        "discrimination_variance": item.discrimination.variance,
        "answers": item.answers,
        "wins": item.wins,
        "flag": item.flag,
    }


_CHANGE = (
    sa.update(schema.item_state)
    .where(
        schema.item_state.c.problem_id == sa.bindparam("of_problem"),
        schema.item_state.c.version == sa.bindparam("of_version"),
    )
    .values(updated_at=sa.func.clock_timestamp())
)


async def _by_version(c: AsyncConnection) -> AsyncIterator[tuple[Key, list[FirstAttempt]]]:
    """Yield the first attempts of one version after the other: so many as are in memory at once."""
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
    rows = await c.stream(
        told.order_by(v.problem_id, v.version, v.seq), execution_options={"yield_per": FETCH}
    )
    key, attempts = None, list[FirstAttempt]()
    async for row in rows:
        if (row.problem_id, row.version) != key:
            if key is not None:
                yield key, attempts
            key, attempts = (row.problem_id, row.version), []
        strength = Belief(row.strength_mean, row.strength_variance)
        assumed = Belief(row.difficulty_mean, row.difficulty_variance)
        attempts.append(FirstAttempt(strength, assumed, row.solved))
    if key is not None:
        yield key, attempts


async def _skills(c: AsyncConnection) -> Mapping[str, Sequence[str]]:
    pairs = schema.problem_skills.c
    skills: dict[str, list[str]] = defaultdict(list)
    for row in await c.execute(sa.select(pairs.problem_id, pairs.skill_id)):
        skills[row.problem_id].append(row.skill_id)
    return skills


class _Tallies:
    """How predictions held, in all and by skill."""

    def __init__(self, skills: Mapping[str, Sequence[str]]) -> None:
        self._skills, self._everyone = skills, Tally()
        self._by_skill: dict[str, Tally] = defaultdict(Tally)

    def add(self, problem: str, pairs: Iterable[tuple[float, bool]]) -> None:
        """Count (prediction, outcome) pairs of first attempts at a problem."""
        mine = [self._everyone, *(self._by_skill[k] for k in self._skills.get(problem, ()))]
        for p, solved in pairs:
            for tally in mine:
                tally.add(p, solved)

    def report(self) -> dict[str, Any]:
        """Say how predictions held."""
        return {
            "cohort": asdict(self._everyone.calibration()),
            "skills": {k: asdict(t.calibration()) for k, t in sorted(self._by_skill.items())},
        }


def _flags(found: Mapping[Key, Calibrated]) -> list[dict[str, Any]]:
    """Say which problems want a look."""
    return [
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
    ]


def _predicted(attempt: FirstAttempt) -> float:
    strength, hard = attempt.strength, attempt.assumed
    return expected(strength.mean - hard.mean, strength.variance + hard.variance)
