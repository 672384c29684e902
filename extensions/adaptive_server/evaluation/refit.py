"""Fits the weights of the logistic layer: ridge regression, drawn towards given weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

BURN = 0.2
"""Share of the answers, from the first, that nothing is fitted to: problems are unknown there."""

PENALTY = 1.0
STEPS = 50


def refitted(
    rows: Sequence[Sequence[float]] | Vector,
    outcomes: Sequence[bool],
    home: Sequence[float],
    burn: float = BURN,
) -> list[float]:
    """Return the weights that minimise log loss + penalty / 2 |w - home|^2, by Newton's method.

    A Gaussian prior around `home`: few answers leave the weights there, many move them freely
    (Bishop, Pattern Recognition and Machine Learning, 2006, 4.5).

    Args:
        rows: Features of each answer, in the order of time.
        outcomes: Whether each was right.
        home: Weights to start from and be drawn to.
        burn: Share of the first answers to leave out.
    """
    first = int(burn * len(rows))
    x = np.asarray(rows[first:], dtype=np.float64)
    y = np.asarray(outcomes[first:], dtype=np.float64)
    start = np.asarray(home, dtype=np.float64)
    w = start.copy()
    if len(y) == 0:
        return [float(each) for each in w]
    loss = _loss(x, y, w, start)
    for _ in range(STEPS):
        p = chance(x @ w)
        gradient = x.T @ (p - y) + PENALTY * (w - start)
        hessian = (x * (p * (1.0 - p))[:, None]).T @ x + PENALTY * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        while (new := _loss(x, y, w - size * step, start)) > loss and size > 1e-4:
            size /= 2.0
        w, loss = w - size * step, min(loss, new)
        if float(np.abs(step).max()) < 1e-7:
            break
    return [float(each) for each in w]


def fitted_anew(
    rows: Sequence[float], outcomes: Sequence[bool], home: Sequence[float]
) -> list[float]:
    """Return the weights fitted to features that lie one after the other; see `refitted`."""
    table = np.asarray(rows, dtype=np.float64).reshape(len(outcomes), len(home))
    return refitted(table, outcomes, home)


def chance(z: Vector) -> Vector:
    """Return sigma(z) without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * z)), dtype=np.float64)


def _loss(x: Vector, y: Vector, w: Vector, home: Vector) -> float:
    z = x @ w
    apart = w - home
    return float(np.sum(np.logaddexp(0.0, z) - y * z) + 0.5 * PENALTY * (apart @ apart))
