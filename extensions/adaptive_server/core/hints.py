"""Which hint a learner may have now: the next rung after a new try or a short wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

WAIT_S = 180
"""Seconds to think over a hint before the next rung, unless a new attempt comes first."""


@dataclass(frozen=True, slots=True)
class HintPermit:
    """What may be shown.

    Attributes:
        rung: Level to show, from 1; 0 when the problem has no hints.
        wait_s: Seconds until the next rung; greater than 0 means `rung` is a repetition.
        more: There is a rung above this one.
    """

    rung: int
    wait_s: int
    more: bool


def allowed(
    shown: Sequence[tuple[int, datetime]],
    ladder: int,
    last_attempt_at: datetime | None,
    now: datetime,
) -> HintPermit:
    """Return the hint that may be shown now. The first comes at once, every rung exactly in order.

    Args:
        shown: Rung and time of the hints shown on this problem, in any order.
        ladder: Number of rungs of the problem.
        last_attempt_at: Time of the last graded attempt at the problem, or None.
        now: The present time.

    >>> from datetime import UTC
    >>> noon = datetime(2025, 1, 1, 12, tzinfo=UTC)
    >>> allowed([], 3, None, noon)
    HintPermit(rung=1, wait_s=0, more=True)
    >>> allowed([(1, noon)], 3, None, noon.replace(minute=1))
    HintPermit(rung=1, wait_s=120, more=True)
    """
    if ladder < 1:
        return HintPermit(0, 0, False)
    top = max((rung for rung, _ in shown), default=0)
    if top >= ladder:
        return HintPermit(ladder, 0, False)
    if top == 0:
        return HintPermit(1, 0, ladder > 1)
    # The first showing counts: asking again while waiting must not restart the wait.
    since = min(at for rung, at in shown if rung == top)
    waited = (now - since).total_seconds()
    if waited >= WAIT_S or (last_attempt_at is not None and last_attempt_at > since):
        return HintPermit(top + 1, 0, top + 1 < ladder)
    return HintPermit(top, max(1, min(WAIT_S, ceil(WAIT_S - waited))), True)
