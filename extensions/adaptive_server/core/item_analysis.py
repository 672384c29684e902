"""What answers say of a problem version: success, hints, time, giving up, each with its interval.

Nothing is said where too few have answered: a share of five learners is a rumour.

Intervals of shares are Wilson's score interval at 95 % (Wilson 1927,
doi:10.1080/01621459.1927.10502953), which stays within 0 and 1 and holds for small numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from .help_effect import wilson

FEW = 10
"""Learners from which on figures are told; a design choice."""

AWAY_MIN = 120.0
"""Minutes from which on a first attempt says nothing of time: the learner was away; our choice."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one learner did, whose first attempt was at this version.

    Attributes:
        solved_first: The first attempt passed, and no hint was shown before it.
        hinted: A hint was shown at any time.
        solved: They solved it by now.
        left: They have not solved it, and have answered another problem since.
        minutes: From being offered it, or their answer before, to the first attempt; None where
            nobody knows.
        variant: Which variant it was; 0 for a problem without variants.
    """

    solved_first: bool
    hinted: bool
    solved: bool
    left: bool
    minutes: float | None
    variant: int = 0


@dataclass(frozen=True, slots=True)
class Discrimination:
    """How well a version tells strong from weak learners, as of the last calibration."""

    mean: float
    sd: float
    answers: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `n` learners with its interval, all in [0, 1]."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Times:
    """Minutes to the first attempt: the middle one, and between which two half of them lie."""

    middle: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Figures of a version; None where too few have answered.

    Attributes:
        learners: How many have answered.
    """

    learners: int
    first_try: Share | None
    hints: Share | None
    gave_up: Share | None
    minutes: Times | None


def analysis(answered: Sequence[Answered]) -> Analysis:
    """Return the figures of one version.

    >>> one = Answered(True, False, True, False, 3.0)
    >>> analysis([one] * 9).first_try is None
    True
    >>> analysis([one] * 10).minutes
    Times(middle=3.0, low=3.0, high=3.0, n=10)
    """
    n = len(answered)
    return Analysis(
        learners=n,
        first_try=_told(sum(a.solved_first for a in answered), n),
        hints=_told(sum(a.hinted for a in answered), n),
        gave_up=_told(sum(a.left for a in answered), n),
        minutes=_times([a.minutes for a in answered if a.minutes is not None]),
    )


def share(some: int, n: int) -> Share:
    """Return `some` of `n`, which is at least 1, with Wilson's interval.

    >>> s = share(8, 10)
    >>> round(s.low, 2), round(s.high, 2)
    (0.49, 0.94)
    """
    low, high = wilson(some / n, n)
    return Share(some / n, low, high, n)


def _told(some: int, n: int) -> Share | None:
    return share(some, n) if n >= FEW else None


def _times(minutes: Sequence[float]) -> Times | None:
    near = [m for m in minutes if 0 <= m <= AWAY_MIN]
    if len(near) < FEW:
        return None
    low, _, high = quantiles(near, n=4, method="inclusive")
    return Times(median(near), low, high, len(near))
