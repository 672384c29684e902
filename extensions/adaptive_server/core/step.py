"""One answer folded into a learner: the general part and each practised skill. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from .belief import FAR, moved
from .learner import Belief, LearnerState, SkillState
from .problem import SkillId

DRIFT = 0.003
"""Variance added to the general ability per answer."""

SKILL_DRIFT = 0.03
"""Variance added to a practised skill per answer, where answers are short steps."""

FAST, SLOW = 0.4, 0.08
"""Weight of the newest surprise in the two running means."""


def learner_after(
    state: LearnerState,
    e: float,
    h: float,
    win: bool,
    s: float,
    skills: Mapping[SkillId, SkillState] | None = None,
) -> LearnerState:
    """Return a learner after a first attempt; problems stay, and skills unless new ones are given.

    Args:
        state: The learner before.
        e: How far, from `belief.surprise`.
        h: How surely, from there too.
        win: The outcome.
        s: sigma(z), what was expected of it.
        skills: What is believed of the skills now.

    >>> after = learner_after(LearnerState(), 0.25, 0.125, True, 0.5)
    >>> after.ability, after.wins, after.recency, after.surprise_fast, after.surprise_slow
    (Belief(mean=0.125, variance=0.47175), 1, 0.2, 0.2, 0.04)
    """
    missed = (1.0 if win else 0.0) - s
    return LearnerState(
        moved(state.ability, 1.0, e, h, DRIFT),
        state.wins + win,
        state.losses + (not win),
        0.8 * state.recency + (0.2 if win else -0.2),
        state.skills if skills is None else skills,
        state.problems,
        state.recent,
        state.failed_in_a_row,
        (1.0 - FAST) * state.surprise_fast + FAST * missed,
        (1.0 - SLOW) * state.surprise_slow + SLOW * missed,
        state.placement,
    )


def skill_after(
    skill: SkillState,
    ability: Belief,
    win: bool,
    answer: int,
    hard: bool = False,
    at: datetime | None = None,
    fsrs: str | None = None,
) -> SkillState:
    """Return a practised skill after a first attempt.

    Args:
        skill: The skill before.
        ability: What is believed of it now.
        win: The outcome.
        answer: Number of this first attempt among the learner's.
        hard: The problem was a demanding one.
        at: Time of the attempt; without it the time before stays.
        fsrs: The memory; without it the one before stays.
    """
    return SkillState(
        ability,
        skill.wins + win,
        skill.losses + (not win),
        skill.hard_wins + (win and hard),
        0.7 * skill.recency + (0.3 if win else -0.3),
        at or skill.practised_at,
        fsrs or skill.fsrs,
        answer,
    )


def raised(belief: Belief, gain: float) -> Belief:
    """Return a belief with its mean raised, held within what a probability can show.

    >>> raised(Belief(1.0, 0.5), 0.25), raised(Belief(7.9, 0.5), 0.25).mean
    (Belief(mean=1.25, variance=0.5), 8.0)
    """
    return Belief(min(FAR, belief.mean + gain), belief.variance) if gain else belief
