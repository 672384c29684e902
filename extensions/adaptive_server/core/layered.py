"""The logistic layer's chance of many problems at one moment, quick enough for the choice.

The same sum as `logistic.probability` of `believed.looked`, in another order: what is the same for
all problems is added up once, and what belongs to a skill once a skill.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import sqrt, tanh
from operator import mul

from .belief import KAPPA, sigmoid
from .believed import hours_since, idle_hours
from .features import FEATURES, GELO, OF_LEARNER, OF_SKILL, of_learner, of_skill
from .learner import LearnerState
from .logistic import Weights
from .model import UNPRACTISED
from .problem import SkillId

_LEARNER = [FEATURES.index(name) for name in OF_LEARNER]
_SKILL = [FEATURES.index(name) for name in OF_SKILL]
_EASE, _SPREAD, _BEND = map(FEATURES.index, ("minus_difficulty", "spread", "gelo_bend"))


class Layered:
    """The layer on one learner.

    Args:
        weights: Of the layer.
        state: What is believed of the learner.
        at: The moment, with a time zone; without it nothing is known of times.
    """

    __slots__ = ("_answers", "_at", "_general", "_of_skill", "_skills", "_state", "_weights")

    def __init__(self, weights: Weights, state: LearnerState, at: datetime | None) -> None:
        self._state, self._at, self._weights = state, at, weights
        self._answers = state.wins + state.losses
        idle = idle_hours(state, at) if at is not None else 0.0
        general = [weights[n] for n in _LEARNER]
        self._general = sum(map(mul, general, of_learner(state, idle)))
        self._of_skill = [weights[n] for n in _SKILL]
        self._skills: dict[SkillId, float] = {}

    def chance(
        self,
        skills: Sequence[SkillId],
        shares: Sequence[float],
        b: float,
        z: float,
        variance: float,
    ) -> float:
        """Return the chance in [0, 1] of a first success.

        Args:
            skills: Of the problem.
            shares: How far it goes by each of them (see `model.weights`).
            b: Its difficulty.
            z: Mean of the beliefs' logit of it.
            variance: Its variance.
        """
        w, logit = self._weights, z / sqrt(1.0 + KAPPA * variance)
        known = self._skills
        own = [known[k] if k in known else self._skill(k) for k in skills]
        total: float = (
            self._general
            + sum(map(mul, shares, own))
            - w[_EASE] * b
            + w[_SPREAD] * sqrt(variance)
            + w[GELO] * logit
            + w[_BEND] * tanh(logit)
        )
        return sigmoid(total)

    def _skill(self, k: SkillId) -> float:
        skill, at = self._state.skills.get(k, UNPRACTISED), self._at
        hours = hours_since(skill, at) if at is not None else 0.0
        row = of_skill(skill, self._answers, hours)
        total: float = sum(map(mul, self._of_skill, row))
        self._skills[k] = total
        return total
