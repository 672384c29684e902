"""What came of the tutor's help: shares and times with their n and intervals.

One episode is the help of one learner on one problem. Styles were drawn with unequal chances, so
each episode counts with the inverse of its propensity (Hajek's estimator). The interval is
Wilson's at 95 % (JASA 1927) with the effective number of learners (Kish, 1965): episodes of one
learner are alike, so they count as one. It is wider than one that takes them for independent.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf, sqrt

from .styles import Style

LEAST_N = 30
"""Below so many episodes no figure is shown."""
Z = 1.96
ROUNDING = 1e-9
"""Sums of weights are not exact: a median of equal ones must not move up by one."""
STYLE, DRAWN, HELD_OUT = "style ", "styles drawn", "held out"
"""How groups are named: each style, all that were drawn, and the learners who had no draw."""


@dataclass(frozen=True, slots=True)
class Episode:
    """The help of one learner on one problem, with what came after it.

    Attributes:
        learner: Pseudonym.
        source: Who worded the newest help: `offline`, `gemini` or `cache`.
        better: The next attempt at the problem scored more than the one before; None where there
            was no next one, or it had no attempt before it and did not pass.
        fixed_s: Seconds until the problem was solved, or None.
        unaided: The next other problem of the same skill was solved at the first attempt without
            help; None where there was none yet.
    """

    learner: str
    style: Style
    propensity: float
    held_out: bool
    source: str
    better: bool | None = None
    fixed_s: float | None = None
    unaided: bool | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval; all None where `n` is too small to show one."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The outcomes of some episodes."""

    name: str
    episodes: int
    learners: int
    unaided: Figure
    better: Figure
    fixed_s: Figure


def groups(episodes: Sequence[Episode]) -> list[Group]:
    """Return the outcomes by style, of the held out beside all others, and by source."""
    drawn = [e for e in episodes if not e.held_out]
    found = [group(f"{STYLE}{s}", [e for e in drawn if e.style is s]) for s in Style]
    found.append(group(DRAWN, drawn, weighted=False))
    found.append(group(HELD_OUT, [e for e in episodes if e.held_out]))
    sources = sorted({e.source for e in episodes})
    by_source = [
        group(f"source {s}", [e for e in episodes if e.source == s], weighted=False)
        for s in sources
    ]
    return found + by_source


def group(name: str, episodes: Sequence[Episode], *, weighted: bool = True) -> Group:
    """Return the outcomes of some episodes, weighted by the inverse propensity."""

    def weight(e: Episode) -> float:
        return 1 / e.propensity if weighted else 1.0

    return Group(
        name,
        len(episodes),
        len({e.learner for e in episodes}),
        share([(e.learner, weight(e), e.unaided) for e in episodes if e.unaided is not None]),
        share([(e.learner, weight(e), e.better) for e in episodes if e.better is not None]),
        middle([(e.learner, weight(e), e.fixed_s) for e in episodes]),
    )


def share(rows: Iterable[tuple[str, float, bool]]) -> Figure:
    """Return the weighted share of True among rows of learner, weight and outcome."""
    rows = list(rows)
    if len(rows) < LEAST_N:
        return Figure(len(rows))
    total = sum(weight for _, weight, _ in rows)
    value = sum(weight for _, weight, good in rows if good) / total
    low, high = wilson(value, effective((learner, weight) for learner, weight, _ in rows))
    return Figure(len(rows), value, low, high)


def effective(rows: Iterable[tuple[str, float]]) -> float:
    """Return how many learners of equal weight these rows of learner and weight are worth.

    >>> effective([("ada", 1.0), ("ada", 1.0), ("bo", 2.0)])
    2.0
    """
    weights: dict[str, float] = defaultdict(float)
    for learner, weight in rows:
        weights[learner] += weight
    return float(sum(weights.values()) ** 2 / sum(w**2 for w in weights.values()))


def wilson(value: float, n: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share of `n`.

    >>> [round(x, 3) for x in wilson(0.5, 100)]
    [0.404, 0.596]
    """
    middle = value + Z**2 / (2 * n)
    spread = Z * sqrt(value * (1 - value) / n + Z**2 / (4 * n**2))
    low, high = (middle - spread) / (1 + Z**2 / n), (middle + spread) / (1 + Z**2 / n)
    # Rounding must not put the share outside of its interval.
    return max(0.0, min(low, value)), min(1.0, max(high, value))


def middle(rows: Iterable[tuple[str, float, float | None]]) -> Figure:
    """Return the weighted median time of rows of learner, weight and seconds.

    Its interval comes from the order of the times. A problem that is not solved yet counts as
    longer than any time, so a bound that would fall on one is None.
    """
    rows = list(rows)
    if len(rows) < LEAST_N:
        return Figure(len(rows))
    reach = Z / (2 * sqrt(effective((learner, weight) for learner, weight, _ in rows)))
    times = sorted((inf if s is None else s, weight) for _, weight, s in rows)
    upto = list(accumulate(weight for _, weight in times))

    def at(part: float) -> float | None:
        place = bisect_left(upto, part * upto[-1] * (1 - ROUNDING))
        time = times[min(place, len(times) - 1)][0]
        return None if time == inf else time

    return Figure(len(rows), at(0.5), at(0.5 - reach), at(0.5 + reach))
