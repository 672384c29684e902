"""Achievements: kind words for things that help learning, each given once.

None is for speed, for streaks of days or for beating others, and none can be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .learner import LearnerState, ProblemState
from .mastery import mastery
from .problem import ProblemCard, ProblemId, SkillId, authored
from .skills import SkillGraph

IN_A_ROW = 5
AWAY = timedelta(days=7)
PERSISTENT = 3


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something a learner can earn."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Step:
    before: LearnerState
    after: LearnerState
    graph: SkillGraph
    cards: Sequence[ProblemCard]
    at: datetime

    def newly_solved(self) -> list[ProblemState]:
        old = self.before.problems
        return [
            p
            for i, p in self.after.problems.items()
            if p.solved_at and old.get(i, ProblemState()).solved_at is None
        ]

    def solved_skills(self) -> set[SkillId]:
        return {k for c in self.cards if _solved(self.after, c.id) for k in c.skills}

    def touched(self) -> list[SkillId]:
        old = self.before.skills
        return [k for k, s in self.after.skills.items() if old.get(k) != s]


def earned(
    before: LearnerState,
    after: LearnerState,
    graph: SkillGraph,
    cards: Sequence[ProblemCard],
    held: frozenset[str],
    at: datetime,
) -> tuple[str, ...]:
    """Return the ids of achievements that one attempt earned, in the catalogue's order.

    Args:
        before: The learner's state before the attempt.
        after: The state after it.
        graph: The course.
        cards: Its problems.
        held: Ids earned earlier; they are not earned again.
        at: Time of the attempt.
    """
    step = _Step(before, after, graph, cards, at)
    return tuple(a.id for a, test in _RULES if a.id not in held and test(step))


def _solved(state: LearnerState, problem_id: ProblemId) -> bool:
    tried = state.problems.get(problem_id)
    return tried is not None and tried.solved_at is not None


def _clean(tried: ProblemState) -> bool:
    return tried.solved_at is not None and tried.failures == 0 and tried.hints == 0


def _first_solved(step: _Step) -> bool:
    return bool(step.newly_solved())


def _came_back(step: _Step) -> bool:
    return any(p.failures >= 1 for p in step.newly_solved())


def _persistent(step: _Step) -> bool:
    return any(p.failures >= PERSISTENT for p in step.newly_solved())


def _in_a_row(step: _Step) -> bool:
    tried = [p for p in step.after.problems.values() if p.last_at is not None]
    newest = sorted(tried, key=lambda p: p.last_at or step.at)[-IN_A_ROW:]
    return len(newest) == IN_A_ROW and all(_clean(p) for p in newest)


def _returned(step: _Step) -> bool:
    times = [p.last_at for p in step.before.problems.values() if p.last_at is not None]
    return bool(times) and step.at - max(times) >= AWAY


def _remembered(step: _Step) -> bool:
    """A problem solved at least a day ago was solved again, at the first go."""
    old = step.before.problems
    for i, now in step.after.problems.items():
        was = old.get(i)
        if (
            was is not None
            and was.solved_at is not None
            and now.attempts > was.attempts
            and now.failures == was.failures
            and step.at - (was.last_at or was.solved_at) >= timedelta(days=1)
        ):
            return True
    return False


def _mastered(step: _Step, count: int) -> bool:
    skills = [k for k in step.touched() if k in step.graph.skills]
    if not any(mastery(step.after, step.graph.skills[k], step.at).mastered for k in skills):
        return False
    known = [step.graph.skills[k] for k in step.after.skills if k in step.graph.skills]
    return sum(mastery(step.after, k, step.at).mastered for k in known) >= count


def _lesson(step: _Step) -> bool:
    if not step.newly_solved():
        return False
    solved = step.solved_skills()
    lessons = (x for s in step.graph.sections for x in s.lessons)
    return any(x.skills and solved.issuperset(x.skills) for x in lessons)


def _section(step: _Step) -> bool:
    if not step.newly_solved():
        return False
    solved = step.solved_skills()
    for section in step.graph.sections:
        skills = [k for lesson in section.lessons for k in lesson.skills]
        if skills and solved.issuperset(skills):
            return True
    return False


def _everything(step: _Step) -> bool:
    return bool(step.newly_solved()) and all(
        _solved(step.after, c.id) for c in authored(step.cards)
    )


_RULES: tuple[tuple[Achievement, Callable[[_Step], bool]], ...] = (
    (
        Achievement("first_solved", "First one done", "You solved a first problem."),
        _first_solved,
    ),
    (
        Achievement("came_back", "Tried again", "It did not work at first, and you found the way."),
        _came_back,
    ),
    (
        Achievement(
            "persistent",
            "Did not let go",
            "You solved a problem after three tries that failed: that is how it is learnt.",
        ),
        _persistent,
    ),
    (
        Achievement(
            "five_in_a_row", "On your own feet", "Five in a row at the first try, without a hint."
        ),
        _in_a_row,
    ),
    (
        Achievement("remembered", "Still there", "You solved a problem again after a break."),
        _remembered,
    ),
    (
        Achievement("welcome_back", "Welcome back", "You picked up where you left off."),
        _returned,
    ),
    (
        Achievement("skill_mastered", "Mastered", "You mastered your first skill."),
        lambda step: _mastered(step, 1),
    ),
    (
        Achievement("ten_skills", "Ten skills", "You mastered ten skills."),
        lambda step: _mastered(step, 10),
    ),
    (
        Achievement("lesson_done", "A lesson through", "You solved a problem on each skill of it."),
        _lesson,
    ),
    (
        Achievement(
            "section_done", "A section through", "You solved a problem on every skill of a section."
        ),
        _section,
    ),
    (
        Achievement("all_solved", "Every single one", "You solved every problem of the course."),
        _everything,
    ),
)

CATALOGUE: dict[str, Achievement] = {a.id: a for a, _ in _RULES}
"""All achievements by id."""
