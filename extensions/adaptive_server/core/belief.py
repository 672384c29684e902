"""Gaussian beliefs on the logit scale: prediction and one update step, plain arithmetic.

An answer's logit is a weighted sum of Gaussian parameters with mean z and variance S. One answer
moves every parameter by one diagonal extended Kalman step, which is Bayesian online logistic
regression (Murphy, Machine Learning, 2012, section 8.5) with the shape of an Elo rating
(Pelanek 2016, doi:10.1016/j.compedu.2016.03.017) whose step size is the belief's own variance.
"""

from __future__ import annotations

from math import exp, pi, sqrt

from .learner import Belief

KAPPA = pi / 8
"""Scale of the probit approximation of a sigmoid's mean."""

CAP = 2.0
"""Largest variance: drift would otherwise grow without end on problems that teach nothing."""

FLOOR = 1e-4
"""Smallest variance, so that a belief can always move."""

FAR = 8.0
"""Largest absolute mean: beyond it a probability is 0 or 1 for every purpose."""


def sigmoid(z: float) -> float:
    """Return 1 / (1 + e^-z) without overflow.

    >>> sigmoid(0.0), sigmoid(-1000.0), sigmoid(1000.0)
    (0.5, 0.0, 1.0)
    """
    if z >= 0:
        return 1.0 / (1.0 + exp(-z))
    e = exp(z)
    return e / (1.0 + e)


def expected(z: float, variance: float) -> float:
    """Return E[sigmoid(x)] for x ~ N(z, variance), approximately.

    p0 = sigma(z / sqrt(1 + kappa S)), kappa = pi/8: MacKay 1992, The evidence framework applied to
    classification networks, doi:10.1162/neco.1992.4.5.720.

    >>> expected(0.0, 2.0)
    0.5
    >>> round(expected(1.0, 0.0), 4), round(expected(1.0, 2.0), 4)
    (0.7311, 0.6788)
    """
    x = z / sqrt(1.0 + KAPPA * variance)
    if x >= 0:  # `sigmoid` written out: this is asked for every problem and skill of a choice
        return 1.0 / (1.0 + exp(-x))
    e = exp(x)
    return e / (1.0 + e)


def surprise(z: float, variance: float, success: bool, trust: float = 1.0) -> tuple[float, float]:
    """Return (e, h): how far and how surely one answer moves beliefs.

    With s = sigma(z), r = s(1 - s) and trust t: e = t (y - s) / (1 + t r S), h = t r / (1 + t r S).
    An answer of trust t is one whose likelihood is raised to the power t: a power posterior
    (Bissiri, Holmes & Walker 2016, doi:10.1111/rssb.12158). Trust 0 moves nothing.

    >>> e, h = surprise(0.0, 2.0, True)
    >>> round(e, 6), round(h, 6)
    (0.333333, 0.166667)
    >>> surprise(0.0, 2.0, True, trust=0.0)
    (0.0, 0.0)
    """
    s = sigmoid(z)
    r = trust * s * (1.0 - s)
    scale = 1.0 + r * variance
    return trust * ((1.0 if success else 0.0) - s) / scale, r / scale


def moved(belief: Belief, weight: float, e: float, h: float, drift: float) -> Belief:
    """Return a belief after an answer in which it had `weight`; `drift` keeps it able to move.

    mean += w v e;  v += q - w^2 v^2 h, held within [FLOOR, CAP].

    >>> b = moved(Belief(0.0, 0.5), 1.0, 1 / 3, 1 / 6, 0.003)
    >>> round(b.mean, 6), round(b.variance, 6)
    (0.166667, 0.461333)
    """
    mean, v = belief
    wv = weight * v
    mean += wv * e
    v += drift - wv * wv * h
    if -FAR <= mean <= FAR and FLOOR <= v <= CAP:
        return Belief(mean, v)
    return Belief(held(mean, -FAR, FAR), held(v, FLOOR, CAP))


def held(x: float, low: float, high: float) -> float:
    """Return x within [low, high]; not-a-number becomes `high`.

    >>> held(3.0, 0.0, 1.0), held(float("nan"), 0.0, 1.0)
    (1.0, 1.0)
    """
    # min keeps its first argument when the comparison is false, as it is with not-a-number.
    return max(low, min(high, x))
