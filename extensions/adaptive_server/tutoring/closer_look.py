"""A closer look at the code in front of a learner, for a hint or a turn that can use it.

It is taken once and kept. Who words an answer takes what is there: a tutor without a model waits
for it; a model is asked at once, and the look is taken when its answer is over, for the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from grader.bundle import CellRole, Submission
from grader.study import Study
from grader.verdict import Status, Verdict

from ..core.styles import Style
from ..errors import MasteryError
from ..ports import LearnerId
from ..problems.bank import Problem
from .parts import Parts

REPAIR_S = 1.0
"""Seconds for the search of an edit; one answer waits for no more than this and a traced run."""
SPECIFIC = 2
EARLY = ("ask", "check", "explain_error")
"""What is answered from a run of the code even at the first rung."""


@dataclass(frozen=True, slots=True)
class Look:
    """A closer look that is still to be taken; fulfils `tutor_port.Looking`."""

    task: Callable[[], asyncio.Task[Study]]
    """Returns the look on its way, which has begun then."""
    before: Study
    """What an earlier look without a search for an edit has seen."""

    def begin(self) -> None:
        """Take the look, for whoever asks next about this code."""
        self.task()

    async def wait(self) -> Study:
        """Return the look when it is done; who stops waiting does not stop it."""
        task = self.task()
        await asyncio.wait([task])
        seen = not task.cancelled() and not task.exception()
        return task.result() if seen else self.before


NOTHING = Study()


def look_at(
    parts: Parts,
    learner: LearnerId,
    problem: Problem,
    cells: Mapping[str, str],
    verdict: Verdict | None,
    *,
    rung: int,
    wish: str = "hint",
    style: Style = Style.USUAL,
) -> Study | Look:
    """Return a closer look at the learner's code: a kept or empty one, or one still to be taken.

    A first hint needs none, unless its style begins with the run. The search for an edit is for a
    failed attempt and the second rung.
    """
    early = wish in EARLY or style is Style.TRACE
    if not cells or is_starter(problem, cells) or (rung < SPECIFIC and not early):
        return NOTHING
    if problem.bundle.rules.literals_only:  # a value that stands there is not worked out by a run
        return NOTHING
    failed = verdict is not None and verdict.status is not Status.PASSED
    seconds = REPAIR_S if failed and rung >= SPECIFIC else 0.0
    code = (problem.content_hash, problem.variant, tuple(sorted(cells.items())))
    kept = parts.studied.get((code, seconds))
    if kept is not None:
        return kept

    def task() -> asyncio.Task[Study]:
        on_its_way = parts.looking.get((code, seconds))
        if on_its_way is None:
            handed_in = Submission({i: cells.get(i, "") for i in problem.solution_ids})
            on_its_way = asyncio.create_task(
                _look(parts, problem, handed_in, learner, (code, seconds))
            )
            parts.looking[code, seconds] = on_its_way
        return on_its_way

    return Look(task, parts.studied.get((code, 0.0), NOTHING))


async def _look(
    parts: Parts, problem: Problem, handed_in: Submission, learner: LearnerId, key: Code
) -> Study:
    """Look and keep what was seen; a hint without a closer look is still a hint."""
    try:
        found = await parts.grader.study(problem.bundle, handed_in, str(learner), key[1])
        parts.studied[key] = found
    except MasteryError:
        return NOTHING
    finally:
        del parts.looking[key]
    return found


Code = tuple[tuple[str, int, tuple[tuple[str, str], ...]], float]
"""A problem's content with a learner's cells, and the seconds of the search."""


def is_starter(problem: Problem, cells: Mapping[str, str]) -> bool:
    """Say whether a learner has not begun: every cell is as it was given."""
    given = {c.grade_id: c.source for c in problem.bundle.cells if c.role is CellRole.SOLUTION}
    return all(cells.get(i, "").strip() in ("", source.strip()) for i, source in given.items())
