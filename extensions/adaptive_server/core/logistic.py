"""The shared logistic layer: weights that all learners and problems have in common.

    p = sigma(sum_j w_j f_j)

Weights with `gelo_logit` 1 and the rest 0 give exactly the prediction of `model`.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul, sub

from .belief import held, sigmoid
from .features import FEATURES, GELO

LEASH = 8.0
"""How far answers may take a weight from where it began. Where a second try nearly always succeeds,
a weight goes four away and has to."""

Weights = tuple[float, ...]

GELO_ALONE: Weights = tuple(float(n == GELO) for n in range(len(FEATURES)))
"""Weights that leave the prediction of the beliefs as it is."""


def probability(weights: Sequence[float], row: Sequence[float]) -> float:
    """Return p in [0, 1].

    >>> probability(GELO_ALONE, (0.0,) * len(FEATURES))
    0.5
    """
    return sigmoid(sum(map(mul, weights, row)))


def kept_near(weights: Sequence[float], home: Sequence[float]) -> Weights:
    """Return the weights, none of them further than `LEASH` from where it began.

    >>> kept_near([0.5, 99.0], [0.0, 1.0])
    (0.5, 9.0)
    """
    if max(map(abs, map(sub, weights, home))) <= LEASH:
        return tuple(weights)
    return tuple(held(w, h - LEASH, h + LEASH) for w, h in zip(weights, home, strict=True))
