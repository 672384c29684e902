"""The hidden side of a simulated course: what its problems really need. No policy may read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Flags = NDArray[np.bool_]

PEAKS = (0.08, 0.02, -0.06, -0.14)
"""Where above the present strength learning is best: at success of about .49, .60, .73, .82 on a
problem of one skill. Worlds take turns, so that no target can be tuned to one belief."""

STEEP = 9.0
"""Slope of success over strength."""


@dataclass(frozen=True)
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

    @cached_property
    def taken(self) -> tuple[NDArray[np.intp], ...]:
        """The pairs of a problem and a skill that it takes, problem by problem."""
        return np.nonzero(self.uses)

    @cached_property
    def takes(self) -> list[list[int]]:
        """The skills of each problem."""
        return [np.flatnonzero(row).tolist() for row in self.uses]

    @cached_property
    def before(self) -> list[list[int]]:
        """The skills that each skill builds on, directly."""
        return [np.flatnonzero(row).tolist() for row in self.builds_on]


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
    problem, skill = truth.taken
    above = truth.need[problem, skill] - strength[skill]
    missing = np.logaddexp(0.0, STEEP * (above - 0.08))
    return np.asarray(guess + (1.0 - guess - slip) * np.exp(-np.bincount(problem, missing)))


def ready(truth: Truth, strength: Real) -> Real:
    """Return how far a skill can be learnt at all, in [.05, 1]: by its weakest prerequisite."""
    weakest = np.where(truth.builds_on, strength[None, :], 9.0).min(axis=1)
    return np.where(weakest > 8.0, 1.0, np.clip((weakest - 0.3) / 0.3, 0.05, 1.0))


def gains(truth: Truth, strength: Real, rate: float) -> Real:
    """Return what a success adds, for every pair of a problem and a skill that it takes."""
    problem, skill = truth.taken
    a, need = strength[skill], truth.need[problem, skill]
    fits = np.exp(-(((need - a - truth.peak) / 0.22) ** 2))
    room = np.maximum(0.0, np.minimum(1.0, need + 0.3) - a)
    return np.asarray(rate * ready(truth, strength)[skill] * fits * room)


def one_problem(
    truth: Truth, problem: int, strength: Real, rate: float, guess: float, slip: float
) -> tuple[float, list[float]]:
    """Return the chance of success on one problem, and what a success adds to each of its skills.

    The same as `success` and `gains`, for one row and only where it takes a skill; by plain
    numbers, which for so few are much quicker than arrays.
    """
    a, needs = strength.tolist(), truth.need[problem].tolist()
    together, taught = 1.0, list[float]()
    for k in truth.takes[problem]:
        above = needs[k] - a[k]
        together /= 1.0 + exp(-STEEP * (0.08 - above))
        weakest = min([a[j] for j in truth.before[k]], default=1.0)
        at_hand = min(1.0, max(0.05, (weakest - 0.3) / 0.3))
        fits = exp(-(((above - truth.peak) / 0.22) ** 2))
        taught.append(rate * at_hand * fits * max(0.0, min(1.0, needs[k] + 0.3) - a[k]))
    return guess + (1.0 - guess - slip) * together, taught
