"""What was known before an attempt: beliefs, and at a first one what the logistic layer looks at.

Kept with the verdict. Calibration reads the beliefs, a replay goes by the difficulty, and the layer
learns from what it looked at, so that no learner's transaction ever writes its weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from .features import Row, features
from .item import ItemState
from .learner import Belief, LearnerState, SkillState
from .model import UNPRACTISED, Logit, difficulty, logit
from .problem import ProblemCard
from .tuning import TUNING, Tuning

# A learner has dozens of skills and all are looked at: without a frame for each.
_PRACTISED_AT = attrgetter("practised_at")


@dataclass(frozen=True, slots=True)
class Believed:
    """What was believed before an attempt, in logits: enough to calibrate from and to replay it.

    Attributes:
        strength: The learner on the problem's skills, mu + sum w_k m_k.
        difficulty: The problem.
        looked: Features of a first attempt (see `features`); none of a later one.
    """

    strength: Belief
    difficulty: Belief
    looked: Row = ()


def believed(
    state: LearnerState,
    card: ProblemCard,
    at: datetime,
    seen: Logit | None = None,
    tuning: Tuning = TUNING,
) -> Believed:
    """Return what is known of a learner and a problem; `seen` is their logit, if at hand."""
    seen = seen or logit(state, card, tuning)
    z, variance, _ = seen
    b = difficulty(card)
    tried = state.problems.get(card.id)
    first = tried is None or tried.attempts == 0
    return Believed(
        Belief(z + b, variance - card.variance),
        Belief(b, card.variance),
        looked(state, card, at, seen) if first else (),
    )


def looked(
    state: LearnerState,
    card: ProblemCard,
    at: datetime,
    seen: Logit | None = None,
    tuning: Tuning = TUNING,
) -> Row:
    """Return the features of a first attempt at a problem of the course.

    All difficulty is the problem's, none the skill's, and how others did is in that difficulty
    once it is calibrated; so two of the features are 0 here. The logit is that of `model`.
    """
    z, variance, _ = seen or logit(state, card, tuning)
    skills = [state.skills.get(k, UNPRACTISED) for k in card.skills]
    item = ItemState(Belief(difficulty(card), card.variance))
    away = [hours_since(s, at) for s in skills]
    idle = idle_hours(state, at)
    return features(state, skills, item, (), (0, 0), idle, away, (z, variance))[0]


def idle_hours(state: LearnerState, at: datetime) -> float:
    """Return the hours since the learner last practised anything; 0 before they ever did."""
    last = max(filter(None, map(_PRACTISED_AT, state.skills.values())), default=None)
    return 0.0 if last is None else (at - last).total_seconds() / 3600.0


def hours_since(skill: SkillState, at: datetime) -> float:
    """Return the hours since a skill was last practised; 0 before it ever was."""
    last = skill.practised_at
    return 0.0 if last is None else (at - last).total_seconds() / 3600.0
