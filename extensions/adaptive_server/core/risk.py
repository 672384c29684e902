"""Who may miss their next lesson, and why, in words for those who teach and for the learner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from .behaviour import STREAK
from .forecast import Activity, Forecast, forecast
from .goals import Goal
from .learner import LearnerState
from .mastery import mastery
from .phrases import say
from .skills import Lesson, SkillGraph
from .wording import chance_words, day_words, quoted

AT_RISK = 0.2
"""Below this chance a learner with an assigned lesson is at risk; see the model card."""

FAR = timedelta(days=28)
"""Of a day that is further off no chance is told: forecasts were fitted and measured up to it."""

AWAY = timedelta(days=7)
NEXT = timedelta(days=14)
"""So far ahead lies the day of a lesson that nobody has assigned."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected of one learner next.

    Attributes:
        lesson: The assigned lesson that is due first, or the next one of the course; None where
            every lesson is mastered.
        by: The end of its day.
        assigned: An instructor named the day.
        forecast: How it stands with the lesson, or None.
        at_risk: Somebody should look.
        reason: One sentence or two.
    """

    lesson: Lesson | None
    by: datetime | None
    assigned: bool
    forecast: Forecast | None
    at_risk: bool
    reason: str


def outlook(
    state: LearnerState,
    graph: SkillGraph,
    goals: Iterable[Goal],
    activity: Activity,
    at: datetime,
) -> Outlook:
    """Say what is expected of a learner, and whether somebody should look.

    Args:
        state: What is believed of the learner.
        graph: The course.
        goals: Lessons that an instructor has assigned.
        activity: When the learner has worked.
        at: Now, with a time zone.
    """
    found = _next(state, graph, goals, at)
    if found is None:
        done = say(graph.locale, "Every lesson is mastered.")
        return Outlook(None, None, False, None, False, done)
    lesson, by, assigned = found
    told = forecast(state, graph, lesson.skills, activity, at, by)
    trouble = _trouble(state, activity, at, graph.locale)
    late = assigned and by - at <= FAR and told.probability < AT_RISK
    reason = " ".join(
        filter(None, (trouble, _standing(lesson, by, assigned, told, at, graph.locale)))
    )
    return Outlook(lesson, by, assigned, told, bool(trouble) or late, reason)


def _next(
    state: LearnerState, graph: SkillGraph, goals: Iterable[Goal], at: datetime
) -> tuple[Lesson, datetime, bool] | None:
    def open_still(lesson: Lesson) -> bool:
        return not all(mastery(state, graph.skills[k], at).mastered for k in lesson.skills)

    lessons = {lesson.id: lesson for s in graph.sections for lesson in s.lessons}
    for goal in sorted(goals, key=lambda g: (g.due, g.lesson)):
        if goal.lesson in lessons and open_still(lessons[goal.lesson]):
            by = datetime.combine(goal.due + timedelta(days=1), time(), at.tzinfo)
            return lessons[goal.lesson], by, True
    unmastered = next(filter(open_still, lessons.values()), None)
    return None if unmastered is None else (unmastered, at + NEXT, False)


def _trouble(state: LearnerState, activity: Activity, at: datetime, locale: str) -> str:
    if activity.last is None:
        return say(locale, "No problem has been tried yet.")
    if at - activity.last >= AWAY:
        return say(locale, "The last attempt was {n} days ago.", n=(at - activity.last).days)
    if state.failed_in_a_row >= STREAK:
        return say(locale, "The last {n} problems were not solved.", n=state.failed_in_a_row)
    return ""


def _standing(
    lesson: Lesson, by: datetime, assigned: bool, told: Forecast, at: datetime, locale: str
) -> str:
    last = by - timedelta(days=1) if assigned else by
    text = "Skills of {lesson} mastered: {mastered} of {skills}; it was due on {day}."
    if by - at > FAR:
        text = (
            "Skills of {lesson} mastered: {mastered} of {skills}; problems to come by {day} at "
            "this pace: about {come}. That day is too far off for a forecast."
        )
    elif by > at:
        text = (
            "Skills of {lesson} mastered: {mastered} of {skills}; problems to come by {day} at "
            "this pace: about {come}. The chance that the whole lesson is mastered by then is "
            "{chance}."
        )
    return say(
        locale,
        text,
        mastered=told.mastered,
        skills=told.skills,
        lesson=quoted(lesson.title or lesson.id),
        come=round(told.to_come),
        day=day_words(last.date(), locale),
        chance=chance_words(told.probability, locale),
    )
