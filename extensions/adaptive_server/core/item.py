"""What the answers of all learners say about one problem, and one step of learning it."""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

from .belief import moved
from .learner import Belief

PRIOR_ANSWERS = 4.0
"""Imagined answers that the odds of success start from."""


UNKNOWN = Belief(0.0, 0.7)
"""Difficulty of a problem of which nothing is known."""


class ItemState(NamedTuple):
    """A problem's side of the model; a named tuple as `learner.Belief` is.

    Attributes:
        difficulty: In logits; higher is harder.
        wins, losses: Evidence of all learners: first attempts without a hint.
    """

    difficulty: Belief = UNKNOWN
    wins: int = 0
    losses: int = 0


def log_odds(wins: int, losses: int, prior: float = 0.0) -> float:
    """Return the log odds of success among all answers, drawn towards sigma(-prior).

    ln((W + a s) / (L + a (1 - s))) with a = 4 imagined answers and s = sigma(-prior): the usual
    correction of empirical logits for few answers (Agresti, Categorical Data Analysis, 2013, 5.2).

    >>> log_odds(0, 0)
    0.0
    >>> round(log_odds(10, 0), 4), round(log_odds(0, 0, prior=1.0), 4)
    (1.7918, -1.0)
    """
    imagined = PRIOR_ANSWERS / (1.0 + exp(max(-30.0, min(30.0, prior))))
    return log((wins + imagined) / (losses + PRIOR_ANSWERS - imagined))


def item_after(item: ItemState, e: float, h: float, win: bool) -> ItemState:
    """Return the item after an answer; `e` and `h` come from `belief.surprise`.

    >>> after = item_after(ItemState(), -0.25, 0.125, False)
    >>> round(after.difficulty.mean, 4), round(after.difficulty.variance, 4), after.losses
    (0.175, 0.6387, 1)
    """
    return ItemState(
        moved(item.difficulty, -1.0, e, h, 0.0), item.wins + win, item.losses + (not win)
    )
