"""The hidden side of a simulated course: what its problems really need. No policy may read it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Flags = NDArray[np.bool_]

PEAKS = (0.08, 0.02, -0.06, -0.14)
"""Where above the present strength learning is best: at success of about .49, .60, .73, .82 on a
problem of one skill. Worlds take turns, so that no target can be tuned to one belief."""

STEEP = 9.0
"""Slope of success over strength."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is so, whatever the course says.

    Attributes:
        builds_on: Of skill k (row) on skill j (column), directly.
        opens: Of skill j (row): every skill k (column) that builds on it, directly or not.
        uses: Which skills (columns) a problem (row) takes.
        need: Strength in [0, 1] at which a problem is about even, by problem and skill.
        hard: Overall difficulty of a problem in [0, 1].
        peak: One of `PEAKS`.
    """

    builds_on: Flags
    opens: Flags
    uses: Flags
    need: Real
    hard: Real
    peak: float


def closure(builds_on: Flags) -> Flags:
    """Return who opens whom, directly or not; skills are in teaching order."""
    number = len(builds_on)
    above = np.zeros((number, number), dtype=bool)
    for k in range(number):
        for j in np.flatnonzero(builds_on[k]):
            above[k] |= above[j]
            above[k, j] = True
    return above.T.copy()


def success(truth: Truth, strength: Real, guess: float, slip: float) -> Real:
    """Return the chance of success on every problem: all of its skills are needed."""
    each = 1.0 / (1.0 + np.exp(-STEEP * (strength[None, :] - truth.need + 0.08)))
    together = np.prod(np.where(truth.uses, each, 1.0), axis=1)
    return np.asarray(guess + (1.0 - guess - slip) * together)


def ready(truth: Truth, strength: Real) -> Real:
    """Return how far a skill can be learnt at all, in [.05, 1]: by its weakest prerequisite."""
    weakest = np.where(truth.builds_on, strength[None, :], 9.0).min(axis=1)
    return np.where(weakest > 8.0, 1.0, np.clip((weakest - 0.3) / 0.3, 0.05, 1.0))


def gains(truth: Truth, strength: Real, rate: float) -> Real:
    """Return what a success on every problem (row) adds to every skill (column)."""
    fits = np.exp(-(((truth.need - strength - truth.peak) / 0.22) ** 2))
    room = np.maximum(0.0, np.minimum(1.0, truth.need + 0.3) - strength)
    return np.asarray(truth.uses * rate * ready(truth, strength) * fits * room)


def one_problem(
    truth: Truth, problem: int, strength: Real, rate: float, guess: float, slip: float
) -> tuple[float, Real]:
    """Return the chance of success on one problem, and what a success adds to its skills.

    The same as `success` and `gains`, for one row and only where it takes a skill.
    """
    skills = np.flatnonzero(truth.uses[problem])
    a, need = strength[skills], truth.need[problem, skills]
    together = np.prod(1.0 / (1.0 + np.exp(-STEEP * (a - need + 0.08))))
    below = np.where(truth.builds_on[skills], strength[None, :], 9.0).min(axis=1)
    at_hand = np.where(below > 8.0, 1.0, np.clip((below - 0.3) / 0.3, 0.05, 1.0))
    fits = np.exp(-(((need - a - truth.peak) / 0.22) ** 2))
    room = np.maximum(0.0, np.minimum(1.0, need + 0.3) - a)
    return float(guess + (1.0 - guess - slip) * together), rate * at_hand * fits * room
