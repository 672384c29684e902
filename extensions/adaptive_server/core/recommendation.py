"""The next problem with its reason, and how much help is allowed: results of the core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .problem import ProblemId


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen problem.

    Attributes:
        problem_id: None when nothing fits; then `reason` says why and what to do.
        reason: One or two plain sentences for the learner; what it says goes with it (see `told`).
        predicted: Probability in [0, 1] that the first attempt succeeds, as the model sees it.
        propensity: Probability in (0, 1] with which the policy picked this problem.
        policy, model_version: Names of what decided, stored with the recommendation.
        terms: The score terms of the chosen problem, for later explanation.
        experiment, arm: The experiment that ran and the learner's arm in it, or ''.
        considered: What any arm of it may have picked, by problem: `predicted`, `need` and
            `chances` by arm; empty without an experiment.
    """

    problem_id: ProblemId | None
    reason: str
    predicted: float | None = None
    propensity: float = 1.0
    policy: str = "adaptive-7"
    model_version: str = "gelo-2"
    terms: Mapping[str, float] = field(default_factory=dict)
    experiment: str = ""
    arm: str = ""
    considered: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mastery:
    """What the learner is shown about one skill.

    Attributes:
        probability: Chance in [0, 1] on a demanding problem of the skill.
        certainty: `unsure`, `fairly unsure` or `fairly sure`.
        mastered: The bar of the design is reached.
        due: A review is due now.
    """

    probability: float
    certainty: str
    mastered: bool
    due: bool
