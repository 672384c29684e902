"""Routes of those who grade what no test can: the queue, one submission, its points."""

from __future__ import annotations

from .. import review_bodies
from ..tutoring import review
from .route import Access, Answer, Call, Route


async def _queue(call: Call) -> Answer:
    return await review.queue(call.parts, call.query)


async def _sheet(call: Call) -> Answer:
    return await review.sheet(call.parts, call.path["submission_id"])


async def _give(call: Call) -> Answer:
    return await review.review(call.parts, call.person, call.path["submission_id"], call.body)


REVIEW_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "class/reviews",
        "Submissions that a person grades, the oldest first",
        review_bodies.ReviewQueue,
        run=_queue,
        access=Access.ASSISTANT,
        query=review_bodies.ReviewQuery,
    ),
    Route(
        "GET",
        "class/reviews/{submission_id}",
        "One submission to review",
        review_bodies.ReviewSheet,
        run=_sheet,
        access=Access.ASSISTANT,
    ),
    Route(
        "POST",
        "class/reviews/{submission_id}",
        "Give points and words",
        review_bodies.ReviewSheet,
        review_bodies.ReviewAsk,
        run=_give,
        access=Access.ASSISTANT,
    ),
)
