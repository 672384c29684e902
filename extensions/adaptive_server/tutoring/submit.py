"""Hand in: store, grade, settle, answer. A crash between two steps loses nothing.

A stored submission without a verdict is graded again, by whoever takes over its lease
(`recover`); the store keeps exactly one verdict a submission, whoever comes first.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from grader.bundle import Submission
from grader.verdict import Status, Verdict

from ..bodies import SubmissionRequest
from ..core.family import unlocked
from ..core.phrases import say
from ..core.review import EarlierReview
from ..core.variant import variant_of
from ..errors import BadRequest, DatabaseAway, GraderBusy, GraderUnavailable, NotFound
from ..ports import LearnerRecord, Person, Settlement, StoredSubmission
from ..problems.bank import Problem
from .mistakes import recognise
from .parts import Parts
from .reviewed import answers_of
from .settle import settlement

T = TypeVar("T")

LEASE_S = 20.0
MOST_TRIES = 3
WAIT_S = 25.0
PAUSE_S = 2.0

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


async def problem_for(parts: Parts, person: Person, problem_id: str) -> Problem:
    """Find a problem that this person may see, in the variant that is theirs.

    Raises:
        NotFound: There is none of that id, or it was made from a problem that the person has not
            solved, a solution of which it would show.
    """
    problem = problem_of(parts, problem_id)
    if problem.card.parent is not None:
        record = await parts.store.record(await parts.store.learner(person))
        if not unlocked(record.state, problem.card):
            raise NotFound("This one opens once you have solved the problem that it is made from.")
    if not problem.variants:
        return problem
    learner = await parts.store.learner(person)
    returned = await parts.store.returns(learner, problem.card.id)
    return problem.of(variant_of(learner, problem.card.id, returned, len(problem.variants)))


async def submit(parts: Parts, person: Person, ask: SubmissionRequest) -> Mapping[str, Any]:
    """Grade what was handed in and return the answer, a `SubmissionAnswer` as JSON object.

    The same key gives the same answer, also while the first request is still on its way; when
    that takes longer than `WAIT_S` the answer is a `SubmissionPending`.

    Raises:
        NotFound: No such problem.
        BadRequest: None of the problem's answer cells is there.
    """
    problem = await problem_for(parts, person, ask.problem_id)
    wanted = {*problem.solution_ids, *problem.written_ids}
    cells = {i: s for i, s in ask.cells.items() if i in wanted}
    if not problem.code_of(cells):
        raise BadRequest(missing_cell(problem, ask.version))
    learner = await parts.store.learner(person)
    stored, new = await parts.store.hand_in(
        learner,
        problem.card.id,
        problem.card.version,
        Submission(cells, tuple(ask.loose)),
        ask.key,
        LEASE_S,
        problem.variant,
        parts.locale,
    )
    if stored.answer is not None:
        return stored.answer
    if not new:
        return await wait_for(parts, stored.id)
    return await grade(parts, stored)


def missing_cell(problem: Problem, version: int) -> str:
    """Say which cells a hand-in has to have, and that the notebook may be an old one."""
    if version < problem.card.version:
        return (
            "This problem has changed, and its answer cell is another one now. Open the problem "
            "again: the new version is put beside yours."
        )
    cells = ", ".join(problem.solution_ids)
    return f"The answer cell is missing; this problem has: {cells}."


async def grade(parts: Parts, stored: StoredSubmission) -> Mapping[str, Any]:
    """Grade a leased submission and settle it. No database connection is held meanwhile.

    Raises:
        GraderBusy, GraderUnavailable: It stays stored and is graded later.
    """
    parts = parts.speaking(stored.locale)
    found = parts.bank.problems.get(stored.problem_id)
    problem = found and found.of(stored.variant)
    try:
        verdict, feedback = await leased(parts, stored, judged(parts, stored, problem))
    except (GraderBusy, GraderUnavailable):
        await parts.store.give_back(stored.id, PAUSE_S)
        raise

    earlier = None
    if problem is not None and problem.manual:
        before = await parts.store.earlier_review(stored.learner, stored.problem_id)
        if before is not None:
            earlier = EarlierReview(before.marks, answers_of(problem, before.source))

    def decide(record: LearnerRecord, at: datetime) -> Settlement:
        return settlement(parts, stored, problem, verdict, record, at, feedback, earlier)

    answer = await parts.store.settle(stored, verdict, decide)
    async with parts.settled:
        parts.settled.notify_all()
    return answer


async def judged(
    parts: Parts, stored: StoredSubmission, problem: Problem | None
) -> tuple[Verdict, str]:
    """Return the verdict and the author's words for a recognised mistake."""
    if problem is None or stored.tries > MOST_TRIES:
        text = "This answer could not be checked; it does not count against you."
        why = say(parts.locale, text)
        return Verdict(Status.GRADER_ERROR, 0.0, 0.0, (), message=why), ""
    runs = Submission(problem.code_of(stored.source.cells), stored.source.loose)
    verdict = await parts.grader.grade(problem.bundle, runs, str(stored.learner))
    return verdict, await recognise(parts, problem, verdict, "\n".join(runs.cells.values()))


async def leased(
    parts: Parts, stored: StoredSubmission, work: Coroutine[Any, Any, T], lease_s: float = LEASE_S
) -> T:
    """Do the work and keep the lease meanwhile: who waits for a turn is not abandoned."""
    task = asyncio.create_task(work)
    try:
        while not (await asyncio.wait({task}, timeout=lease_s / 2))[0]:
            # Where it cannot be kept somebody else may grade it too; one verdict stays.
            with contextlib.suppress(DatabaseAway):
                await parts.store.keep_lease(stored.id, lease_s)
        return task.result()
    finally:
        task.cancel()


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
    """Grade submissions whose grading was cut off; return how many were settled.

    Each for itself: what goes wrong with one keeps none of the others from its verdict.

    Raises:
        Exception: The first that went wrong, after all were tried.
    """
    abandoned = await parts.store.lease_abandoned(LEASE_S, limit)
    done = await asyncio.gather(*(grade(parts, s) for s in abandoned), return_exceptions=True)
    wrong = [e for e in done if isinstance(e, BaseException)]
    for error in wrong:
        if not isinstance(error, GraderBusy | GraderUnavailable):
            raise error
    return len(done) - len(wrong)
