"""Routes of instructors who have submissions graded again."""

from __future__ import annotations

from .. import regrade_bodies
from ..tutoring import regrade_jobs
from .route import Access, Answer, Call, Route


async def _jobs(call: Call) -> Answer:
    return await regrade_jobs.jobs(call.parts)


async def _outdated(call: Call) -> Answer:
    return await regrade_jobs.outdated(call.parts)


async def _ask(call: Call) -> Answer:
    return await regrade_jobs.ask(call.parts, call.person, call.body)


async def _job(call: Call) -> Answer:
    return await regrade_jobs.job(call.parts, call.path["job_id"])


async def _act(call: Call) -> Answer:
    return await regrade_jobs.cancel(call.parts, call.path["job_id"])


REGRADE_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "class/outdated",
        "Answers that were checked with other tests than today's",
        regrade_bodies.OutdatedAnswers,
        run=_outdated,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "GET",
        "class/regrades",
        "Runs of grading again",
        regrade_bodies.Regrades,
        run=_jobs,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "POST",
        "class/regrades",
        "Grade again what was handed in",
        regrade_bodies.RegradeView,
        regrade_bodies.RegradeAsk,
        run=_ask,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "GET",
        "class/regrades/{job_id}",
        "How far a run is",
        regrade_bodies.RegradeView,
        run=_job,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "POST",
        "class/regrades/{job_id}",
        "Cancel a run",
        regrade_bodies.RegradeView,
        regrade_bodies.RegradeAct,
        run=_act,
        access=Access.INSTRUCTOR,
    ),
)
