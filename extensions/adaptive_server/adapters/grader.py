"""The grader's pool as the use cases see it: its refusals in the words of `errors`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence

from grader.bundle import Bundle, Submission
from grader.pool import GraderPool, LearnerFull, Mode, PoolAway, PoolUnavailable, QueueFull
from grader.proposals import Proposal
from grader.study import Study
from grader.verdict import Verdict

from ..errors import GraderAway, GraderBusy, GraderUnavailable, TooManyWaiting
from ..settings import Settings

WAIT_S = 1.0
"""Longest wait for a closer look: a hint without one is better than a late hint."""


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Put the pool's refusals into the words of `errors`."""
    try:
        yield
    except LearnerFull:
        raise TooManyWaiting from None
    except QueueFull:
        raise GraderBusy from None
    except PoolAway:
        raise GraderAway from None
    except PoolUnavailable:
        raise GraderUnavailable from None


@contextlib.asynccontextmanager
async def alone(turn: asyncio.Semaphore) -> AsyncIterator[None]:
    """Hold a turn, and put the pool's refusals into the words of `errors`.

    Raises:
        GraderBusy: The turn is not free within `WAIT_S`.
    """
    try:
        await asyncio.wait_for(turn.acquire(), WAIT_S)
    except TimeoutError:
        raise GraderBusy from None
    try:
        with refusals():
            yield
    finally:
        turn.release()


def make_pool(settings: Settings, mode: Mode) -> GraderPool:
    """Return a pool as the settings want it, not started."""
    return GraderPool(
        settings.grader_workers,
        mode=mode,
        image=settings.grader_image,
        socket=settings.grader_socket,
        queue=settings.grader_queue,
        per_learner=max(1, settings.grader_queue // 3),
    )


class PoolGrader:
    """Fulfils `ports.GraderPort`."""

    def __init__(self, pool: GraderPool) -> None:
        self._pool = pool
        self._one_study, self._one_trial = asyncio.Semaphore(1), asyncio.Semaphore(1)

    async def grade(self, bundle: Bundle, submission: Submission, learner: str) -> Verdict:
        """Grade one submission.

        Raises:
            TooManyWaiting: Too many answers of this learner wait.
            GraderBusy: The queue is full.
            GraderAway: The grader beside the service does not answer now.
            GraderUnavailable: This machine offers no safe place to run learner code.
        """
        with refusals():
            return await self._pool.grade(bundle, submission, learner)

    async def study(
        self, bundle: Bundle, submission: Submission, learner: str, seconds: float
    ) -> Study:
        """Look closer at an answer; one at a time, so that handing in keeps its workers.

        Raises:
            GraderBusy: Others are looked at for longer than is worth the wait.
            TooManyWaiting, GraderUnavailable: As `grade`.
        """
        async with alone(self._one_study):
            return await self._pool.study(bundle, submission, learner, seconds)

    async def one_passes(
        self,
        bundle: Bundle,
        submission: Submission,
        proposals: Sequence[Proposal],
        learner: str,
        seconds: float,
    ) -> bool:
        """Say whether proposed code mends an answer; one at a time.

        Raises:
            GraderBusy: Others are tried for longer than is worth the wait.
            TooManyWaiting, GraderUnavailable: As `grade`.
        """
        async with alone(self._one_trial):
            return await self._pool.one_passes(bundle, submission, proposals, learner, seconds)

    async def close(self) -> None:
        """End every process."""
        await self._pool.close()
