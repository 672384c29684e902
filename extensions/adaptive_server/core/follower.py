"""Weights of the logistic layer that follow the answers of a course, one after the other.

The weights are jointly Gaussian, and every answer moves them by one extended Kalman step, which is
Bayesian online logistic regression (Murphy, Machine Learning, 2012, section 8.5): that of `belief`,
with the covariances between weights, since what a layer looks at goes together. Steps are as large
as what is not known yet, and a little drift keeps them from ending where a course changes.
"""

from __future__ import annotations

from operator import mul

from .features import Row
from .logistic import Weights, kept_near

VARIANCE = 0.1
"""Of each weight to begin with: how far weights of other courses may be off, squared."""

DRIFT = 1e-7
"""Variance added to each weight an answer. Ten times as much followed a change sooner and was noise
where there was none: 0.001 of area under the curve."""


class Follower:
    """The weights as far as the answers went; `probability` of them is the chance that they give.

    Args:
        home: Weights to begin with.

    Attributes:
        weights: Those of now.
    """

    def __init__(self, home: Weights) -> None:
        self.weights, self._home = home, home
        places = range(len(home))
        self._covariance = [[VARIANCE if n == m else 0.0 for m in places] for n in places]

    def fold(self, row: Row, p: float, win: bool) -> None:
        """Fold an answer in: w <- w + C f (y - p) / (1 + r s), C <- C - C f (C f)' r / (1 + r s).

        With s = f' C f and r = p (1 - p). Weights stay within `LEASH` of where they began.

        Args:
            row: The features f before the answer.
            p: The chance that the weights of before gave it.
            win: Whether it was a success.
        """
        towards = [sum(map(mul, each, row)) for each in self._covariance]
        slope = p * (1.0 - p)
        share = 1.0 / (1.0 + slope * sum(map(mul, towards, row)))
        by = share * ((1.0 if win else 0.0) - p)
        self.weights = kept_near(
            [w + by * t for w, t in zip(self.weights, towards, strict=True)], self._home
        )
        for n, t in enumerate(towards):
            if t:
                less = share * slope * t
                across = zip(self._covariance[n], towards, strict=True)
                self._covariance[n] = [c - less * other for c, other in across]
            self._covariance[n][n] += DRIFT
