"""The chance that is told: of the beliefs, or of the logistic layer where that serves.

What `serving` decides arrives here as `Tuning.layer`, and nowhere else. The choice itself goes by
the beliefs whichever serves: its target was tuned on their scale, and in simulation the same target
on the layer's scale brought fewer mastered skills.
"""

from __future__ import annotations

from datetime import datetime

from .believed import looked
from .learner import LearnerState
from .logistic import probability
from .model import MODEL_VERSION, predict
from .problem import ProblemCard
from .tuning import TUNING, Tuning


def told_chance(
    state: LearnerState, card: ProblemCard, at: datetime, tuning: Tuning = TUNING
) -> float:
    """Return the probability in [0, 1] that a first attempt without a hint succeeds."""
    if tuning.layer is None:
        return predict(state, card, tuning)
    return probability(tuning.layer, looked(state, card, at, tuning=tuning))


def model_version(tuning: Tuning = TUNING) -> str:
    """Return the name of what a chance that is told comes from; stored beside it.

    >>> model_version()
    'gelo-2'
    """
    return MODEL_VERSION if tuning.layer is None else f"{MODEL_VERSION}+logistic"
