"""Lessons that an instructor has assigned with a date: what of them is still to be practised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .problem import SkillId
from .reasons import chance_said
from .scoring import Scored
from .skills import SkillGraph
from .standing import SkillTerms
from .told import Said, Told, told

_HEARD = {
    "first": "Welcome!",
    "too_easy": "More of a challenge, then.",
    "too_hard": "A gentler one, then.",
    "not_now": "Something else, then.",
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A lesson of the course and the last day to work on it."""

    lesson: str
    due: date


@dataclass(frozen=True, slots=True)
class Aim:
    """The goal that comes first for a learner, with the skills that lead there now."""

    goal: Goal
    skills: frozenset[SkillId]


def aims(
    goals: Iterable[Goal], graph: SkillGraph, terms: Mapping[SkillId, SkillTerms]
) -> list[Aim]:
    """Return the goals that are not reached, the earliest day first.

    A goal is reached when every skill of its lesson is mastered. Skills of the lesson that are
    closed are led to by what they build on. A lesson that has left the course is no goal.
    """
    found = []
    for goal in sorted(goals, key=lambda g: (g.due, g.lesson)):
        try:
            lesson = graph.lesson(goal.lesson)
        except KeyError:
            continue
        closed = [k for k in lesson.skills if not terms[k].open]
        wanted = set(lesson.skills).union(*(graph.prerequisites(k) for k in closed))
        skills = frozenset(k for k in wanted if terms[k].open and terms[k].need > 0)
        if skills:
            found.append(Aim(goal, skills))
    return found


def goal_reason(aim: Aim, pick: Scored, graph: SkillGraph, at: datetime, why: str = "done") -> Told:
    """Return why a problem was chosen for a goal.

    Args:
        aim: The goal.
        pick: The chosen problem; it practises a skill of the aim.
        graph: The course, for names.
        at: Now; a day that is over is said to be.
        why: `first`, which is welcomed, or the learner's complaint that the problem answers; it is
            said that it was heard.
    """
    lesson = graph.lesson(aim.goal.lesson)
    skill = next(k for k in pick.card.skills if k in aim.skills)
    over = "was due" if at.date() > aim.goal.due else "is due"
    way = "practises" if graph.skills[skill].lesson == lesson.id else "leads there by way of"
    text = (
        f"Your instructor has assigned {{lesson}}, which {over} on {{day}}: this {way} {{skill}}."
    )
    fields = {"lesson": lesson.id, "day": aim.goal.due.isoformat(), "skill": skill}
    heard = [Said(_HEARD[why])] if why in _HEARD else []
    chance = [] if why == "first" else [chance_said(pick.predicted)]
    return told(graph, *heard, Said(text, fields), *chance)
