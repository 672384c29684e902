"""The two batch regressions: Best-LR and performance factors analysis, fitted to convergence."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from math import log1p

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, cg

from .answer_table import AnswerTable, Row
from .order import interleaved
from .refit import chance

Vector = NDArray[np.float64]
Counts = dict[tuple[int, ...], tuple[int, int]]

PENALTY = 1.0
STEPS = 100
CLOSE = 1e-6
"""A fit is converged when no component of the gradient per answer is larger."""


class NotConvergedError(Exception):
    """A reference was not fitted to its optimum; a comparison with it would flatter us."""


def best_lr(table: AnswerTable) -> Vector:
    """Return predictions of the test answers by Best-LR.

    Logistic regression on item, skills, and logs of wins and attempts: on each skill, in all and on
    the item (Gervet et al. 2020, Journal of Educational Data Mining 12(3), 31-54).

    Raises:
        NotConvergedError: The optimum was not reached.
    """
    return _predicted(table, _best_lr_terms)


def pfa(table: AnswerTable) -> Vector:
    """Return predictions of the test answers by performance factors analysis.

    Skills, and logs of wins and losses on each (Pavlik, Cen & Koedinger 2009,
    doi:10.3233/978-1-60750-028-5-531; logs as in Gervet et al. 2020).

    Raises:
        NotConvergedError: The optimum was not reached.
    """
    return _predicted(table, _pfa_terms)


Term = tuple[int, float]


def _best_lr_terms(table: AnswerTable, row: Row, counts: Counts) -> Iterator[Term]:
    yield row.item, 1.0
    first, after = table.items, table.items + 3 * table.skills
    for k in row.skills:
        wins, answers = counts.get((0, row.learner, k), (0, 0))
        yield first + 3 * k, 1.0
        yield first + 3 * k + 1, log1p(wins)
        yield first + 3 * k + 2, log1p(answers)
    for n, key in enumerate(((1, row.learner), (2, row.learner, row.item))):
        wins, answers = counts.get(key, (0, 0))
        yield after + 2 * n, log1p(wins)
        yield after + 2 * n + 1, log1p(answers)


def _pfa_terms(table: AnswerTable, row: Row, counts: Counts) -> Iterator[Term]:
    for k in row.skills:
        wins, answers = counts.get((0, row.learner, k), (0, 0))
        yield table.items + 3 * k, 1.0
        yield table.items + 3 * k + 1, log1p(wins)
        yield table.items + 3 * k + 2, log1p(answers - wins)


def _predicted(table: AnswerTable, terms: object) -> Vector:
    train = interleaved(table.train)
    counts: Counts = {}
    x = _matrix(table, train, counts, terms)
    y = np.array([row.correct for row in train], dtype=np.float64)
    test = _matrix(table, table.test, counts, terms)
    w, base = fitted(x, y)
    return chance(test @ w + base)


def _matrix(
    table: AnswerTable, rows: Sequence[Row], counts: Counts, terms: object
) -> sparse.csr_matrix:
    assert callable(terms)
    # Packed numbers: a million answers are many millions of terms.
    columns, values, ends = array("q"), array("d"), array("q", [0])
    for row in rows:
        for column, value in terms(table, row, counts):
            columns.append(column)
            values.append(value)
        ends.append(len(columns))
        keys = [(1, row.learner), (2, row.learner, row.item)]
        for key in (*keys, *((0, row.learner, k) for k in row.skills)):
            wins, answers = counts.get(key, (0, 0))
            counts[key] = (wins + row.correct, answers + 1)
    shape = (len(rows), table.items + 3 * table.skills + 4)
    packed = (np.asarray(values), np.asarray(columns), np.asarray(ends))
    return sparse.csr_matrix(packed, shape=shape)


def fitted(x: sparse.csr_matrix, y: Vector) -> tuple[Vector, float]:
    """Fit by Newton steps, each solved by conjugate gradients; the intercept bears no penalty.

    Raises:
        NotConvergedError: The gradient did not vanish.
    """
    wide = sparse.hstack([x, np.ones((x.shape[0], 1))], format="csr")
    w = np.zeros(wide.shape[1])
    penalty = np.full(len(w), PENALTY)
    penalty[-1] = 1e-9
    loss = _loss(wide, y, w, penalty)
    for _ in range(STEPS):
        p = chance(wide @ w)
        gradient = wide.T @ (p - y) + penalty * w
        if np.abs(gradient).max() / len(y) < CLOSE / 10:
            break
        step = _newton_step(wide, p, penalty, gradient)
        size = 1.0
        while (new := _loss(wide, y, w - size * step, penalty)) > loss and size > 1e-6:
            size /= 2.0
        if new >= loss:
            break
        w, loss = w - size * step, new
    gradient = wide.T @ (chance(wide @ w) - y) + penalty * w
    if np.abs(gradient).max() / len(y) > CLOSE:
        raise NotConvergedError
    return w[:-1], float(w[-1])


def _newton_step(x: sparse.csr_matrix, p: Vector, penalty: Vector, gradient: Vector) -> Vector:
    curve = p * (1.0 - p)
    squared = x.multiply(x)
    diagonal = squared.T @ curve + penalty

    def times(v: Vector) -> Vector:
        return np.asarray(x.T @ (curve * (x @ v)) + penalty * v)

    shape = (len(gradient), len(gradient))
    hessian = LinearOperator(shape, matvec=times, dtype=np.float64)
    near = LinearOperator(shape, matvec=lambda v: v / diagonal, dtype=np.float64)
    step, _ = cg(hessian, gradient, rtol=1e-4, maxiter=500, M=near)
    return np.asarray(step)


def _loss(x: sparse.csr_matrix, y: Vector, w: Vector, penalty: Vector) -> float:
    z = x @ w
    return float(np.sum(np.logaddexp(0.0, z) - y * z) + 0.5 * np.sum(penalty * w * w))
