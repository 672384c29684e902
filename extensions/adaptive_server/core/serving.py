"""Which prediction is served: that of the beliefs, or that of the logistic layer on top of them.

Both are worked out for every first attempt without a hint, before its outcome, and the log loss of
the newest ones is kept. The layer's weights come from other courses, and on a course that is new
they may well be worse than none. So:

- beliefs serve until the layer's loss over at least 1,000 answers is lower, by more than one
  standard error of the paired difference: less can be noise (Dietterich 1998,
  doi:10.1162/089976698300017197, on comparing two predictors on the same cases);
- the layer serves until its loss is not lower any more.

The gap between the two conditions keeps it from going back and forth.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from math import log, sqrt

from .belief import sigmoid
from .features import GELO, Row
from .follower import Follower
from .logistic import Weights, probability

ENOUGH = 1000
"""Answers from which on the layer may serve; a design choice."""

NEWEST = 5000
"""Answers over which losses are kept."""

TINY = 1e-9


class Layer(StrEnum):
    """What a prediction comes from."""

    BELIEFS = "beliefs"
    LOGISTIC = "logistic"


@dataclass(frozen=True, slots=True)
class Losses:
    """Log loss per answer, of the newest answers.

    Attributes:
        answers: How many.
        beliefs, logistic: Mean loss of each, in nats.
        error: Standard error of the mean difference.
    """

    answers: int
    beliefs: float
    logistic: float
    error: float


def served(before: Layer, found: Losses) -> tuple[Layer, str]:
    """Return which layer serves from now on, and why in one sentence.

    >>> served(Layer.BELIEFS, Losses(999, 0.6, 0.5, 0.01))
    (<Layer.BELIEFS: 'beliefs'>, '999 of 1000 first attempts that a comparison wants')
    >>> served(Layer.BELIEFS, Losses(1000, 0.6, 0.5, 0.01))[0].value
    'logistic'
    >>> served(Layer.LOGISTIC, Losses(1000, 0.5, 0.5, 0.01))[0].value
    'beliefs'
    """
    if found.answers < ENOUGH:
        return Layer.BELIEFS, f"{found.answers} of {ENOUGH} first attempts that a comparison wants"
    lead = found.beliefs - found.logistic
    if before is Layer.LOGISTIC:
        if lead > 0:
            return Layer.LOGISTIC, "the layer's log loss is still lower"
        return Layer.BELIEFS, "the layer's log loss is not lower any more"
    if lead > found.error:
        return Layer.LOGISTIC, "the layer's log loss is lower by more than a standard error"
    if lead > 0:
        return Layer.BELIEFS, "the layer's log loss is lower by less than a standard error"
    return Layer.BELIEFS, "the layer's log loss is not lower"


class Contest:
    """Both predictions on the same answers: the layer's weights, and what either lost on the way.

    Each answer is predicted before its outcome is looked at, and moves the weights afterwards. All
    of it follows from the answers and their order alone.

    Args:
        home: Weights of the layer to begin with.
    """

    def __init__(self, home: Weights) -> None:
        self._follower = Follower(home)
        self._losses: deque[tuple[float, float]] = deque(maxlen=NEWEST)

    @property
    def weights(self) -> Weights:
        """The layer's weights after the answers so far."""
        return self._follower.weights

    def add(self, row: Row, win: bool) -> float:
        """Take an answer, its features and whether it was a success; returns the layer's chance.

        The chance is that of before the outcome.
        """
        p = probability(self.weights, row)
        self._losses.append((log_loss(sigmoid(row[GELO]), win), log_loss(p, win)))
        self._follower.fold(row, p, win)
        return p

    def losses(self) -> Losses:
        """Return what both lost on the newest answers."""
        n = len(self._losses)
        if not n:
            return Losses(0, 0.0, 0.0, 0.0)
        beliefs, logistic = (sum(column) / n for column in zip(*self._losses, strict=True))
        lead = beliefs - logistic
        spread = sum([(a - b - lead) ** 2 for a, b in self._losses])
        return Losses(n, beliefs, logistic, sqrt(spread) / n)


def log_loss(p: float, win: bool) -> float:
    """Return -ln of the probability that was given to the outcome, at most 20.7.

    >>> round(log_loss(0.5, True), 3), round(log_loss(1.0, False), 1)
    (0.693, 20.7)
    """
    return -log(max(TINY, p if win else 1.0 - p))
