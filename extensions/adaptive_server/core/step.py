"""One answer folded into a learner: the general part and each practised skill. Pure arithmetic."""

from __future__ import annotations

from .belief import FAR, moved
from .learner import Belief, LearnerState, SkillState

DRIFT = 0.003
"""Variance added to the general ability per answer."""

SKILL_DRIFT = 0.03
"""Variance added to a practised skill per answer, where answers are short steps."""

FAST, SLOW = 0.4, 0.08
"""Weight of the newest surprise in the two running means."""


def learner_after(state: LearnerState, e: float, h: float, win: bool, s: float) -> LearnerState:
    """Return the general part of a learner after a first attempt; skills and problems stay.

    Args:
        state: The learner before.
        e: How far, from `belief.surprise`.
        h: How surely, from there too.
        win: The outcome.
        s: sigma(z), what was expected of it.

    >>> after = learner_after(LearnerState(), 0.25, 0.125, True, 0.5)
    >>> after.ability, after.wins, after.recency, after.surprise_fast, after.surprise_slow
    (Belief(mean=0.125, variance=0.47175), 1, 0.2, 0.2, 0.04)
    """
    missed = (1.0 if win else 0.0) - s
    return LearnerState(
        ability=moved(state.ability, 1.0, e, h, DRIFT),
        wins=state.wins + win,
        losses=state.losses + (not win),
        recency=0.8 * state.recency + (0.2 if win else -0.2),
        skills=state.skills,
        problems=state.problems,
        recent=state.recent,
        failed_in_a_row=state.failed_in_a_row,
        surprise_fast=(1.0 - FAST) * state.surprise_fast + FAST * missed,
        surprise_slow=(1.0 - SLOW) * state.surprise_slow + SLOW * missed,
        placement=state.placement,
    )


def skill_after(
    skill: SkillState,
    share: float,
    e: float,
    h: float,
    win: bool,
    answer: int,
    drift: float = SKILL_DRIFT,
) -> SkillState:
    """Return a practised skill after a first attempt; memory and time stay.

    Args:
        skill: The skill before.
        share: Its weight in the logit, 1 / n.
        e: How far, from `belief.surprise`.
        h: How surely, from there too.
        win: The outcome.
        answer: Number of this first attempt among the learner's.
        drift: Variance added, so that the belief can follow.
    """
    return SkillState(
        ability=moved(skill.ability, share, e, h, drift),
        wins=skill.wins + win,
        losses=skill.losses + (not win),
        hard_wins=skill.hard_wins,
        recency=0.7 * skill.recency + (0.3 if win else -0.3),
        practised_at=skill.practised_at,
        fsrs=skill.fsrs,
        last_answer=answer,
    )


def raised(belief: Belief, gain: float) -> Belief:
    """Return a belief with its mean raised, held within what a probability can show.

    >>> raised(Belief(1.0, 0.5), 0.25), raised(Belief(7.9, 0.5), 0.25).mean
    (Belief(mean=1.25, variance=0.5), 8.0)
    """
    return Belief(min(FAR, belief.mean + gain), belief.variance) if gain else belief
