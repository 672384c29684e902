"""How often one learner may ask Gemini; who is quicker gets the offline tutor, never an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from cachetools import LRUCache

PER_MINUTE, MINUTE_S = 6, 60
BURST, BURST_S = 3, 10
REMEMBERED = 10_000
"""Of so many learners the questions of the last minute are kept."""


class Pace:
    """A moving window per learner, in this process's memory.

    It spares the database whoever is far too quick for one process; that all replicas together keep
    the pace is seen to where tokens are reserved (`postgres_spending.py`).

    Args:
        now: A clock that never goes back, in seconds.
    """

    def __init__(
        self,
        per_minute: int = PER_MINUTE,
        burst: int = BURST,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._per_minute, self._burst, self._now = per_minute, burst, now
        self._asked: LRUCache[str, Sequence[float]] = LRUCache(REMEMBERED)

    def allows(self, learner: str) -> bool:
        """Count one question and say whether it is within every limit; a refused one is none."""
        now = self._now()
        asked = [at for at in self._asked.get(learner, ()) if now - at < MINUTE_S]
        burst = sum(now - at < BURST_S for at in asked)
        if len(asked) >= self._per_minute or burst >= self._burst:
            return False
        self._asked[learner] = [*asked, now]
        return True
