"""A closer look at the code in front of a learner, for a hint or a turn that can use it."""

from __future__ import annotations

from collections.abc import Mapping

from grader.bundle import CellRole, Submission
from grader.study import Study
from grader.verdict import Status, Verdict

from ..core.mastery import mastery
from ..errors import MasteryError
from ..ports import LearnerId
from ..problems.bank import Problem
from .parts import Parts

REPAIR_S = 1.0
"""Seconds for the search of an edit; one answer waits for no more than this and a traced run."""
SPECIFIC = 2
TALKS = ("ask", "check")


async def look_at(
    parts: Parts,
    learner: LearnerId,
    problem: Problem,
    cells: Mapping[str, str],
    verdict: Verdict | None,
    *,
    rung: int,
    wish: str = "hint",
) -> Study:
    """Return a closer look at the learner's code, or an empty one.

    A first hint needs none; the search for an edit waits for a failed attempt and the second rung.
    What was seen of a code is kept, so that asking again costs nothing.
    """
    if not cells or is_starter(problem, cells) or (rung < SPECIFIC and wish not in TALKS):
        return Study()
    failed = verdict is not None and verdict.status is not Status.PASSED
    seconds = REPAIR_S if failed and rung >= SPECIFIC else 0.0
    key = (problem.content_hash, problem.variant, tuple(sorted(cells.items())), seconds)
    if key not in parts.studied:
        handed_in = Submission({i: cells.get(i, "") for i in problem.solution_ids})
        try:
            found = await parts.grader.study(problem.bundle, handed_in, str(learner), seconds)
        except MasteryError:
            return Study()  # a hint without a closer look is still a hint
        parts.studied[key] = found
    return parts.studied[key]


def is_starter(problem: Problem, cells: Mapping[str, str]) -> bool:
    """Say whether a learner has not begun: every cell is as it was given."""
    given = {c.grade_id: c.source for c in problem.bundle.cells if c.role is CellRole.SOLUTION}
    return all(cells.get(i, "").strip() in ("", source.strip()) for i, source in given.items())


async def mastery_of(
    parts: Parts, learner: LearnerId, problem: Problem
) -> tuple[tuple[str, float], ...]:
    """Return the mastery of the skills that a problem involves, by their names."""
    record = await parts.store.record(learner)
    now, skills = parts.clock(), parts.bank.graph.skills
    known = [skills[s] for s in problem.card.skills if s in skills]
    return tuple((k.name, mastery(record.state, k, now).probability) for k in known)
