"""The grader's pool as the use cases see it: its refusals in the words of `errors`."""

from __future__ import annotations

from grader.bundle import Bundle, Submission
from grader.pool import GraderPool, LearnerFull, PoolUnavailable, QueueFull
from grader.verdict import Verdict

from ..errors import GraderBusy, GraderUnavailable, TooManyWaiting


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
