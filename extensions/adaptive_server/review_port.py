"""What reviewing needs of the store, as a protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from grader.bundle import Submission
from grader.verdict import Verdict

from .core.problem import ProblemId
from .core.review import Mark, Review
from .ports import LearnerId
from .problems.bank import Bank


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review with the submission that it is about.

    Attributes:
        seq: Its place in the queue.
        name: The learner's hub name; `reviewer` is that of who gave the points last.
        verdict: What the tests say.
        answer: What the learner gets when they ask for this submission.
    """

    submission: UUID
    seq: int
    learner: LearnerId
    name: str
    problem_id: ProblemId
    version: int
    source: Submission
    received_at: datetime
    verdict: Verdict
    answer: Mapping[str, Any]
    review: Review
    reviewer: str | None
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which reviews are wanted: past `after`, at most `limit`."""

    state: str
    problem_id: ProblemId | None = None
    learner: LearnerId | None = None
    after: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ReviewedAnswer:
    """What a learner handed in, with what a person said of it."""

    marks: tuple[Mark, ...]
    source: Submission


@dataclass(frozen=True, slots=True)
class OwnReview:
    """The newest review of a learner on a problem, as they may see it."""

    problem_id: ProblemId
    submission: UUID
    review: Review
    at: datetime


class ReviewStore(Protocol):
    """Reviews of the course; every method keeps to its learners."""

    async def earlier_review(
        self, learner: LearnerId, problem_id: ProblemId
    ) -> ReviewedAnswer | None:
        """Return the newest finished review of a learner on a problem."""
        ...

    async def own_reviews(
        self, learner: LearnerId, problem_id: ProblemId | None = None, limit: int = 20
    ) -> Sequence[OwnReview]:
        """Return the newest review of each problem of a learner, newest first."""
        ...

    async def reviews(self, wanted: ReviewFilter) -> tuple[Sequence[StoredReview], int]:
        """Return a page of reviews in the order of the queue, and how many wait in the course."""
        ...

    async def review(self, submission: UUID) -> StoredReview:
        """Return one review.

        Raises:
            NotFound: There is none, or its learner is not in the course.
        """
        ...

    async def give_review(
        self,
        submission: UUID,
        revision: int,
        reviewer: LearnerId,
        decide: Callable[[StoredReview], tuple[Review, Verdict, Mapping[str, Any]]],
        bank: Bank,
    ) -> StoredReview:
        """Write a review with what follows from it, under the learner's lock; replays them.

        `decide` returns the review, the verdict that counts from now on and the learner's
        answer. It is pure; a `MasteryError` of it ends the transaction.

        Raises:
            NotFound: As `review`.
            ReviewChanged: The stored review is not at `revision`, or was replaced.
        """
        ...
