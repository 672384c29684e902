"""What each arm of an experiment is worth: compared directly, and judged on the log of all arms.

For a recommendation with the reward r, probability mu of having been picked and pi of being picked
by the judged arm, w = pi / mu:

    IPS    mean of w r                                   (Horvitz & Thompson 1952,
                                                          doi:10.1080/01621459.1952.10483446)
    SNIPS  sum of w r / sum of w                         (Swaminathan & Joachims 2015, NeurIPS)
    DR     mean of sum_a pi(a) q(a) + w (r - q)          (Dudik, Langford & Li 2011,
                                                          arXiv:1103.4601)

q is the reward that a ridge regression expects, fitted on the other half of the learners. A mean of
w far from 1 says that the log does not hold what the arm would pick.

Intervals are of 95 %. A learner's rewards hang together, so the standard error is that of leaving
out one learner at a time (the jackknife of Tukey, in Efron & Tibshirani 1993, chapter 11), and
Student's t takes the place of 1.96. Few learners with large weights make that error itself
uncertain; its degrees of freedom are those of Satterthwaite 1946 (doi:10.2307/3002019), from how
it varies between learners.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Vector = NDArray[np.float64]

RIDGE = 1.0
POWERED = 2.8
"""Standard errors of a difference that is found four times in five at the level of 5 %: z(.975) +
z(.8), the minimum detectable effect of Bloom 1995, doi:10.1177/0193841X9501900504."""


@dataclass(frozen=True, slots=True)
class Option:
    """A problem that some arm may have picked: predicted success, need, probability by arm."""

    predicted: float
    need: float
    chances: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Logged:
    """A recommendation and what came of it.

    Attributes:
        learner: Whose it was.
        arm: The learner's arm.
        picked: The problem.
        propensity: Probability with which it was picked, in (0, 1].
        reward: What it brought.
        options: By problem, all that any arm may have picked.
    """

    learner: str
    arm: str
    picked: str
    propensity: float
    reward: float
    options: Mapping[str, Option]


def report(
    log: Sequence[Logged],
    arms: Sequence[str],
    policies: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Return how each arm did and differs from the first, and what the log says of each policy.

    Args:
        log: At least one recommendation.
        arms: Names; the others are compared with the first.
        policies: Those of the arms; None where each arm is one.
    """
    policies = arms if policies is None else policies
    people = sorted({each.learner for each in log})
    place = {name: n for n, name in enumerate(people)}
    of = np.array([place[each.learner] for each in log], dtype=np.int64)
    rewards = np.array([each.reward for each in log])
    inside = {arm: np.array([each.arm == arm for each in log], dtype=bool) for arm in arms}
    terms = {policy: _terms(log, policy, rewards, of) for policy in policies}
    return {
        "recommendations": len(log),
        "learners": len(people),
        "arms": {arm: _direct(rewards, of, inside[arm]) for arm in arms},
        "differences": {
            arm: _difference(rewards, of, inside[arm], inside[arms[0]]) for arm in arms[1:]
        },
        "policies": {policy: _policy(terms[policy], of) for policy in policies},
    }


def _direct(rewards: Vector, of: NDArray[Any], inside: NDArray[Any]) -> dict[str, Any]:
    told = _told(_ratio(rewards * inside, inside * 1.0, of))
    return {"learners": len(set(of[inside])), "recommendations": int(inside.sum()), **told}


def _difference(
    rewards: Vector, of: NDArray[Any], one: NDArray[Any], other: NDArray[Any]
) -> dict[str, Any]:
    values = _ratio(rewards * one, one * 1.0, of) - _ratio(rewards * other, other * 1.0, of)
    return {**_told(values), "detectable": _round(POWERED * _error(values))}


def _policy(terms: Mapping[str, Vector], of: NDArray[Any]) -> dict[str, Any]:
    w, each = terms["w"], np.ones(len(of))
    squares = float((w**2).sum())
    return {
        "ips": _told(_ratio(terms["wr"], each, of)),
        "snips": _told(_ratio(terms["wr"], w, of)),
        "dr": _told(_ratio(terms["dr"], each, of)),
        "mean_weight": _round(float(w.mean())),
        "effective": _round(float(w.sum()) ** 2 / squares) if squares else 0.0,
    }


def _terms(log: Sequence[Logged], arm: str, rewards: Vector, of: NDArray[Any]) -> dict[str, Vector]:
    w = np.array([_chance(x.options.get(x.picked), arm) / x.propensity for x in log])
    q = _expected(log, rewards, of)
    picked = np.array([q(n, x.options.get(x.picked)) for n, x in enumerate(log)])
    wanted = np.array(
        [sum(_chance(o, arm) * q(n, o) for o in x.options.values()) for n, x in enumerate(log)]
    )
    return {"w": w, "wr": w * rewards, "dr": wanted + w * (rewards - picked)}


def _chance(option: Option | None, arm: str) -> float:
    return option.chances.get(arm, 0.0) if option else 0.0


def _expected(
    log: Sequence[Logged], rewards: Vector, of: NDArray[Any]
) -> Callable[[int, Option | None], float]:
    """Fit the reward on either half of the learners; each is asked about the other half."""
    x = np.array([_features(each.options.get(each.picked)) for each in log])
    fits = []
    for half in (0, 1):
        rows = of % 2 != half
        a, y = x[rows], rewards[rows]
        fits.append(np.linalg.solve(a.T @ a + RIDGE * np.eye(x.shape[1]), a.T @ y))
    return lambda n, option: float(np.dot(_features(option), fits[of[n] % 2]))


def _features(option: Option | None) -> list[float]:
    if option is None:
        return [1.0, 0.0, 0.0, 0.0]
    p = option.predicted
    return [1.0, p, p * p, option.need]


def _ratio(above: Vector, below: Vector, of: NDArray[Any]) -> Vector:
    """Return the ratio of two sums; first of all rows, then without each learner in turn."""
    sums = [np.bincount(of, weights=each) for each in (above, below)]
    top, bottom = (np.concatenate([[each.sum()], each.sum() - each]) for each in sums)
    found = np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 1e-12)
    return np.asarray(found)


def _error(values: Vector) -> float:
    """Return the standard error of a value from those without each learner."""
    people = len(values) - 1
    moved = values[1:] - values[0]
    return float(np.sqrt((people - 1) / people * (moved**2).sum()))


def _freedom(values: Vector) -> float:
    """Return 2 E(v)^2 / var(v) of the variance v that `_error` estimates, at most learners - 1."""
    people = len(values) - 1
    squares = (values[1:] - values[0]) ** 2
    spread = float((squares**2).sum() - squares.sum() ** 2 / people)
    return min(people - 1, 2 * float(squares.sum()) ** 2 / spread) if spread > 0 else people - 1


def _told(values: Vector) -> dict[str, Any]:
    """Return a value with its interval; none of one learner, or where all hangs on one."""
    value, reach = float(values[0]), np.nan
    if len(values) > 2 and np.isfinite(values).all():
        reach = float(stdtrit(_freedom(values), 0.975)) * _error(values)
    return {"value": _round(value), "interval": [_round(value - reach), _round(value + reach)]}


def _round(x: float) -> float | None:
    return round(x, 6) if np.isfinite(x) else None
