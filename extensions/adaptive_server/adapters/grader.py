"""The grader's pool as the use cases see it: its refusals in the words of `errors`."""

from __future__ import annotations

from grader.bundle import Bundle, Submission
from grader.pool import GraderPool, LearnerFull, Mode, PoolUnavailable, QueueFull
from grader.verdict import Verdict

from ..errors import GraderBusy, GraderUnavailable, TooManyWaiting
from ..settings import Settings


def make_pool(settings: Settings, mode: Mode) -> GraderPool:
    """Return a pool as the settings want it, not started."""
    return GraderPool(
        settings.grader_workers,
        mode=mode,
        image=settings.grader_image,
        queue=settings.grader_queue,
        per_learner=max(1, settings.grader_queue // 3),
    )


class PoolGrader:
    """Fulfils `ports.GraderPort`."""

    def __init__(self, pool: GraderPool) -> None:
        self._pool = pool

    async def grade(self, bundle: Bundle, submission: Submission, learner: str) -> Verdict:
        """Grade one submission.

        Raises:
            TooManyWaiting: Too many answers of this learner wait.
            GraderBusy: The queue is full.
            GraderUnavailable: This machine offers no safe place to run learner code.
        """
        try:
            return await self._pool.grade(bundle, submission, learner)
        except LearnerFull:
            raise TooManyWaiting from None
        except QueueFull:
            raise GraderBusy from None
        except PoolUnavailable:
            raise GraderUnavailable from None

    async def close(self) -> None:
        """End every process."""
        await self._pool.close()
