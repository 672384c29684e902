"""Lessons that an instructor assigns with a date: they come first in every learner's choice."""

from __future__ import annotations

from datetime import date

from ..class_bodies import Assignment, AssignmentAsk, Assignments, LessonChoice
from ..errors import BadRequest, NotFound
from .parts import Parts


async def assignments(parts: Parts) -> Assignments:
    """List the lessons assigned in the course; one that has left the course is left out."""
    lessons = [
        LessonChoice(lesson=lesson.id, title=lesson.title, section=section.title)
        for section in parts.bank.graph.sections
        for lesson in section.lessons
    ]
    titles = {each.lesson: each.title for each in lessons}
    goals = await parts.store.goals()
    return Assignments(
        assignments=[
            Assignment(lesson=g.lesson, title=titles[g.lesson], due=g.due)
            for g in goals
            if g.lesson in titles
        ],
        lessons=lessons,
    )


async def assign(parts: Parts, ask: AssignmentAsk) -> Assignments:
    """Assign a lesson, change its day or take it back; learners get it with their next choice.

    Raises:
        NotFound: The course has no such lesson.
        BadRequest: There is no such day.
    """
    try:
        parts.bank.graph.lesson(ask.lesson)
    except KeyError:
        raise NotFound("There is no lesson of that name in this course.") from None
    try:
        due = None if ask.due is None else date.fromisoformat(ask.due)
    except ValueError:
        raise BadRequest("There is no such day; give one as 2026-03-12.") from None
    await parts.store.assign(ask.lesson, due)
    return await assignments(parts)
