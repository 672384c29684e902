"""Answers to one problem, as those who write problems ask for them. Read only, without a lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.verdict import Verdict

from ..analysis_port import Reach, VersionAnswers, WrongAnswer
from ..core.calibration import ENOUGH
from ..core.item_analysis import Answered, Discrimination
from ..core.problem import ProblemId
from ..ports import LearnerId
from . import schema
from .postgres_database import Database

verdicts, submissions = schema.verdicts, schema.submissions


class PostgresAnalysis:
    """Fulfils `analysis_port.AnalysisStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reach(self, problem_id: ProblemId) -> Sequence[Reach]:
        """How far the problem has come in each course."""
        return await self._database.transact(lambda c: _reach(c, problem_id))

    async def graded(self, problem_id: ProblemId) -> Mapping[int, int]:
        """Return the number of graded submissions by version."""

        async def work(c: AsyncConnection) -> Mapping[int, int]:
            told = (
                sa.select(verdicts.c.version, sa.func.count())
                .where(verdicts.c.problem_id == problem_id)
                .group_by(verdicts.c.version)
            )
            return {row[0]: row[1] for row in await c.execute(told)}

        return await self._database.transact(work)

    async def answers(self, problem_id: ProblemId) -> Sequence[VersionAnswers]:
        """What came of each version that somebody answered, newest first."""
        return await self._database.transact(lambda c: _answers(c, problem_id))

    async def unexplained(
        self, problem_id: ProblemId, version: int, limit: int
    ) -> Sequence[WrongAnswer]:
        """Return the newest failed attempts that got no author's words, newest first."""
        return await self._database.transact(lambda c: _unexplained(c, problem_id, version, limit))


def _learns(learner: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Say whether somebody learns in some course; who teaches tries problems out."""
    enrolled = schema.enrolments.c
    return sa.exists().where(enrolled.learner_id == learner, enrolled.role == "learner")


async def _reach(c: AsyncConnection, problem_id: ProblemId) -> Sequence[Reach]:
    people, state, offered = (
        schema.enrolments.c,
        schema.learner_problem_state.c,
        schema.recommendations.c,
    )
    mine = (offered.learner_id == people.learner_id) & (offered.problem_id == problem_id)
    told = (
        sa.select(
            schema.courses.c.title,
            sa.func.count().label("learners"),
            sa.func.count(offered.id).label("open"),
            sa.func.count(state.solved_at).label("solved"),
            sa.func.count()
            .filter((state.attempts > 0) & state.solved_at.is_(None))
            .label("failed"),
        )
        .select_from(schema.enrolments)
        .join(schema.courses, schema.courses.c.id == people.course_id)
        .outerjoin(
            schema.learner_problem_state,
            (state.learner_id == people.learner_id) & (state.problem_id == problem_id),
        )
        .outerjoin(schema.recommendations, mine & offered.closed_at.is_(None))
        .where(people.role == "learner")
        .group_by(schema.courses.c.id, schema.courses.c.title)
        .order_by(schema.courses.c.title)
    )
    return [
        Reach(row.title, row.learners, row.open, row.solved, row.failed)
        for row in await c.execute(told)
    ]


async def _answers(c: AsyncConnection, problem_id: ProblemId) -> Sequence[VersionAnswers]:
    first, after, before = (
        verdicts.alias("first"),
        verdicts.alias("after"),
        verdicts.alias("before"),
    )
    shown, offered = schema.hints.c, schema.recommendations.c
    here = first.c.learner_id
    earlier = (
        sa.select(sa.func.max(before.c.decided_at))
        .where(before.c.learner_id == here, before.c.seq < first.c.seq)
        .scalar_subquery()
    )
    hinted = sa.exists().where(shown.learner_id == here, shown.problem_id == problem_id)
    solved = sa.exists().where(
        after.c.learner_id == here, after.c.problem_id == problem_id, after.c.solved
    )
    last = (
        sa.select(sa.func.max(after.c.seq))
        .where(after.c.learner_id == here, after.c.problem_id == problem_id)
        .scalar_subquery()
    )
    left = sa.exists().where(
        before.c.learner_id == here, before.c.problem_id != problem_id, before.c.seq > last
    )
    told = (
        sa.select(
            first.c.version,
            first.c.solved.label("won"),
            first.c.hinted.label("helped"),
            first.c.decided_at,
            sa.func.greatest(offered.made_at, earlier).label("since"),
            hinted.label("hinted"),
            solved.label("solved"),
            left.label("left"),
            submissions.c.variant,
        )
        .select_from(
            first.join(submissions, submissions.c.id == first.c.submission_id).outerjoin(
                schema.recommendations, offered.id == first.c.recommendation_id
            )
        )
        .where(first.c.problem_id == problem_id, first.c.counted, first.c.first_attempt)
        .where(_learns(here))
        .order_by(first.c.version.desc(), first.c.seq)
    )
    found: dict[int, list[Answered]] = defaultdict(list)
    for row in await c.execute(told):
        found[row.version].append(_answered(row))
    figures = await _discriminations(c, problem_id)
    return [VersionAnswers(v, some, figures.get(v)) for v, some in found.items()]


def _answered(row: sa.Row[Any]) -> Answered:
    minutes = None
    if row.since is not None:
        minutes = max(0.0, (row.decided_at - row.since).total_seconds() / 60)
    return Answered(
        solved_first=row.won and not row.helped,
        hinted=row.hinted,
        solved=row.solved,
        left=row.left and not row.solved,
        minutes=minutes,
        variant=row.variant,
    )


async def _discriminations(
    c: AsyncConnection, problem_id: ProblemId
) -> Mapping[int, Discrimination]:
    items = schema.item_state.c
    told = sa.select(schema.item_state).where(items.problem_id == problem_id)
    rows = await c.execute(told.where(items.answers >= ENOUGH))
    return {
        row.version: Discrimination(
            row.discrimination_mean, row.discrimination_variance**0.5, row.answers
        )
        for row in rows
    }


async def _unexplained(
    c: AsyncConnection, problem_id: ProblemId, version: int, limit: int
) -> Sequence[WrongAnswer]:
    feedback = sa.func.coalesce(verdicts.c.answer["feedback"].astext, "")
    told = (
        sa.select(
            verdicts.c.learner_id,
            verdicts.c.verdict,
            submissions.c.source,
            submissions.c.variant,
        )
        .join(submissions, submissions.c.id == verdicts.c.submission_id)
        .where(verdicts.c.problem_id == problem_id, verdicts.c.version == version)
        .where(verdicts.c.counted, ~verdicts.c.solved, feedback == "")
        .where(_learns(verdicts.c.learner_id))
        .order_by(verdicts.c.seq.desc())
        .limit(limit)
    )
    return [
        WrongAnswer(
            LearnerId(row.learner_id),
            row.variant,
            row.source["cells"],
            Verdict.from_json(row.verdict),
        )
        for row in await c.execute(told)
    ]
