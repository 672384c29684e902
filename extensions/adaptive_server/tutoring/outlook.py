"""What is expected of learners: their next lesson, by its day, and who may miss it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from ..class_bodies import ClassOutlook, LearnerOutlook, LessonOutlook
from ..class_port import ClassMember
from ..core.forecast import activity_in
from ..core.goals import Goal
from ..core.risk import Outlook, outlook
from ..ports import Person
from .parts import Parts


async def class_outlook(parts: Parts) -> ClassOutlook:
    """Say what is expected of every learner of the course, those at risk first."""
    members, goals = await parts.store.class_states(), await parts.store.goals()
    # A large class takes a second: other requests go on meanwhile.
    return await asyncio.to_thread(_worded, parts, members, goals)


async def own_outlook(parts: Parts, person: Person) -> LessonOutlook:
    """Say what is expected of whoever asks."""
    record = await parts.store.record(await parts.store.learner(person))
    state, now = record.state, parts.clock()
    told = outlook(state, parts.bank.graph, record.goals, activity_in(state, now), now)
    return LessonOutlook(**_fields(told))


def _worded(parts: Parts, members: Sequence[ClassMember], goals: Sequence[Goal]) -> ClassOutlook:
    graph, now = parts.bank.graph, parts.clock()
    found = [(m.name, outlook(m.state, graph, goals, m.activity, now)) for m in members]
    found.sort(key=lambda each: (not each[1].at_risk, each[0]))
    return ClassOutlook(
        learners=[LearnerOutlook(learner=name, **_fields(told)) for name, told in found]
    )


def _fields(told: Outlook) -> dict[str, Any]:
    day = None
    if told.by is not None:
        # An assigned day ends at midnight, which is the next day's date.
        day = (told.by - timedelta(days=1) if told.assigned else told.by).date()
    return {
        "lesson": (told.lesson.title or told.lesson.id) if told.lesson else None,
        "by": day,
        "assigned": told.assigned,
        "probability": round(told.forecast.probability, 4) if told.forecast else None,
        "mastered": told.forecast.mastered if told.forecast else 0,
        "skills": told.forecast.skills if told.forecast else 0,
        "at_risk": told.at_risk,
        "reason": told.reason,
    }
