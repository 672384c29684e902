"""Every constant of the course's model and choice in one value, so that each can be taken away.

Whoever wants to know what a term earns passes a changed `Tuning`; the service uses `TUNING`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .logistic import Weights


@dataclass(frozen=True, slots=True)
class Tuning:
    """Constants of the model and the choice.

    Attributes:
        weakest: How far a problem goes by its weakest skill: 0 is the mean of its skills, large
            numbers the weakest alone; see `model`.
        skill_drift: Variance added to a practised skill per first attempt: problems take minutes,
            and what they teach must be followed.
        gain_success, gain_failure: Logits that practice itself adds at most; see `model.gain`.
        target: Wanted chance of success at the first attempt.
        width: How soon problems beside the target lose worth.
        unlock: Weight of the skills that a skill opens.
        gate: Mastery from which a skill opens those that build on it.
        finish: Whether what is nearly mastered comes before what is far from it.
        review: Weight of what is due.
        tries: How soon failures take worth away.
        again: Weight of a problem shown lately.
        alike: Weight of a third problem of one kind in a row.
        resolve: Weight of a problem that was solved before, beside a new one.
        layer: Weights of the logistic layer where that serves (see `serving`): chances that are
            told are then its own. None leaves them to the beliefs.
    """

    weakest: float = 1.5
    skill_drift: float = 0.1
    gain_success: float = 0.3
    gain_failure: float = 0.2
    target: float = 0.6
    width: float = 0.22
    unlock: float = 0.1
    gate: float = 0.5
    finish: bool = True
    review: float = 1.0
    tries: float = 0.5
    again: float = 1.0 / 3.0
    alike: float = 0.8
    resolve: float = 0.15
    layer: Weights | None = None


TUNING = Tuning()
