"""Grade stored submissions of a problem again, after its tests were mended.

Each submission is corrected for itself in one transaction and then marked with the content that it
was graded with. So a second run finds nothing to do, and one that was cut off goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from grader.bundle import Submission
from grader.verdict import Status, Verdict

from ..core.language import ENGLISH
from ..core.phrases import say
from ..core.problem import ProblemId
from ..errors import NotFound
from ..ports import GraderPort, LearnerId
from ..problems.bank import Bank, Problem
from ..regrade_port import Graded, RegradeStore
from .feedback import explain_verdict
from .settle import outcome_views

PAGE = 50


@dataclass(frozen=True, slots=True)
class Regraded:
    """What became of one submission.

    Attributes:
        seq: Order of arrival.
        outcome: `same`, `changed`, or `not judged` where the grader failed: the old verdict stands.
    """

    submission: UUID
    seq: int
    learner: str
    outcome: str
    before: tuple[str, float]
    after: tuple[str, float]


def differs(old: Verdict, new: Verdict) -> bool:
    """Say whether a learner would notice: status, points or a test's outcome; time is no matter."""

    def seen(verdict: Verdict) -> tuple[object, ...]:
        tests = tuple((t.id, t.passed, t.points, t.max_points) for t in verdict.tests)
        return verdict.status, verdict.score, verdict.max_score, tests

    return seen(old) != seen(new)


def note(old: Verdict, new: Verdict, locale: str = ENGLISH) -> str:
    """Tell a learner that a verdict was corrected."""
    return say(
        locale,
        "The checks of this problem were mended and your answer was checked again: "
        "{new} of {most} points, before {old} of {before}.",
        new=f"{new.score:g}",
        most=f"{new.max_score:g}",
        old=f"{old.score:g}",
        before=f"{old.max_score:g}",
    )


def corrected(problem: Problem, stored: Graded, verdict: Verdict) -> Mapping[str, Any]:
    """Return the answer that every request for the submission gets from now on.

    What a person said of it stays: the store puts that over it.
    """
    locale, texts = stored.locale, problem.speaking(stored.locale)
    explanation = explain_verdict(verdict, problem.code_of(stored.source.cells), locale)
    return {
        **stored.answer,
        "status": verdict.status.value,
        "score": verdict.score,
        "max_score": verdict.max_score,
        "message": " ".join(filter(None, (note(stored.verdict, verdict, locale), verdict.message))),
        "tests": [t.model_dump(mode="json") for t in outcome_views(verdict, texts.bundle.locale)],
        "output": verdict.output,
        "feedback": "",
        "explanation": explanation.model_dump(mode="json") if explanation else None,
        "solved": verdict.status is Status.PASSED,
    }


async def check_version(store: RegradeStore, problem_id: ProblemId, version: int) -> None:
    """Refuse a version that the problem never had, so that nobody takes it for one that is done.

    Raises:
        NotFound: There is no such version; the text says which there are.
    """
    there = await store.versions(problem_id)
    if version not in there:
        known = f"There are: {', '.join(map(str, there))}." if there else "It has none yet."
        raise NotFound(f"{problem_id} has no version {version}. {known}")


async def regrade(
    store: RegradeStore,
    grader: GraderPort,
    bank: Bank,
    problem_id: str,
    *,
    version: int = 0,
    course: str = "",
    dry_run: bool = False,
    at_once: int = 4,
    after: int = 0,
    learner: LearnerId | None = None,
    submission: UUID | None = None,
    page: int = PAGE,
    job: UUID | None = None,
) -> AsyncIterator[Regraded]:
    """Grade again what was handed in to a problem; yield what became of each, in order.

    Args:
        store: Where submissions and verdicts are.
        grader: Who grades.
        bank: The course, with the mended tests.
        problem_id: The problem.
        version: Submissions to this version; 0 for the current one. They are graded with the
            current tests in any case.
        course: Only learners enrolled in it; empty for all.
        dry_run: Change nothing.
        at_once: Submissions graded at a time.
        after: Only what arrived after the submission of this `seq`.
        learner: Only theirs.
        submission: Only this one.
        page: Submissions after which what became of them is told.
        job: The job that what is corrected counts for.

    Raises:
        NotFound: There is no such problem.
    """
    problem = bank.problems.get(ProblemId(problem_id))
    if problem is None:
        raise NotFound(f"There is no problem {problem_id} in this course.")
    gate = asyncio.Semaphore(at_once)

    async def one(stored: Graded) -> Regraded:
        async with gate:
            return await _one(store, grader, bank, problem, stored, dry_run=dry_run, job=job)

    while True:
        found = await store.to_regrade(
            problem.card.id,
            version or problem.card.version,
            problem.content_hash,
            course,
            after,
            learner,
            submission,
        )
        for done in await asyncio.gather(*(one(stored) for stored in found[:page])):
            yield done
        if not found:
            return
        after = found[:page][-1].seq


async def _one(
    store: RegradeStore,
    grader: GraderPort,
    bank: Bank,
    problem: Problem,
    stored: Graded,
    *,
    dry_run: bool,
    job: UUID | None,
) -> Regraded:
    cells = problem.code_of(stored.source.cells)
    verdict = await grader.grade(
        problem.speaking(stored.locale).of(stored.variant).bundle,
        Submission(cells, stored.source.loose),
        str(stored.learner),
    )
    old = stored.verdict
    changed = differs(old, verdict)
    outcome = "changed" if changed else "same"
    if verdict.status is Status.GRADER_ERROR:
        outcome = "not judged"
    elif not dry_run:
        answer = corrected(problem, stored, verdict) if changed else None
        await store.correct(stored, verdict, answer, problem.content_hash, bank, job)
    return Regraded(
        submission=stored.id,
        seq=stored.seq,
        learner=stored.name,
        outcome=outcome,
        before=(old.status.value, old.score),
        after=(verdict.status.value, verdict.score),
    )
