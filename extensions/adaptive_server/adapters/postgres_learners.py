"""Learners: who they are, the row that is locked, and their state, read and written.

Functions run inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.learner import (
    Belief,
    LearnerState,
    Placement,
    PlacementStatus,
    ProblemState,
    SkillState,
)
from ..core.problem import ProblemId, SkillId
from ..errors import NotFound
from ..ports import LearnerId, LearnerRecord, Person
from . import postgres_assignments, schema
from .postgres_recommendations import read_open

LEARNER: sa.BindParameter[Any] = sa.bindparam("learner", type_=sa.Uuid)
LOCK = (
    sa.select(schema.learners.c.id)
    .where(schema.learners.c.id == LEARNER)
    .with_for_update(key_share=True)
)
# Made once: making a statement takes as long as running it.
EARNED = (
    sa.select(
        sa.func.coalesce(
            sa.func.array_agg(schema.achievements.c.achievement_id), sa.text("'{}'::text[]")
        )
    )
    .where(schema.achievements.c.learner_id == LEARNER)
    .scalar_subquery()
)
GENERAL = (
    sa.select(sa.func.clock_timestamp().label("at"), schema.learner_state, EARNED.label("earned"))
    .select_from(schema.learners)
    .outerjoin(schema.learner_state)
    .where(schema.learners.c.id == LEARNER)
)
SKILLS = sa.select(schema.learner_skill_state).where(
    schema.learner_skill_state.c.learner_id == LEARNER
)
PROBLEMS = sa.select(schema.learner_problem_state).where(
    schema.learner_problem_state.c.learner_id == LEARNER
)


async def find_or_enrol(c: AsyncConnection, person: Person, course: str) -> LearnerId:
    """Return the learner's id; makes course, learner and enrolment where they are missing."""
    role = "instructor" if person.instructor else "learner"
    known = sa.select(schema.learners.c.id, schema.enrolments.c.role).join_from(
        schema.learners,
        schema.enrolments,
        (schema.enrolments.c.learner_id == schema.learners.c.id)
        & (schema.enrolments.c.course_id == course),
    )
    row = (await c.execute(known.where(schema.learners.c.name == person.name))).first()
    if row is not None and row.role == role:
        return LearnerId(row.id)
    await c.execute(insert(schema.courses).values(id=course, title=course).on_conflict_do_nothing())
    await c.execute(insert(schema.learners).values(name=person.name).on_conflict_do_nothing())
    learner = await c.scalar(
        sa.select(schema.learners.c.id).where(schema.learners.c.name == person.name)
    )
    enrol = insert(schema.enrolments).values(course_id=course, learner_id=learner, role=role)
    await c.execute(
        enrol.on_conflict_do_update(
            index_elements=["course_id", "learner_id"], set_={"role": enrol.excluded.role}
        )
    )
    if learner is None:  # erased between two statements
        raise NotFound()
    return LearnerId(learner)


async def lock(c: AsyncConnection, learner: LearnerId) -> None:
    """Wait for and take the learner's row lock.

    It leaves foreign keys to the row free, so that others may hand in meanwhile.

    Raises:
        NotFound: There is no such learner.
    """
    if await c.scalar(LOCK, {"learner": learner}) is None:
        raise NotFound()


async def read_record(c: AsyncConnection, learner: LearnerId) -> tuple[LearnerRecord, datetime]:
    """Read everything that a decision needs, and the database's time.

    Raises:
        NotFound: There is no such learner.
    """
    row = (await c.execute(GENERAL, {"learner": learner})).first()
    if row is None:
        raise NotFound()
    skills = await _read_skills(c, learner)
    problems = await _read_problems(c, learner)
    state = general_of(row if row.learner_id is not None else None, skills, problems)
    open_one = await read_open(c, learner)
    goals = await postgres_assignments.read_of(c, learner)
    return LearnerRecord(learner, state, frozenset(row.earned), open_one, goals), row.at


def general_of(
    row: sa.Row[Any] | None,
    skills: Mapping[SkillId, SkillState],
    problems: Mapping[ProblemId, ProblemState],
) -> LearnerState:
    """Return what a row of `learner_state`, or none yet, and the rows beside it hold."""
    if row is None:
        return LearnerState(skills=skills, problems=problems)
    return LearnerState(
        ability=Belief(row.ability_mean, row.ability_variance),
        wins=row.wins,
        losses=row.losses,
        recency=row.recency,
        skills=skills,
        problems=problems,
        recent=tuple(ProblemId(p) for p in row.recent),
        failed_in_a_row=row.failed_in_a_row,
        surprise_fast=row.surprise_fast,
        surprise_slow=row.surprise_slow,
        placement=Placement(
            PlacementStatus(row.placement), tuple(ProblemId(p) for p in row.placement_asked)
        ),
    )


