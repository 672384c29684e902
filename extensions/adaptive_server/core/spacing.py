"""FSRS-6 for two ratings, Good and Again: stability in days and difficulty from 1 to 10.

The equations and the published default parameters are those of the library `fsrs` (Ye, Su & Cao
2022, doi:10.1145/3534678.3539081), which makes a card, a due date and a log for every review and
so takes ten times as long. A test holds both equal to the last bit.
"""

from __future__ import annotations

from math import e

from fsrs import Rating, Scheduler

_W: tuple[float, ...] = tuple(Scheduler().parameters)
_GOOD, _AGAIN, _EASY = int(Rating.Good), int(Rating.Again), int(Rating.Easy)

LEAST = 0.001
"""Smallest stability."""

DECAY = -_W[20]
FACTOR = 0.9 ** (1 / DECAY) - 1
"""Such that the retrievability is .9 when as many days have passed as the stability has."""

_EASIEST = _W[4] - e ** (_W[5] * (_EASY - 1)) + 1
_RECALLED = e ** _W[8]
_SHORT = {rating: e ** (_W[17] * (rating - 3 + _W[18])) for rating in (_GOOD, _AGAIN)}
_FORGOTTEN = e ** (_W[17] * _W[18])
_HARDER = {rating: -(_W[6] * (rating - 3)) for rating in (_GOOD, _AGAIN)}


def recalled(stability: float, days: int) -> float:
    """Return the retrievability in (0, 1] after so many whole days.

    >>> round(recalled(10.0, 10), 6)
    0.9
    """
    return float((1 + FACTOR * days / stability) ** DECAY)


def first(success: bool) -> tuple[float, float]:
    """Return stability and difficulty after the first review.

    >>> [round(x, 3) for x in first(True)], [round(x, 3) for x in first(False)]
    ([2.307, 2.118], [0.212, 6.413])
    """
    rating = _GOOD if success else _AGAIN
    return max(_W[rating - 1], LEAST), _held(_W[4] - e ** (_W[5] * (rating - 1)) + 1)


def after(stability: float, difficulty: float, days: int, success: bool) -> tuple[float, float]:
    """Return stability and difficulty after a later review, `days` whole days after the last.

    >>> s, d = after(*first(True), 3, True)
    >>> s > first(True)[0], after(*first(True), 3, False)[0] < first(True)[0]
    (True, True)
    """
    rating = _GOOD if success else _AGAIN
    if days < 1:
        more = _SHORT[rating] * stability ** -_W[19]
        new = stability * (max(more, 1.0) if success else more)
    elif success:
        new = _after_recall(stability, difficulty, recalled(stability, days))
    else:
        new = _after_lapse(stability, difficulty, recalled(stability, days))
    damped = difficulty + (10.0 - difficulty) * _HARDER[rating] / 9.0
    return max(new, LEAST), _held(_W[7] * _EASIEST + (1 - _W[7]) * damped)


def _after_recall(stability: float, difficulty: float, r: float) -> float:
    spaced = e ** ((1 - r) * _W[10]) - 1
    return float(stability * (1 + _RECALLED * (11 - difficulty) * stability ** -_W[9] * spaced))


def _after_lapse(stability: float, difficulty: float, r: float) -> float:
    spaced = e ** ((1 - r) * _W[14])
    long = _W[11] * difficulty ** -_W[12] * ((stability + 1) ** _W[13] - 1) * spaced
    return float(min(long, stability / _FORGOTTEN))


def _held(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
