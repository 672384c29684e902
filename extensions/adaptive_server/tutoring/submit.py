"""Hand in: store, grade, settle, answer. A crash between two steps loses nothing.

A stored submission without a verdict is graded again, by whoever takes over its lease
(`recover`); the store keeps exactly one verdict a submission, whoever comes first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from grader.bundle import CellRole, Submission
from grader.verdict import Status, Verdict

from ..bodies import SubmissionRequest
from ..errors import BadRequest, NotFound
from ..ports import LearnerRecord, Person, Settlement, StoredSubmission
from ..problems.bank import Problem
from .parts import Parts
from .settle import settlement

LEASE_S = 20.0
MOST_TRIES = 3
WAIT_S = 25.0

PENDING = "pending"


def problem_of(parts: Parts, problem_id: str) -> Problem:
    """Find a problem of the bank.

    Raises:
        NotFound: There is none of that id.
    """
    problem = next((p for i, p in parts.bank.problems.items() if i == problem_id), None)
    if problem is None:
        raise NotFound("There is no problem of that name in this course.")
    return problem


def solution_ids(problem: Problem) -> list[str]:
    """Return the `grade_id`s whose source is handed in."""
    return [c.grade_id for c in problem.bundle.cells if c.role is CellRole.SOLUTION]


async def submit(parts: Parts, person: Person, ask: SubmissionRequest) -> Mapping[str, Any]:
    """Grade what was handed in and return the answer, a `SubmissionAnswer` as JSON object.

    The same key gives the same answer, also while the first request is still on its way; when
    that takes longer than `WAIT_S` the answer is a `SubmissionPending`.

    Raises:
        NotFound: No such problem.
        BadRequest: None of the problem's answer cells is there.
    """
    problem = problem_of(parts, ask.problem_id)
    wanted = solution_ids(problem)
    cells = {i: s for i, s in ask.cells.items() if i in wanted}
    if not cells:
        raise BadRequest(f"The answer cell is missing; this problem has: {', '.join(wanted)}.")
    learner = await parts.store.learner(person)
    stored, new = await parts.store.hand_in(
        learner,
        problem.card.id,
        problem.card.version,
        Submission(cells, tuple(ask.loose)),
        ask.key,
        LEASE_S,
    )
    if stored.answer is not None:
        return stored.answer
    if not new:
        return await wait_for(parts, stored.id)
    return await grade(parts, stored)


async def grade(parts: Parts, stored: StoredSubmission) -> Mapping[str, Any]:
    """Grade a leased submission and settle it. No database connection is held meanwhile."""
    problem = parts.bank.problems.get(stored.problem_id)
    if problem is None or stored.tries > MOST_TRIES:
        why = "This answer could not be checked; it does not count against you."
        verdict = Verdict(Status.GRADER_ERROR, 0.0, 0.0, (), message=why)
    else:
        verdict = await parts.grader.grade(problem.bundle, stored.source, str(stored.learner))

    def decide(record: LearnerRecord, at: datetime) -> Settlement:
        return settlement(parts, stored, problem, verdict, record, at)

    answer = await parts.store.settle(stored, verdict, decide)
    async with parts.settled:
        parts.settled.notify_all()
    return answer


async def wait_for(parts: Parts, submission: UUID, wait_s: float = WAIT_S) -> Mapping[str, Any]:
    """Wait until someone has settled the submission."""
    loop = asyncio.get_running_loop()
    end = loop.time() + wait_s
    while loop.time() < end:
        stored = await parts.store.submission(submission)
        if stored is not None and stored.answer is not None:
            return stored.answer
        await _settled_or(parts, 0.5)
    return {"id": str(submission), "status": PENDING}


async def _settled_or(parts: Parts, seconds: float) -> None:
    """Wait for the next settlement of this process, at most so long: others settle too."""
    async with parts.settled:
        try:
            await asyncio.wait_for(parts.settled.wait(), seconds)
        except TimeoutError:
            return


async def result(parts: Parts, person: Person, submission: UUID) -> Mapping[str, Any]:
    """Return the answer of an earlier submission of the same learner, or that it is pending.

    Raises:
        NotFound: There is none, or it is somebody else's.
    """
    learner = await parts.store.learner(person)
    stored = await parts.store.submission(submission)
    if stored is None or stored.learner != learner:
        raise NotFound
    return stored.answer or {"id": str(submission), "status": PENDING}


async def recover(parts: Parts, limit: int = 10) -> int:
    """Grade submissions whose grading was cut off; return how many were settled."""
    abandoned = await parts.store.lease_abandoned(LEASE_S, limit)
    for stored in abandoned:
        await grade(parts, stored)
    return len(abandoned)
