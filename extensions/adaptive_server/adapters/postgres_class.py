"""The class as an instructor sees it: states and signals of all learners of one course.

Read only, without a lock. Who teaches is not in the class.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..class_port import ClassMember, ClassSignals, SignalledAttempt, SkillWork
from ..core.forecast import WINDOW, Activity
from ..core.learner import Belief, LearnerState, SkillState
from ..core.problem import SkillId
from . import schema
from .postgres_learners import skill_of


async def read_states(c: AsyncConnection, course: str) -> list[ClassMember]:
    """Return every learner of a course with their abilities; problems are left out."""
    skills: dict[UUID, dict[SkillId, SkillState]] = defaultdict(dict)
    table = schema.learner_skill_state
    mine = sa.select(table).join(
        schema.enrolments, schema.enrolments.c.learner_id == table.c.learner_id
    )
    for row in await c.execute(mine.where(*_of(course))):
        skills[row.learner_id][SkillId(row.skill_id)] = skill_of(row)
    state, worked = schema.learner_state.c, _worked()
    people = (
        sa.select(
            schema.learners.c.id,
            schema.learners.c.name,
            state.ability_mean,
            state.ability_variance,
            state.failed_in_a_row,
            worked.c.begun,
            worked.c.last,
            worked.c.lately,
        )
        .select_from(_class())
        .outerjoin(schema.learner_state, state.learner_id == schema.learners.c.id)
        .join(worked, sa.true())
        .where(*_of(course))
        .order_by(schema.learners.c.name)
    )
    members = []
    for row in await c.execute(people):
        known = LearnerState(skills=skills[row.id])
        if row.ability_mean is not None:
            known = LearnerState(
                Belief(row.ability_mean, row.ability_variance),
                skills=known.skills,
                failed_in_a_row=row.failed_in_a_row,
            )
        activity = Activity(row.begun, row.last, row.lately or 0)
        members.append(ClassMember(row.name, known, activity))
    return members


async def read_work(c: AsyncConnection, course: str) -> dict[str, dict[SkillId, SkillWork]]:
    """Return attempts and hints of every learner on the problems of each skill."""
    p, skill = schema.learner_problem_state.c, schema.problem_skills.c.skill_id
    each = (
        sa.select(schema.learners.c.name, skill, sa.func.sum(p.attempts), sa.func.sum(p.hints))
        .select_from(
            _class()
            .join(schema.learner_problem_state, p.learner_id == schema.learners.c.id)
            .join(schema.problem_skills, schema.problem_skills.c.problem_id == p.problem_id)
        )
        .where(*_of(course))
        .group_by(schema.learners.c.name, skill)
    )
    found: dict[str, dict[SkillId, SkillWork]] = defaultdict(dict)
    for name, k, attempts, hints in await c.execute(each):
        found[name][SkillId(k)] = SkillWork(attempts, hints)
    return found


def _worked() -> sa.FromClause:
    """When a learner has worked; `core.forecast.activity_in` says the same of a state."""
    p = schema.learner_problem_state.c
    since = sa.func.clock_timestamp() - sa.func.make_interval(0, 0, 0, WINDOW.days)
    return (
        sa.select(
            sa.func.min(p.last_at).label("begun"),
            sa.func.max(p.last_at).label("last"),
            sa.func.count().filter(p.last_at >= since).label("lately"),
        )
        .where(p.learner_id == schema.learners.c.id)
        .lateral()
    )


async def read_signals(c: AsyncConnection, course: str, limit: int) -> ClassSignals:
    """Return what rules each learner's attempts met, and the newest attempts that met one."""
    v = schema.verdicts.c
    met: dict[str, list[str]] = defaultdict(list)
    each = (
        sa.select(schema.learners.c.name, sa.func.unnest(v.signals).label("signal"))
        .select_from(_class().join(schema.verdicts, v.learner_id == schema.learners.c.id))
        .where(*_of(course))
    )
    for row in await c.execute(each):
        met[row.name].append(row.signal)
    attempts = (
        sa.select(schema.learners.c.name, sa.func.count(v.seq).label("attempts"))
        .select_from(
            _class().outerjoin(schema.verdicts, (v.learner_id == schema.learners.c.id) & v.counted)
        )
        .where(*_of(course))
        .group_by(schema.learners.c.name)
        .order_by(schema.learners.c.name)
    )
    newest = (
        sa.select(schema.learners.c.name, v.problem_id, v.signals, v.weight, v.decided_at)
        .select_from(_class().join(schema.verdicts, v.learner_id == schema.learners.c.id))
        .where(*_of(course), v.signals != sa.text("'{}'::text[]"))
        .order_by(v.seq.desc())
        .limit(limit)
    )
    counts = [(row.name, row.attempts, tuple(met[row.name])) for row in await c.execute(attempts)]
    latest = [
        SignalledAttempt(row.name, row.problem_id, tuple(row.signals), row.weight, row.decided_at)
        for row in await c.execute(newest)
    ]
    return ClassSignals(counts, latest)


def _class() -> sa.Join:
    return schema.learners.join(
        schema.enrolments, schema.enrolments.c.learner_id == schema.learners.c.id
    )


def _of(course: str) -> tuple[sa.ColumnElement[Any], ...]:
    return (schema.enrolments.c.course_id == course, schema.enrolments.c.role == "learner")
