"""The shared logistic layer: weights that all learners and problems have in common.

    p = sigma(sum_j w_j f_j)

Weights with `gelo_logit` 1 and the rest 0 give exactly the prediction of `model`.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul, sub

from .belief import held, sigmoid
from .features import FEATURES, GELO

RATE = 0.0002
"""Step of the online descent once weights are fitted on these learners. Larger ones follow a change
faster and are noise where there is none: .0005 costs .0005 to .001 of area under the curve."""

LEAST_RATE = 0.0005
FIRST_RATE = 0.01
SETTLED = 1000.0
"""Answers after which the extra step of weights that are not fitted yet has halved."""

LEASH = 2.0
"""How far online descent may take a weight from where it began."""

Weights = tuple[float, ...]

GELO_ALONE: Weights = tuple(float(n == GELO) for n in range(len(FEATURES)))
"""Weights that leave the prediction of the beliefs as it is."""


def probability(weights: Sequence[float], row: Sequence[float]) -> float:
    """Return p in [0, 1].

    >>> probability(GELO_ALONE, (0.0,) * len(FEATURES))
    0.5
    """
    return sigmoid(sum(map(mul, weights, row)))


def rate(answers: int) -> float:
    """Return the step after so many answers, for weights fitted on other learners.

    >>> round(rate(0), 4), round(rate(1000), 4), round(rate(10**9), 4)
    (0.0105, 0.0055, 0.0005)
    """
    return LEAST_RATE + FIRST_RATE / (1.0 + answers / SETTLED)


def nudged(
    weights: Sequence[float],
    row: Sequence[float],
    p: float,
    success: bool,
    step: float,
    home: Sequence[float],
) -> list[float]:
    """Return the weights after one step of stochastic gradient descent on the log loss.

    w <- w + step (y - p) f, held within `LEASH` of `home`.
    """
    by = step * ((1.0 if success else 0.0) - p)
    new = [w + by * f for w, f in zip(weights, row, strict=True)]
    if max(map(abs, map(sub, new, home))) <= LEASH:
        return new
    return [held(w, h - LEASH, h + LEASH) for w, h in zip(new, home, strict=True)]
