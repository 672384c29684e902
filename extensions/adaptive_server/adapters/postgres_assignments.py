"""Lessons that an instructor has assigned, each with its day."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.goals import Goal
from ..ports import LearnerId
from . import schema

table = schema.assignments
enrolled = schema.enrolments.c
OF_LEARNER = (
    sa.select(table.c.lesson_id, table.c.due)
    .join(schema.enrolments, enrolled.course_id == table.c.course_id)
    .where(
        enrolled.learner_id == sa.bindparam("learner", type_=sa.Uuid), enrolled.role == "learner"
    )
    .order_by(table.c.due, table.c.lesson_id)
)


async def read(c: AsyncConnection, course: str) -> tuple[Goal, ...]:
    """Return the goals of a course, the earliest day first."""
    mine = sa.select(table.c.lesson_id, table.c.due).where(table.c.course_id == course)
    rows = await c.execute(mine.order_by(table.c.due, table.c.lesson_id))
    return tuple(Goal(row.lesson_id, row.due) for row in rows)


async def read_of(c: AsyncConnection, learner: LearnerId) -> tuple[Goal, ...]:
    """Return the goals of a learner: those of the courses that they learn in."""
    rows = await c.execute(OF_LEARNER, {"learner": learner})
    return tuple(Goal(row.lesson_id, row.due) for row in rows)


async def write(c: AsyncConnection, course: str, lesson: str, due: date | None) -> None:
    """Assign a lesson for a day, in place of an earlier day; None takes it back."""
    if due is None:
        gone = (table.c.course_id == course) & (table.c.lesson_id == lesson)
        await c.execute(sa.delete(table).where(gone))
        return
    await c.execute(insert(schema.courses).values(id=course, title=course).on_conflict_do_nothing())
    new = insert(table).values(course_id=course, lesson_id=lesson, due=due)
    await c.execute(
        new.on_conflict_do_update(index_elements=["course_id", "lesson_id"], set_={"due": due})
    )
