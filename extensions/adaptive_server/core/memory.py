"""Forgetting: one FSRS-6 review card per skill, kept as short JSON text.

The equations are in `spacing`. The text holds stability (days), difficulty (1 to 10), time and
outcome of the last review that counted.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from .spacing import LEAST, after, first, recalled

DUE = 0.9
"""A skill is due for review below this retrievability."""

_DAY = timedelta(days=1)


def retrievability(memory: str | None, at: datetime) -> float:
    """Return the chance in (0, 1] that a skill is still at hand; 1 before the first practice.

    R = (1 + F t / S)^-decay with t in whole days and F such that R = .9 at t = S (FSRS-6).

    >>> day = datetime(2025, 1, 1, tzinfo=UTC)
    >>> text = reviewed(None, True, day)
    >>> [round(retrievability(text, day + timedelta(days=d)), 3) for d in (0, 1, 3, 30)]
    [1.0, 0.947, 0.881, 0.668]
    """
    if memory is None:
        return 1.0
    stability, _, last, _ = _read(memory)
    days = max(0, (at - last).days)
    return recalled(stability, days)


def due_in(memory: str, at: datetime) -> int:
    """Return after how many days from `at` the skill falls due, 0 when it is."""
    stability, _, last, _ = _read(memory)
    days = int(stability) + 1 - max(0, (at - last).days)
    return max(0, days)


def reviewed(memory: str | None, success: bool, at: datetime) -> str:
    """Return the memory after a practice.

    Within 24 hours only a failure after a success counts: cramming is no spacing, and failing all
    day is no worse than failing once.

    Args:
        memory: Text that this function gave before, or None.
        success: Good or Again.
        at: Time of the practice, with a time zone.

    Raises:
        ValueError: `at` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a time zone cannot be used; pass UTC")
    at = at.astimezone(UTC)
    if memory is None:
        return _written(*first(success), at, success)
    stability, difficulty, last, succeeded = _read(memory)
    since = at - last
    if since < _DAY and (success or not succeeded):
        return memory
    new = after(stability, difficulty, max(0, since.days), success)
    return _written(*new, max(at, last), success)


def _written(stability: float, difficulty: float, at: datetime, success: bool) -> str:
    when = at.isoformat(timespec="seconds")
    # JSON by hand: numbers and one time need no encoder, and every attempt writes some.
    return (
        f'{{"s":{round(stability, 4)!r},"d":{round(difficulty, 3)!r},'
        f'"at":"{when}","ok":{int(success)}}}'
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[float, float, datetime, bool]:
    data = json.loads(text)
    at = datetime.fromisoformat(data["at"])
    return max(LEAST, float(data["s"])), float(data["d"]), at, bool(data["ok"])
