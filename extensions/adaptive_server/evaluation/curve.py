"""The last step from a fitted layer's logit to a chance: a curve in place of a straight line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p

import numpy as np

from ..core.belief import sigmoid
from .refit import BURN, refitted

TURNS = (0.1, 0.5, 0.9)
"""Where the curve may turn: at the logit that such a share of the answers is below."""

SHARP = 2.0
"""How soon it turns: within about a logit."""


FAR = 30.0
"""Where ln(1 + e^x) is x to all digits, long before e^x is too large."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Chance of a logit x: sigma(c_0 + c_1 x + sum_k c_k ln(1 + e^(s (x - q_k))) / s), s = `SHARP`.

    The first two terms are Platt's scaling (1999, Probabilistic outputs for support vector
    machines). With its turns the curve follows guesses, slips, and learners who either know a skill
    or do not: all of them make chances level off, or rise sooner, than a sum of features can.

    Attributes:
        start: c_0.
        slope: c_1.
        turns: q_k in logits, and c_k.
    """

    start: float = 0.0
    slope: float = 1.0
    turns: tuple[tuple[float, float], ...] = ()

    def chance(self, logit: float) -> float:
        """Return the chance in [0, 1].

        >>> Curve().chance(0.0), Curve(turns=((0.0, -1.0),)).chance(50.0)
        (0.5, 0.5)
        """
        x = self.start + self.slope * logit
        for turn, weight in self.turns:
            beyond = SHARP * (logit - turn)
            x += weight / SHARP * (beyond if beyond > FAR else log1p(exp(beyond)))
        return sigmoid(x)


def fitted_curve(
    rows: Sequence[float], outcomes: Sequence[bool], weights: Sequence[float]
) -> Curve:
    """Return the curve that fits best, drawn to the logit as it is.

    Args:
        rows: Features of all answers one after the other, in the order of time.
        outcomes: Whether each was right.
        weights: Those of the layer, fitted to the same answers.
    """
    table = np.asarray(rows, dtype=np.float64).reshape(len(outcomes), len(weights))
    x = table @ np.asarray(weights)
    turns = np.quantile(x[int(BURN * len(x)) :], TURNS)
    bent = np.logaddexp(0.0, SHARP * (x[:, None] - turns)) / SHARP
    straight = (0.0, 1.0, *(0.0 for _ in TURNS))
    start, slope, *rest = refitted(np.column_stack((np.ones(len(x)), x, bent)), outcomes, straight)
    return Curve(start, slope, tuple(zip(turns.tolist(), rest, strict=True)))
