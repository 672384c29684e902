"""What learners have done, as a replay takes it: all their verdicts, in the order of `seq`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.verdict import Status, TestOutcome, Verdict

from ..core.problem import Kind, ProblemCard, ProblemId, SkillId
from ..core.replay import PastVerdict, Replayed
from ..ports import LearnerId
from ..tutoring.behaviour import failure_mark
from . import schema
from .postgres_verdicts import believed_columns

Version = tuple[str, int]
Cards = Mapping[Version, ProblemCard]

_v = schema.verdicts.c
_MEANT = ("first_attempt", *believed_columns(None))
"""Columns that say what a verdict meant; the last ones of a row."""

_FAILED = sa.func.jsonb_build_object(
    *[part for name in ("status", "message", "tests") for part in (name, _v.verdict[name])]
)
"""What a mark is made of: without times, which no two verdicts share."""

_COLUMNS = (
    _v.seq,
    _v.learner_id,
    _v.problem_id,
    _v.version,
    _v.score,
    _v.max_score,
    _v.counted,
    _v.solved,
    _v.hinted,
    _v.weight,
    _v.decided_at,
    # Only a failure is compared with the one before.
    sa.case((_v.solved.is_(sa.false()), sa.cast(_FAILED, sa.Text)), else_=None),
    *[_v[name] for name in _MEANT],
)


async def read_cards(c: AsyncConnection, learners: Collection[LearnerId] | None = None) -> Cards:
    """Return the versions that were ever loaded; of some learners, those they have worked on."""
    table = schema.problem_versions
    wanted = sa.select(table.c.problem_id, table.c.version, table.c.card)
    if learners is not None:
        theirs = sa.select(_v.problem_id, _v.version).where(_v.learner_id.in_(learners))
        wanted = wanted.where(sa.tuple_(table.c.problem_id, table.c.version).in_(theirs))
    return {(row.problem_id, row.version): _card(row.card) for row in await c.execute(wanted)}


async def read_history(
    c: AsyncConnection, learners: Collection[LearnerId]
) -> Mapping[LearnerId, Sequence[sa.Row[Any]]]:
    """Return the verdicts of some learners, each learner's in their order."""
    told = sa.select(*_COLUMNS).where(_v.learner_id.in_(learners))
    found: dict[LearnerId, list[Any]] = {learner: [] for learner in learners}
    for row in await c.execute(told.order_by(_v.learner_id, _v.seq)):
        found[row[1]].append(row)
    return found


def past(row: sa.Row[Any], cards: Cards, asked: Collection[ProblemId]) -> PastVerdict:
    """Return a verdict as a replay takes it; `asked` are the questions of the placement."""
    _, _, problem, version, score, most, counted, solved, hinted, weight, at, failure, *meant = (
        tuple(row)
    )
    card = cards[problem, version]
    *_, b, variance, _ = meant
    if b is not None and (b != card.difficulty or variance != card.variance):
        card = replace(card, difficulty=b, variance=variance)
    return PastVerdict(
        card,
        counted,
        bool(solved),
        score,
        most,
        bool(hinted),
        at,
        weight,
        "" if failure is None else _mark(failure),
        problem in asked,
    )


def changed(row: sa.Row[Any], told: Replayed | None) -> dict[str, Any] | None:
    """Return the columns that say what a verdict meant, or None where they say it already."""
    meant: tuple[Any, ...] = (None,) * len(_MEANT)
    if told is not None:
        meant = (told.first, *believed_columns(told.believed).values())
    return None if tuple(row[-len(_MEANT) :]) == meant else dict(zip(_MEANT, meant, strict=True))


@lru_cache(maxsize=4096)
def _mark(failed: str) -> str:
    told = json.loads(failed)
    tests = tuple(TestOutcome(**test) for test in told["tests"])
    return failure_mark(Verdict(Status(told["status"]), 0.0, 0.0, tests, told["message"]))


def _card(told: Mapping[str, Any]) -> ProblemCard:
    return ProblemCard(
        **{
            **told,
            "id": ProblemId(told["id"]),
            "kind": Kind(told["kind"]),
            "skills": tuple(map(SkillId, told["skills"])),
        }
    )
