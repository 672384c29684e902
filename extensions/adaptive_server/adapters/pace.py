"""How often one learner may ask Gemini; who is quicker gets the offline tutor, never an error."""

from __future__ import annotations

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

PER_MINUTE = 6
BURST, BURST_S = 3, 10


class Pace:
    """A moving window per learner, in this process's memory.

    It spares the database whoever is far too quick for one process; that all replicas together keep
    the pace is seen to where tokens are reserved (`postgres_spending.py`).
    """

    def __init__(self, per_minute: int = PER_MINUTE, burst: int = BURST) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._items = (
            RateLimitItemPerSecond(burst, BURST_S),
            RateLimitItemPerMinute(per_minute),
        )

    def allows(self, learner: str) -> bool:
        """Count one question and say whether it is within every limit."""
        if not all(self._limiter.test(item, learner) for item in self._items):
            return False
        for item in self._items:
            self._limiter.hit(item, learner)
        return True
