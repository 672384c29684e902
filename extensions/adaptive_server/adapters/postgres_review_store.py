"""Reviews in PostgreSQL: the port `ReviewStore`, one short transaction a method."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from grader.verdict import Verdict

from ..core.problem import ProblemId
from ..core.review import Review, ReviewState
from ..errors import ReviewChanged
from ..ports import LearnerId
from ..problems.bank import Bank
from ..review_port import OwnReview, ReviewedAnswer, ReviewFilter, StoredReview
from . import postgres_learners, postgres_regrade, postgres_review
from .postgres_class_store import PostgresClassStore


class PostgresReviewStore(PostgresClassStore):
    """What persons say of the submissions of a course."""

    async def earlier_review(
        self, learner: LearnerId, problem_id: ProblemId
    ) -> ReviewedAnswer | None:
        """Return the newest finished review of a learner on a problem."""
        return await self._database.transact(
            lambda c: postgres_review.earlier(c, learner, problem_id)
        )

    async def own_reviews(
        self, learner: LearnerId, problem_id: ProblemId | None = None, limit: int = 20
    ) -> Sequence[OwnReview]:
        """Return the newest review of each problem of a learner, newest first."""
        return await self._database.transact(
            lambda c: postgres_review.own(c, learner, problem_id, limit)
        )

    async def reviews(self, wanted: ReviewFilter) -> tuple[Sequence[StoredReview], int]:
        """Return a page of the queue, and how many wait in the course."""

        async def work(c: AsyncConnection) -> tuple[Sequence[StoredReview], int]:
            found = await postgres_review.page(c, self._course, wanted)
            return found, await postgres_review.waiting(c, self._course)

        return await self._database.transact(work, snapshot=True)

    async def review(self, submission: UUID) -> StoredReview:
        """Return one review of the course."""
        return await self._database.transact(
            lambda c: postgres_review.one(c, self._course, submission)
        )

    async def give_review(
        self,
        submission: UUID,
        revision: int,
        reviewer: LearnerId,
        decide: Callable[[StoredReview], tuple[Review, Verdict, Mapping[str, Any]]],
        bank: Bank,
    ) -> StoredReview:
        """Write a review with what follows from it, under the learner's lock."""
        learner = (await self.review(submission)).learner
        written: list[Review] = []

        async def work(c: AsyncConnection) -> StoredReview:
            await postgres_learners.lock(c, learner)
            stored = await postgres_review.one(c, self._course, submission)
            before = stored.review
            if before in written:  # the answer to our first try got lost, the review did not
                return stored
            if before.revision != revision or before.state is ReviewState.REPLACED:
                raise ReviewChanged
            review, verdict, answer = decide(stored)
            written.append(review)
            await postgres_review.write(c, submission, reviewer, review, before)
            await postgres_regrade.recount(
                c, learner, submission, verdict, answer, bank, self._tuning
            )
            return await postgres_review.one(c, self._course, submission)

        return await self._database.transact(work)
