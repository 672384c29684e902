"""What each arm of an experiment is worth: compared directly, and judged on the log of all arms.

For a recommendation with the reward r, probability mu of having been picked and pi of being picked
by the judged arm, w = pi / mu:

    IPS    mean of w r                                   (Horvitz & Thompson 1952,
                                                          doi:10.1080/01621459.1952.10483446)
    SNIPS  sum of w r / sum of w                         (Swaminathan & Joachims 2015, NeurIPS)
    DR     mean of sum_a pi(a) q(a) + w (r - q)          (Dudik, Langford & Li 2011,
                                                          arXiv:1103.4601)

q is the reward that a ridge regression expects, fitted on the other half of the learners. Intervals
are of 95 %, learners drawn with replacement (Efron & Tibshirani 1993), since a learner's rewards
hang together. A mean of w far from 1 says that the log does not hold what the arm would pick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

REPLICATES = 1000
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
    seed: int = 0,
) -> dict[str, Any]:
    """Return how each arm did and differs from the first, and what the log says of each policy.

    Args:
        log: At least one recommendation.
        arms: Names; the others are compared with the first.
        policies: Those of the arms; None where each arm is one.
        seed: Of the replicates.
    """
    policies = arms if policies is None else policies
    people = sorted({each.learner for each in log})
    place = {name: n for n, name in enumerate(people)}
    of = np.array([place[each.learner] for each in log], dtype=np.int64)
    rewards = np.array([each.reward for each in log])
    inside = {arm: np.array([each.arm == arm for each in log], dtype=bool) for arm in arms}
    draws = _draws(len(people), seed)
    terms = {policy: _terms(log, policy, rewards, of) for policy in policies}
    return {
        "recommendations": len(log),
        "learners": len(people),
        "arms": {arm: _direct(rewards, of, inside[arm], draws) for arm in arms},
        "differences": {
            arm: _difference(rewards, of, inside[arm], inside[arms[0]], draws) for arm in arms[1:]
        },
        "policies": {policy: _policy(terms[policy], of, draws) for policy in policies},
    }


def _draws(people: int, seed: int) -> Vector:
    """Return how often each learner is in each replicate; the first row is the log itself."""
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(people, np.full(people, 1.0 / people), size=REPLICATES)
    return np.vstack([np.ones(people), drawn]).astype(np.float64)


def _direct(rewards: Vector, of: NDArray[Any], inside: NDArray[Any], draws: Vector) -> Any:
    values = _ratio(draws, _sums(rewards * inside, of, draws), _sums(inside * 1.0, of, draws))
    told = _told(values)
    return {"learners": len(set(of[inside])), "recommendations": int(inside.sum()), **told}


def _difference(
    rewards: Vector, of: NDArray[Any], one: NDArray[Any], other: NDArray[Any], draws: Vector
) -> dict[str, Any]:
    def mean(inside: NDArray[Any]) -> Vector:
        return _ratio(draws, _sums(rewards * inside, of, draws), _sums(inside * 1.0, of, draws))

    values = mean(one) - mean(other)
    error = float(np.nanstd(values[1:])) if np.isfinite(values[1:]).any() else float("nan")
    return {**_told(values), "detectable": _round(POWERED * error)}


def _policy(terms: Mapping[str, Vector], of: NDArray[Any], draws: Vector) -> dict[str, Any]:
    count = _sums(np.ones(len(of)), of, draws)
    w = terms["w"]
    found = {
        "ips": _told(_ratio(draws, _sums(terms["wr"], of, draws), count)),
        "snips": _told(_ratio(draws, _sums(terms["wr"], of, draws), _sums(w, of, draws))),
        "dr": _told(_ratio(draws, _sums(terms["dr"], of, draws), count)),
    }
    squares = float((w**2).sum())
    return {
        **found,
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


def _sums(values: Vector, of: NDArray[Any], draws: Vector) -> Vector:
    return np.asarray(draws @ np.bincount(of, weights=values, minlength=draws.shape[1]))


def _ratio(draws: Vector, above: Vector, below: Vector) -> Vector:
    found = np.divide(above, below, out=np.full(len(draws), np.nan), where=below > 0)
    return np.asarray(found)


def _told(values: Vector) -> dict[str, Any]:
    """Return the value of the log itself with the interval of the replicates."""
    drawn = values[1:][np.isfinite(values[1:])]
    low, high = np.percentile(drawn, [2.5, 97.5]) if len(drawn) else (np.nan, np.nan)
    interval = [_round(float(low)), _round(float(high))]
    return {"value": _round(float(values[0])), "interval": interval}


def _round(x: float) -> float | None:
    return round(x, 6) if np.isfinite(x) else None
