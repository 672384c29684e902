"""Bayesian knowledge tracing, four parameters per skill, fitted by maximum likelihood on a grid.

Corbett & Anderson 1994, doi:10.1007/BF01099821. An answer on several skills is predicted by the
mean over its skills, and each of them is updated by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from .answer_table import Row

Matrix = NDArray[np.float64]

COARSE = (
    (0.1, 0.3, 0.5, 0.7, 0.9),
    (0.01, 0.05, 0.1, 0.2, 0.4),
    (0.05, 0.1, 0.2, 0.3, 0.45),
    (0.02, 0.05, 0.1, 0.2, 0.3, 0.45),
)
"""Known at first, learnt per step, guess, slip."""

NEAR = (0.08, 0.04, 0.02)

MANY = 64
"""Learners whose answers on a skill are looked at together, so that any number fits into memory,
and what is worked on into a processor's cache."""

TOGETHER = 20
"""Steps whose chances are multiplied before one logarithm; the product stays far above zero."""

MOST = np.array([0.98, 0.9, 0.65, 0.65])
_SCALE = np.array([1.0, 0.5, 1.0, 1.0])
_TYPICAL = np.array([0.5, 0.1, 0.25, 0.1])


def predictions(
    train: Sequence[Row], test: Sequence[Row], done: Callable[[int], None] = lambda _: None
) -> list[float]:
    """Return predictions of the test answers, each made before its outcome.

    Args:
        train: Answers to fit on.
        test: Answers to predict; learners that are in `train` go on from where they were.
        done: Told that so many skills are fitted.
    """
    sequences: dict[int, dict[int, list[bool]]] = {}
    for row in train:
        for k in row.skills:
            sequences.setdefault(k, {}).setdefault(row.learner, []).append(row.correct)
    parameters = {}
    for k, of_learners in sequences.items():
        parameters[k] = _fitted(list(of_learners.values()))
        done(1)
    usual = np.mean(list(parameters.values()), axis=0) if parameters else _TYPICAL
    known: dict[tuple[int, int], float] = {}
    for row in train:
        _step(row, known, parameters, usual)
    return [_step(row, known, parameters, usual) for row in test]


def _step(
    row: Row,
    known: dict[tuple[int, int], float],
    parameters: dict[int, Matrix],
    usual: Matrix,
) -> float:
    total = 0.0
    for k in row.skills:
        first, learn, guess, slip = (float(x) for x in parameters.get(k, usual))
        now = known.get((row.learner, k), first)
        p = now * (1.0 - slip) + (1.0 - now) * guess
        total += p
        seen = now * (1.0 - slip) / p if row.correct else now * slip / (1.0 - p)
        known[row.learner, k] = min(1.0, seen + (1.0 - seen) * learn)
    return total / len(row.skills)


def _fitted(sequences: list[list[bool]]) -> Matrix:
    sequences = sorted(sequences, key=len, reverse=True)
    answers = [_padded(sequences[n : n + MANY]) for n in range(0, len(sequences), MANY)]
    best = _best(answers, np.array(list(product(*COARSE))))
    for step in NEAR:
        around = [
            np.unique(np.clip(x + step * s * np.array([-1.0, 0.0, 1.0]), 0.002, most))
            for x, s, most in zip(best, _SCALE, MOST, strict=True)
        ]
        best = _best(answers, np.array(list(product(*around))))
    return best


def _padded(sequences: list[list[bool]]) -> Matrix:
    """Return step x learner, 1 right, 0 wrong, -1 none; the longest sequence is the first."""
    answers = np.full((len(sequences[0]), len(sequences)), -1.0)
    for n, sequence in enumerate(sequences):
        answers[: len(sequence), n] = sequence
    return answers


def _best(answers: Sequence[Matrix], grid: Matrix) -> Matrix:
    total = np.zeros(len(grid))
    for some in answers:
        total += _likelihood(some, grid)
    return np.asarray(grid[int(np.argmax(total))])


def _likelihood(answers: Matrix, grid: Matrix) -> Matrix:
    first, learn, guess, slip = (column[:, None] for column in grid.T)
    now = np.repeat(first, answers.shape[1], axis=1)
    total, chance = np.zeros(len(grid)), np.ones_like(now)
    for n, step in enumerate(answers):
        there = int((step >= 0).sum())
        right = step[:there] > 0.5
        known = now[:, :there] * np.where(right, 1.0 - slip, slip)
        seen = np.maximum(
            known + (1.0 - now[:, :there]) * np.where(right, guess, 1.0 - guess), 1e-6
        )
        chance[:, :there] *= seen
        known /= seen
        # Rounding above 1 would grow from step to step.
        now = np.minimum(1.0, known + (1.0 - known) * learn)
        if n % TOGETHER == TOGETHER - 1:
            total += np.log(chance).sum(axis=1)
            chance.fill(1.0)
    return np.asarray(total + np.log(chance).sum(axis=1))
