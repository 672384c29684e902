"""Cells of a table of answers: what was right, and when."""

from __future__ import annotations

import math
from datetime import UTC, datetime

LATEST = 1e11
"""Larger times, of the year 5138 and after as seconds since 1970, are in a thousandth of the unit:
in milliseconds, or still smaller ones."""

_YES, _NO = ("1", "true", "t"), ("0", "false", "f")


def is_right(text: str) -> bool:
    """Read whether an answer was right.

    >>> is_right("1.0"), is_right("FALSE")
    (True, False)

    Raises:
        ValueError: It is neither yes nor no; a part of the points is neither.
    """
    value = text.lower()
    if value in _YES or value in _NO:
        return value in _YES
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if number not in (0.0, 1.0):
        raise ValueError(f"correct must be 0 or 1, not {value[:20]!r}.")
    return number == 1.0


def seconds(text: str) -> float:
    """Read a time: seconds, milli-, micro- or nanoseconds, or ISO; an empty one comes first.

    An ISO time that names no zone is in UTC.

    >>> seconds("1700000000000"), seconds("1970-01-01T00:01"), seconds("")
    (1700000000.0, 60.0, -inf)

    Raises:
        ValueError: It is none of these.
    """
    if not text:
        return -math.inf
    try:
        number = float(text)
    except ValueError:
        try:
            at = datetime.fromisoformat(text)
            number = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError, OSError):
            raise ValueError(f"time is no number and no ISO time: {text[:30]!r}.") from None
    if not math.isfinite(number):
        raise ValueError(f"time must be finite, not {text[:20]!r}.")
    while abs(number) > LATEST:
        number /= 1000.0
    return number
