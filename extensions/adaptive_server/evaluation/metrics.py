"""How good predictions of right and wrong answers are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

BINS = 15
REPLICATES = 200


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of merit of one model on one set of answers.

    Attributes:
        auc: Area under the receiver operating curve: the chance that a right answer was given a
            higher probability than a wrong one (Hanley & McNeil 1982,
            doi:10.1148/radiology.143.1.7063747).
        acc: Share on the right side of one half.
        brier: Mean squared error of the probability (Brier 1950).
        log_loss: Mean of -ln of the probability given to what happened; probabilities are held
            within 1e-6 of 0 and 1.
        ece: Expected calibration error, 15 bins of equal width (Naeini, Cooper & Hauskrecht 2015).
    """

    auc: float
    acc: float
    brier: float
    log_loss: float
    ece: float

    def to_json(self) -> dict[str, float]:
        """Return the figures by name."""
        return {name: round(value, 6) for name, value in asdict(self).items()}


def scores(outcomes: Vector, p: Vector) -> Scores:
    """Return the figures; outcomes are 0 or 1, of both kinds."""
    safe = np.clip(p, 1e-6, 1.0 - 1e-6)
    return Scores(
        auc=auc(outcomes, p),
        acc=float(np.mean((p > 0.5) == (outcomes > 0.5))),
        brier=float(np.mean((p - outcomes) ** 2)),
        log_loss=float(-np.mean(np.where(outcomes > 0.5, np.log(safe), np.log1p(-safe)))),
        ece=calibration_error(outcomes, p),
    )


def auc(outcomes: Vector, p: Vector) -> float:
    """Return the area under the curve; ties count one half, one kind of outcome alone gives .5."""
    return weighted_auc(np.unique(p, return_inverse=True)[1], outcomes, np.ones(len(p)))


def weighted_auc(place: NDArray[np.int64], outcomes: Vector, times: Vector) -> float:
    """Return the area under the curve where each answer counts so many times.

    Args:
        place: Rank of each answer's prediction, from 0; equal ones share theirs.
        outcomes: 0 or 1.
        times: How often each answer counts, from 0.
    """
    right = np.bincount(place, weights=times * outcomes)
    wrong = np.bincount(place, weights=times) - right
    pairs = right.sum() * wrong.sum()
    if pairs == 0:
        return 0.5
    return float((right * (np.cumsum(wrong) - wrong / 2.0)).sum() / pairs)


def calibration_error(outcomes: Vector, p: Vector, bins: int = BINS) -> float:
    """Return the mean gap between predicted and seen share of right answers, over bins of p."""
    bin_of = np.clip((p * bins).astype(np.int64), 0, bins - 1)
    gap = np.bincount(bin_of, weights=outcomes - p, minlength=bins)
    return float(np.abs(gap).sum() / len(p))


def auc_intervals(
    learners: Sequence[int], outcomes: Vector, predictions: dict[str, Vector], seed: int = 0
) -> dict[str, tuple[float, float]]:
    """Return 95 % intervals of the area under the curve, learners drawn with replacement.

    All models meet the same draws (Efron & Tibshirani, An Introduction to the Bootstrap, 1993).
    """
    known, of_answer = np.unique(np.asarray(learners), return_inverse=True)
    # Ranks are the same in every draw: only how often an answer counts is another.
    places = {name: np.unique(p, return_inverse=True)[1] for name, p in predictions.items()}
    rng = np.random.default_rng(seed)
    drawn: dict[str, list[float]] = {name: [] for name in predictions}
    for _ in range(REPLICATES):
        draw = rng.integers(len(known), size=len(known))
        times = np.bincount(draw, minlength=len(known)).astype(np.float64)[of_answer]
        for name, place in places.items():
            drawn[name].append(weighted_auc(place, outcomes, times))
    found = {}
    for name, values in drawn.items():
        low, high = np.percentile(values, [2.5, 97.5])
        found[name] = (round(float(low), 6), round(float(high), 6))
    return found
