"""When not to ask Gemini at all: after many faults, a used-up day or a refused key."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta

from .faults import FaultKind

FAULTS = 5
WITHIN_S = 30.0
REST_S = 60.0
REFUSED_S = 600.0
RESET_HOUR = 8
"""Google's day ends at midnight Pacific time, at the latest 08:00 UTC."""


class Breaker:
    """Counts faults; time is an argument, in UTC."""

    def __init__(self) -> None:
        self._faults: deque[datetime] = deque(maxlen=FAULTS)
        self._until: datetime | None = None
        self.why: FaultKind | None = None

    def allows(self, now: datetime) -> bool:
        """Say whether Gemini may be asked now."""
        if self._until is not None and now >= self._until:
            self._until, self.why = None, None
        return self._until is None

    def failed(self, kind: FaultKind, now: datetime) -> None:
        """Take note of a fault. A blocked or cut answer is none of Gemini's health."""
        if kind in (FaultKind.BLOCKED, FaultKind.TRUNCATED):
            return
        if kind is FaultKind.AUTH:
            self._open(kind, now + timedelta(seconds=REFUSED_S))
        elif kind is FaultKind.QUOTA_DAY:
            self._open(kind, next_reset(now))
        else:
            self._faults.append(now)
            first = self._faults[0]
            if len(self._faults) == FAULTS and (now - first).total_seconds() <= WITHIN_S:
                self._faults.clear()
                self._open(kind, now + timedelta(seconds=REST_S))

    def succeeded(self) -> None:
        """Take note of an answer: earlier faults are forgotten."""
        self._faults.clear()

    def _open(self, kind: FaultKind, until: datetime) -> None:
        self._until, self.why = until, kind


def next_reset(now: datetime) -> datetime:
    """Return when Google's daily quota begins anew."""
    today = now.astimezone(UTC).replace(hour=RESET_HOUR, minute=0, second=0, microsecond=0)
    return today if now < today else today + timedelta(days=1)