async def _read_skills(c: AsyncConnection, learner: LearnerId) -> dict[SkillId, SkillState]:
    rows = await c.execute(SKILLS, {"learner": learner})
    return {SkillId(row.skill_id): skill_of(row) for row in rows}


def skill_of(row: sa.Row[Any]) -> SkillState:
    """Return what a row of `learner_skill_state` holds."""
    return SkillState(
        ability=Belief(row.ability_mean, row.ability_variance),
        wins=row.wins,
        losses=row.losses,
        hard_wins=row.hard_wins,
        recency=row.recency,
        practised_at=row.practised_at,
        fsrs=row.fsrs,
        last_answer=row.last_answer,
    )


async def _read_problems(c: AsyncConnection, learner: LearnerId) -> dict[ProblemId, ProblemState]:
    rows = await c.execute(PROBLEMS, {"learner": learner})
    return {ProblemId(row.problem_id): problem_of(row) for row in rows}


def problem_of(row: sa.Row[Any]) -> ProblemState:
    """Return what a row of `learner_problem_state` holds."""
    return ProblemState(
        attempts=row.attempts,
        failures=row.failures,
        hints=row.hints,
        hinted_first=row.hinted_first,
        solved_at=row.solved_at,
        last_at=row.last_at,
        failure_mark=row.failure_mark,
        same_failures=row.same_failures,
    )


async def write_state(
    c: AsyncConnection, learner: LearnerId, old: LearnerState, new: LearnerState
) -> None:
    """Write what differs between the two states; the caller holds the learner's lock."""
    for table, rows in changed_rows(learner, old, new).items():
        await _upsert(c, table, rows)


def changed_rows(
    learner: LearnerId, old: LearnerState, new: LearnerState
) -> Mapping[sa.Table, list[dict[str, Any]]]:
    """Return by table the rows in which two states of a learner differ, as the new one has them."""
    skills = [
        {"learner_id": learner, "skill_id": k, **_skill(s)}
        for k, s in new.skills.items()
        if old.skills.get(k) != s
    ]
    problems = [
        {"learner_id": learner, "problem_id": p, **_problem(s)}
        for p, s in new.problems.items()
        if old.problems.get(p) != s
    ]
    general = [{"learner_id": learner, **_general(new)}] if _general(old) != _general(new) else []
    return {
        schema.learner_state: general,
        schema.learner_skill_state: skills,
        schema.learner_problem_state: problems,
    }


async def _upsert(c: AsyncConnection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    # Sorted, so that no two transactions lock rows in different orders.
    keys = [column.name for column in table.primary_key]
    rows.sort(key=lambda row: [str(row[key]) for key in keys])
    statement = insert(table)
    changed: dict[str, Any] = {
        name: statement.excluded[name] for name in rows[0] if name not in keys
    }
    if "updated_at" in table.c:
        changed["updated_at"] = sa.func.clock_timestamp()
    # Rows go in as parameters: inlined, the statement would be compiled anew for each number.
    await c.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def _general(state: LearnerState) -> dict[str, Any]:
    return {
        "ability_mean": state.ability.mean,
        "ability_variance": state.ability.variance,
        "wins": state.wins,
        "losses": state.losses,
        "recency": state.recency,
        "recent": list(state.recent),
        "failed_in_a_row": state.failed_in_a_row,
        "surprise_fast": state.surprise_fast,
        "surprise_slow": state.surprise_slow,
        "placement": state.placement.status.value,
        "placement_asked": list(state.placement.asked),
    }


def _skill(state: SkillState) -> dict[str, Any]:
    return {
        "ability_mean": state.ability.mean,
        "ability_variance": state.ability.variance,
        "wins": state.wins,
        "losses": state.losses,
        "hard_wins": state.hard_wins,
        "recency": state.recency,
        "practised_at": state.practised_at,
        "fsrs": state.fsrs,
        "last_answer": state.last_answer,
    }


def _problem(state: ProblemState) -> dict[str, Any]:
    return {
        "attempts": state.attempts,
        "failures": state.failures,
        "hints": state.hints,
        "hinted_first": state.hinted_first,
        "solved_at": state.solved_at,
        "last_at": state.last_at,
        "failure_mark": state.failure_mark,
        "same_failures": state.same_failures,
    }
