"""Verdicts: one per submission, written with everything that follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.verdict import Status, Verdict

from ..attempts import AttemptSummary
from ..core.believed import Believed
from ..core.learner import ProblemState
from ..core.problem import ProblemId
from ..ports import (
    LearnerId,
    LearnerRecord,
    OpenRecommendation,
    Settlement,
    StoredSubmission,
)
from . import schema
from .postgres_database import storable
from .postgres_learners import write_state
from .postgres_recommendations import replace_open
from .postgres_review import open_review
from .postgres_submissions import end_lease

table = schema.verdicts


async def stored_answer(c: AsyncConnection, submission: UUID) -> Mapping[str, Any] | None:
    """Return the answer of a submission that has its verdict."""
    answer = await c.scalar(sa.select(table.c.answer).where(table.c.submission_id == submission))
    return None if answer is None else dict(answer)


async def write_settlement(
    c: AsyncConnection,
    submission: StoredSubmission,
    verdict: Verdict,
    record: LearnerRecord,
    settlement: Settlement,
    at: datetime,
) -> Mapping[str, Any]:
    """Write all that a verdict changes; the caller holds the learner's lock. Returns the answer."""
    told = settlement.review[1] if settlement.review else verdict
    evidence = _evidence(told, record.state.problems.get(submission.problem_id))
    followed = _followed(record.open, submission.problem_id)
    new = sa.insert(table).values(
        submission_id=submission.id,
        learner_id=submission.learner,
        problem_id=submission.problem_id,
        version=submission.version,
        status=settlement.answer["status"] if settlement.review else verdict.status.value,
        score=told.score,
        max_score=told.max_score,
        counted=told.status.counts,
        **evidence,
        **believed_columns(settlement.believed),
        signals=[s.value for s in settlement.signals],
        weight=settlement.weight,
        recommendation_id=followed.id if followed else None,
        content_hash=settlement.content_hash or None,
        verdict=storable(verdict.to_json()),
        answer=storable(dict(settlement.answer)),
        decided_at=at,
    )
    # As stored, so that the first request gets what all later ones will get.
    answer = (await c.execute(new.returning(table.c.answer))).scalar_one()
    await write_state(c, submission.learner, record.state, settlement.state)
    await end_lease(c, submission.id)
    if settlement.choice is not None:
        await replace_open(c, submission.learner, settlement.choice)
    await write_achievements(c, submission.learner, submission.id, settlement.achievements, at)
    if settlement.review:
        await open_review(c, submission, settlement.review[0])
    if told.status.counts:
        await _write_event(c, submission, told, evidence, followed)
    return dict(answer)


def _evidence(verdict: Verdict, before: ProblemState | None) -> dict[str, bool | None]:
    if not verdict.status.counts:
        return {"solved": None, "first_attempt": None, "hinted": None}
    state = before or ProblemState()
    return {
        "solved": verdict.status is Status.PASSED,
        "first_attempt": state.attempts == 0,
        "hinted": state.hints > 0,
    }


def believed_columns(told: Believed | None) -> dict[str, Any]:
    """Return what the model believed beforehand as columns; NULL for what is no attempt."""
    return {
        "strength_mean": told.strength.mean if told else None,
        "strength_variance": told.strength.variance if told else None,
        "difficulty_mean": told.difficulty.mean if told else None,
        "difficulty_variance": told.difficulty.variance if told else None,
        "features": list(told.looked) if told and told.looked else None,
    }


def _followed(open_one: OpenRecommendation | None, problem: ProblemId) -> OpenRecommendation | None:
    """Return the recommendation that the learner followed with this submission, if any."""
    return open_one if open_one and open_one.choice.problem_id == problem else None


async def write_achievements(
    c: AsyncConnection, learner: LearnerId, submission: UUID, earned: Sequence[str], at: datetime
) -> None:
    """Give what a verdict on a submission earns; what the learner has already stays as it is."""
    if not earned:
        return
    rows = [
        {
            "learner_id": learner,
            "achievement_id": achievement,
            "submission_id": submission,
            "earned_at": at,
        }
        for achievement in earned
    ]
    await c.execute(insert(schema.achievements).on_conflict_do_nothing(), rows)


async def _write_event(
    c: AsyncConnection,
    submission: StoredSubmission,
    verdict: Verdict,
    evidence: dict[str, bool | None],
    followed: OpenRecommendation | None,
) -> None:
    """Leave what calibration and monitoring need, with the prediction made beforehand."""
    choice = followed.choice if followed else None
    data = {
        "submission": str(submission.id),
        "problem": submission.problem_id,
        "version": submission.version,
        "score_share": verdict.score / verdict.max_score if verdict.max_score > 0 else 0.0,
        **evidence,
        "predicted": choice.predicted if choice else None,
        "propensity": choice.propensity if choice else None,
        "policy": choice.policy if choice else None,
        "model_version": choice.model_version if choice else None,
    }
    row = {"learner_id": submission.learner, "kind": "attempt", "data": data}
    await c.execute(sa.insert(schema.events).values(**row))


async def newest_counted(
    c: AsyncConnection, learner: LearnerId, problem: ProblemId
) -> tuple[Verdict, datetime] | None:
    """Return the newest counted verdict of a learner on a problem, with its time."""
    mine = (table.c.learner_id == learner) & (table.c.problem_id == problem) & table.c.counted
    newest = sa.select(table.c.verdict, table.c.decided_at).where(mine)
    row = (await c.execute(newest.order_by(table.c.seq.desc()).limit(1))).first()
    return None if row is None else (Verdict.from_json(row.verdict), row.decided_at)


async def newest(c: AsyncConnection, learner: LearnerId, limit: int) -> Sequence[AttemptSummary]:
    """Return summaries of the newest verdicts of a learner, newest first."""
    columns = (
        table.c.problem_id,
        table.c.status,
        table.c.score,
        table.c.max_score,
        table.c.decided_at,
    )
    mine = sa.select(*columns).where(table.c.learner_id == learner)
    rows = await c.execute(mine.order_by(table.c.seq.desc()).limit(limit))
    return [
        AttemptSummary(ProblemId(row.problem_id), row.status, row.score, row.max_score, at)
        for row in rows
        for at in (row.decided_at,)
    ]
