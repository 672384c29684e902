"""Grading again as a job: asked for by an instructor, done by whichever process has room.

A job is leased page by page. Each submission is corrected in a transaction of its own, marked with
the content it was graded with, and counted, so a job that was cut off goes on, does nothing twice
and says how much it did.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import asdict
from typing import cast

from ..core.problem import ProblemId
from ..errors import GraderBusy, GraderUnavailable, MasteryError, NotFound
from ..ports import LearnerId, Person
from ..regrade_bodies import (
    OutdatedAnswers,
    OutdatedView,
    RegradeAsk,
    Regrades,
    RegradeState,
    RegradeView,
)
from ..regrade_job_port import RegradeJob, RegradeWish
from .ids import uuid_of
from .parts import Parts
from .progress import title_of
from .regrade import check_version, regrade
from .submit import problem_of

LEASE_S = 120.0
GIVE_BACK_S = 2.0
"""Longest wait of a stop for the lease to be given back."""
AT_ONCE = 1
STEP = 8
NEWEST = 20


async def ask(parts: Parts, person: Person, wanted: RegradeAsk) -> RegradeView:
    """Store a job; it begins within seconds.

    Raises:
        NotFound: There is no such problem, version, learner or submission in the course.
    """
    problem = problem_of(parts, wanted.problem_id)
    version = wanted.version or problem.card.version
    learner = LearnerId(wanted.learner_id) if wanted.learner_id else None
    if wanted.submission_id:
        stored = await parts.store.submission(wanted.submission_id)
        if stored is None or stored.problem_id != problem.card.id:
            raise NotFound
        learner, version = stored.learner, stored.version
    await check_version(parts.store, problem.card.id, version)
    if learner is not None:
        await parts.store.check_enrolled(learner)
    wish = RegradeWish(problem.card.id, version, learner, wanted.submission_id)
    who = await parts.store.learner(person)
    return _view(parts, await parts.store.ask_regrade(wish, problem.content_hash, who))


async def jobs(parts: Parts) -> Regrades:
    """List the newest jobs."""
    return Regrades(jobs=[_view(parts, job) for job in await parts.store.regrade_jobs(NEWEST)])


async def outdated(parts: Parts) -> OutdatedAnswers:
    """List what could be graded again."""
    found = await parts.store.outdated()
    return OutdatedAnswers(answers=[OutdatedView(**asdict(one)) for one in found])


async def job(parts: Parts, name: str) -> RegradeView:
    """Say how far a job is.

    Raises:
        NotFound: There is none of that id in the course.
    """
    return _view(parts, await parts.store.regrade_job(uuid_of(name)))


async def cancel(parts: Parts, name: str) -> RegradeView:
    """End a job after the submissions that it is at; what is corrected stays so.

    Raises:
        NotFound: There is none of that id in the course.
    """
    await parts.store.regrade_job(uuid_of(name))
    await parts.store.end_regrade(uuid_of(name), "cancelled")
    return await job(parts, name)


async def carry_on(parts: Parts, lease_s: float = LEASE_S) -> bool:
    """Take a job that nobody works on and do it to its end; says whether there was one.

    Cancelled, it gives the job back: the next process goes on at once.
    """
    taken = await parts.store.take_regrade(lease_s)
    if taken is None:
        return False
    wish, seen, not_judged, after = taken.wish, 0, 0, taken.after
    problem = parts.bank.problems.get(ProblemId(wish.problem_id))
    try:
        if problem is not None:
            async for done in regrade(
                parts.store,
                parts.grader,
                parts.bank,
                wish.problem_id,
                version=wish.version,
                course=parts.store.course_id,
                at_once=AT_ONCE,
                after=after,
                learner=wish.learner,
                submission=wish.submission,
                page=STEP,
                job=taken.id,
            ):
                seen += 1
                not_judged += done.outcome == "not judged"
                after = done.seq
                if seen % STEP == 0:
                    if not await parts.store.note_regrade(taken.id, not_judged, after, lease_s):
                        return True
                    not_judged = 0
    except (GraderBusy, GraderUnavailable):
        # Learners come first: what is left is done once the lease has run out.
        await parts.store.note_regrade(taken.id, not_judged, after, 5.0)
        return True
    except asyncio.CancelledError:
        with contextlib.suppress(MasteryError, TimeoutError):
            async with asyncio.timeout(GIVE_BACK_S):
                await parts.store.note_regrade(taken.id, not_judged, after, 0.0)
        raise
    await parts.store.note_regrade(taken.id, not_judged, after, lease_s)
    await parts.store.end_regrade(taken.id, "done")
    return True


def _view(parts: Parts, one: RegradeJob) -> RegradeView:
    wish = one.wish
    return RegradeView(
        id=one.id,
        problem_id=wish.problem_id,
        title=title_of(parts, wish.problem_id),
        version=wish.version,
        learner_id=wish.learner,
        submission_id=wish.submission,
        state=cast("RegradeState", one.state),
        total=one.total,
        same=one.same,
        changed=one.changed,
        not_judged=one.not_judged,
        asked_at=one.asked_at.isoformat(),
        ended_at=one.ended_at.isoformat() if one.ended_at else None,
    )
