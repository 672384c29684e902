"""Difficulty and discrimination of a problem from first attempts, with how unsure they are.

    p = sigma(a (theta - b) / sqrt(1 + kappa a^2 v))

theta, v: what was believed of the learner beforehand; b: difficulty with the author's as prior;
a: discrimination with ln a ~ N(0, .25). The two-parameter logistic model with fixed abilities,
maximum a posteriori by Fisher scoring; variances are the inverse of the expected information (Baker
& Kim, Item Response Theory, 2004, chapters 2 and 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from .belief import FAR, KAPPA, held, sigmoid
from .learner import Belief

ENOUGH = 20
"""First attempts from which on a problem's own figures are used."""

SPREAD = 0.25
"""Prior variance of the logarithm of the discrimination."""

FLAG_SD = 2.0
STEPS = 30


@dataclass(frozen=True, slots=True)
class FirstAttempt:
    """What calibration reads of one first attempt without a hint.

    Attributes:
        strength: What was believed of the learner on the problem's skills, in logits.
        assumed: The difficulty the model went by.
    """

    strength: Belief
    assumed: Belief
    solved: bool


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A problem's figures.

    Attributes:
        difficulty: In logits.
        discrimination: 1 is usual; below about .5 the problem hardly tells who can.
        answers, wins: What they rest on.
        flag: What an instructor should look at, or ''.
    """

    difficulty: Belief
    discrimination: Belief
    answers: int
    wins: int
    flag: str = ""


def calibrated(prior: Belief, attempts: Sequence[FirstAttempt]) -> Calibrated:
    """Return a problem's figures; without attempts they are the author's.

    >>> easy = [FirstAttempt(Belief(0.0, 0.1), Belief(1.0, 0.5), True)] * 40
    >>> found = calibrated(Belief(1.0, 0.5), easy)
    >>> found.difficulty.mean < -1.0, found.difficulty.variance < 0.5, found.flag
    (True, True, 'easier than its author says')
    """
    b, log_a = held(prior.mean, -FAR, FAR), 0.0
    for _ in range(STEPS):
        gradient, information = _slopes(b, log_a, prior, attempts)
        step_b, step_a = _solved(information, gradient)
        b = held(b + held(step_b, -1.0, 1.0), -FAR, FAR)
        log_a = held(log_a + held(step_a, -0.5, 0.5), -2.0, 2.0)
        if abs(step_b) + abs(step_a) < 1e-8:
            break
    _, (bb, ba, aa) = _slopes(b, log_a, prior, attempts)
    determinant = bb * aa - ba * ba
    a = exp(log_a)
    difficulty = Belief(b, aa / determinant)
    discrimination = Belief(a, a * a * bb / determinant)
    wins = sum(x.solved for x in attempts)
    flag = _flag(prior, difficulty, log_a, sqrt(bb / determinant), len(attempts))
    return Calibrated(difficulty, discrimination, len(attempts), wins, flag)


def _slopes(
    b: float, log_a: float, prior: Belief, attempts: Sequence[FirstAttempt]
) -> tuple[tuple[float, float], tuple[float, float, float]]:
    """Return the gradient of the log posterior and the expected information, in (b, ln a)."""
    a = exp(log_a)
    gb, ga = (prior.mean - b) / prior.variance, -log_a / SPREAD
    bb, ba, aa = 1.0 / prior.variance, 0.0, 1.0 / SPREAD
    for x in attempts:
        scale = a / sqrt(1.0 + KAPPA * a * a * x.strength.variance)
        apart = x.strength.mean - b
        p = sigmoid(scale * apart)
        missed, r = x.solved - p, p * (1.0 - p)
        # d scale / d ln a = scale^3 / a^2
        by_b, by_a = -scale, apart * scale**3 / (a * a)
        gb += missed * by_b
        ga += missed * by_a
        bb += r * by_b * by_b
        ba += r * by_b * by_a
        aa += r * by_a * by_a
    return (gb, ga), (bb, ba, aa)


def _solved(
    information: tuple[float, float, float], gradient: tuple[float, float]
) -> tuple[float, float]:
    bb, ba, aa = information
    gb, ga = gradient
    determinant = bb * aa - ba * ba
    return (aa * gb - ba * ga) / determinant, (bb * ga - ba * gb) / determinant


def _flag(prior: Belief, difficulty: Belief, log_a: float, spread: float, answers: int) -> str:
    if answers < ENOUGH:
        return ""
    sure = FLAG_SD * sqrt(difficulty.variance)
    if difficulty.mean - prior.mean > max(sure, 1.0):
        return "harder than its author says"
    if prior.mean - difficulty.mean > max(sure, 1.0):
        return "easier than its author says"
    if log_a + FLAG_SD * spread < log(0.7):
        return "hardly tells who can"
    return ""
