"""Whether predictions hold: calibration of a group of answers, with an alarm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

BINS = 10
ENOUGH = 50
"""Answers from which on a group can raise an alarm."""

WORST_ECE = 0.1
WORST_RESIDUAL = 0.05
SURE = 3.0
"""Standard errors that a mean residual must exceed."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How predictions of a group of answers compare with what happened.

    Attributes:
        answers: How many.
        ece: Expected calibration error over ten bins (Naeini, Cooper & Hauskrecht 2015, AAAI).
        residual: Mean of outcome minus prediction; above 0 learners do better than predicted.
        alarm: What is wrong, or ''.
    """

    answers: int
    ece: float
    residual: float
    alarm: str


class Tally:
    """Predictions and outcomes added up one by one, so that any number fits into memory."""

    __slots__ = ("_answers", "_gaps", "_residual", "_variance")

    def __init__(self) -> None:
        self._gaps, self._residual, self._variance, self._answers = [0.0] * BINS, 0.0, 0.0, 0

    def add(self, p: float, right: bool) -> None:
        """Count a prediction in [0, 1] with its outcome."""
        gap = right - p
        self._gaps[min(BINS - 1, int(BINS * p))] += gap
        self._residual += gap
        self._variance += p * (1.0 - p)
        self._answers += 1

    def calibration(self) -> Calibration:
        """Return the calibration of what was counted so far."""
        answers = self._answers
        if not answers:
            return Calibration(0, 0.0, 0.0, "")
        ece, mean = sum(map(abs, self._gaps)) / answers, self._residual / answers
        error = sqrt(self._variance) / answers
        return Calibration(answers, ece, mean, _alarm(answers, ece, mean, error))


def calibration(pairs: Iterable[tuple[float, bool]]) -> Calibration:
    """Return the calibration of (prediction in [0, 1], outcome) pairs.

    >>> calibration([(0.5, True), (0.5, False)])
    Calibration(answers=2, ece=0.0, residual=0.0, alarm='')
    >>> calibration([(0.9, n % 2 == 0) for n in range(100)]).alarm
    'predicted .40 too high'
    """
    tally = Tally()
    for p, right in pairs:
        tally.add(p, right)
    return tally.calibration()


def _alarm(answers: int, ece: float, mean: float, error: float) -> str:
    if answers < ENOUGH:
        return ""
    if abs(mean) > max(WORST_RESIDUAL, SURE * error):
        way = "low" if mean > 0 else "high"
        return f"predicted {abs(mean):.2f} too {way}".replace(" 0.", " .")
    # Noise alone makes an error of about .4 standard errors a bin.
    noise = 0.4 * sqrt(BINS / answers)
    return f"calibration error {ece:.2f}" if ece > WORST_ECE + noise else ""
