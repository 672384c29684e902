"""The notebooks that lessons open with, and whether one is new to a learner."""

from __future__ import annotations

from ..bodies import LessonRef, Lessons
from ..core.learner import LearnerState, ProblemState
from ..errors import NotFound
from ..ports import Person
from ..problems.lesson import LessonNotebook
from .parts import Parts


def lesson_of(parts: Parts, lesson_id: str) -> LessonNotebook:
    """Find the notebook of a lesson by the lesson's id in the skill graph.

    Raises:
        NotFound: There is no such lesson, or it has no notebook.
    """
    notebook = parts.bank.lessons.get(lesson_id)
    if notebook is None:
        raise NotFound("There is no lesson of that name in this course.")
    return notebook


async def lessons(parts: Parts, person: Person) -> Lessons:
    """List the lessons that have a notebook, in teaching order."""
    record = await parts.store.record(await parts.store.learner(person))
    found = (lesson_ref(parts, record.state, i) for i in parts.bank.lessons)
    return Lessons(lessons=[ref for ref in found if ref])


def lesson_ref(parts: Parts, state: LearnerState, lesson_id: str) -> LessonRef | None:
    """Describe a lesson's notebook for this learner; None where there is none."""
    notebook = parts.bank.lessons.get(lesson_id)
    if notebook is None:
        return None
    graph = parts.bank.graph
    section = next(s for s in graph.sections if lesson_id in {x.id for x in s.lessons})
    tried = (
        state.problems.get(c.id, ProblemState()).attempts
        for c in parts.bank.cards
        if c.lesson == lesson_id
    )
    return LessonRef(
        id=lesson_id,
        title=notebook.title,
        section=section.title,
        minutes=notebook.minutes,
        new=not any(tried),
    )
