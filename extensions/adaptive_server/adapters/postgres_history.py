"""What learners have done, as a replay takes it: all their verdicts, in the order of `seq`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.verdict import Verdict

from ..core.problem import Kind, ProblemCard, ProblemId, SkillId
from ..core.replay import PastVerdict, Replayed
from ..ports import LearnerId
from ..tutoring.behaviour import failure_mark
from . import schema
from .postgres_verdicts import believed_columns

Version = tuple[str, int]
Cards = Mapping[Version, ProblemCard]

_v = schema.verdicts.c
_COLUMNS = (
    _v.seq,
    _v.learner_id,
    _v.problem_id,
    _v.version,
    _v.score,
    _v.max_score,
    _v.counted,
    _v.solved,
    _v.first_attempt,
    _v.hinted,
    _v.strength_mean,
    _v.strength_variance,
    _v.difficulty_mean,
    _v.difficulty_variance,
    _v.weight,
    _v.decided_at,
    # Only a failure is compared with the one before.
    sa.case((_v.solved.is_(sa.false()), _v.verdict), else_=None).label("failure"),
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
        found[LearnerId(row.learner_id)].append(row)
    return found


def past(row: sa.Row[Any], cards: Cards, asked: Collection[ProblemId]) -> PastVerdict:
    """Return a verdict as a replay takes it; `asked` are the questions of the placement."""
    card = cards[row.problem_id, row.version]
    if row.difficulty_mean is not None:
        card = replace(card, difficulty=row.difficulty_mean, variance=row.difficulty_variance)
    return PastVerdict(
        card=card,
        counts=row.counted,
        passed=bool(row.solved),
        score=row.score,
        max_score=row.max_score,
        hinted=bool(row.hinted),
        at=row.decided_at,
        weight=row.weight,
        mark="" if row.failure is None else failure_mark(Verdict.from_json(row.failure)),
        question=card.id in asked,
    )


def changed(row: sa.Row[Any], told: Replayed | None) -> dict[str, Any] | None:
    """Return the columns that say what a verdict meant, or None where they say it already."""
    values = {
        "first_attempt": told.first if told else None,
        **believed_columns(told.believed if told else None),
    }
    return None if values == {name: row._mapping[name] for name in values} else values


def _card(told: Mapping[str, Any]) -> ProblemCard:
    return ProblemCard(
        **{
            **told,
            "id": ProblemId(told["id"]),
            "kind": Kind(told["kind"]),
            "skills": tuple(map(SkillId, told["skills"])),
        }
    )
