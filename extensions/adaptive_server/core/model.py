"""The learner model: Gaussian multi-skill Elo. State in, state out; no clock, no storage.

    z  = mu - b + (1/n) sum_k (m_k - d_k)
    S  = v_u + v_b + (1/n^2) sum_k (v_k + v_d)
    p0 = sigma(z / sqrt(1 + kappa S))

mu: general ability; m_k: offset on skill k; b: the author's difficulty of the problem; d_k = 0:
difficulty of the skill; n: skills of the problem. Problems and skills keep their priors here: they
are shared by all learners and are calibrated elsewhere. Forgetting makes a skill due for review
(see `memory`); it does not lower a prediction, since no gain from that was seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from .belief import FAR, expected, held, moved, surprise
from .evidence import is_win
from .learner import Belief, Evidence, LearnerState, ProblemState, SkillState
from .memory import reviewed
from .problem import ProblemCard, SkillId

MODEL_VERSION = "gelo-1"

PROBLEM_VARIANCE = 0.5
"""Variance of a problem's difficulty around the author's; .5 lets data correct the author."""

SKILL_VARIANCE = 0.5
"""Variance of a skill's difficulty around 0."""

DRIFT = 0.003
"""Variance added to the general ability per answer."""

SKILL_DRIFT = 0.03
"""Variance added to a practised skill per answer."""

GAIN = 0.1
"""Mean added to a practised skill per success, for what the practice itself teaches. A compromise:
0 to .03 fits logs of other subjects best, .2 recovers the truth best in simulation."""

HARD_BAND = 2
"""From this band on a success counts as one on a demanding problem."""

_UNPRACTISED = SkillState()


def difficulty(card: ProblemCard) -> float:
    """Return the author's difficulty in logits, held within what a probability can show."""
    return held(card.difficulty, -FAR, FAR)


def logit(state: LearnerState, card: ProblemCard) -> tuple[float, float]:
    """Return mean and variance of the logit of a first-attempt success; see the module's text."""
    share = 1.0 / len(card.skills)
    z = state.ability.mean - difficulty(card)
    variance = state.ability.variance + PROBLEM_VARIANCE
    for k in card.skills:
        skill = state.skills.get(k, _UNPRACTISED)
        z += share * skill.ability.mean
        variance += share * share * (skill.ability.variance + SKILL_VARIANCE)
    return z, variance


def predict(state: LearnerState, card: ProblemCard, at: datetime) -> float:
    """Return the probability in [0, 1] that a first attempt without a hint succeeds.

    >>> from .problem import Kind, ProblemId
    >>> card = ProblemCard(ProblemId("p"), 1, "", Kind.FIX_BUG, "", "", (SkillId("a"),), 1, -1.0, 5)
    >>> round(predict(LearnerState(), card, datetime(2025, 1, 1)), 4)
    0.6788
    """
    return expected(*logit(state, card))


def update(
    state: LearnerState,
    card: ProblemCard,
    evidence: Evidence,
    at: datetime,
    top_bands: Mapping[SkillId, int] | None = None,
) -> LearnerState:
    """Return the state after one attempt.

    Only the first attempt at a problem moves abilities. A later one changes what is kept of the
    problem; where the problem had been solved before, it is a review and moves the memory too.

    Args:
        state: The state before.
        card: The attempted problem.
        evidence: What its verdict says.
        at: Time of the attempt, with a time zone.
        top_bands: Highest band per skill in the bank (see `top_bands`): a success there is a hard
            one even below band 2.

    Raises:
        ValueError: `at` has no time zone.
    """
    before = state.problems.get(card.id, ProblemState())
    if evidence.first:
        after = _learnt(state, card, is_win(evidence), at, top_bands or {})
    else:
        review = evidence.solved if before.solved_at is not None else None
        after = replace(state, skills=_practised(state, card, review, at))
    failed_anew = not evidence.solved and before.failures == 0
    return replace(
        after,
        problems={**state.problems, card.id: _attempted(before, evidence, at)},
        failed_in_a_row=0 if evidence.solved else state.failed_in_a_row + failed_anew,
    )


def top_bands(cards: tuple[ProblemCard, ...]) -> dict[SkillId, int]:
    """Return the highest band in which each skill has a problem."""
    top: dict[SkillId, int] = {}
    for card in cards:
        for k in card.skills:
            top[k] = max(card.band, top.get(k, card.band))
    return top


def _learnt(
    state: LearnerState,
    card: ProblemCard,
    win: bool,
    at: datetime,
    top_bands: Mapping[SkillId, int],
) -> LearnerState:
    e, h = surprise(*logit(state, card), win)
    share = 1.0 / len(card.skills)
    sign = 1.0 if win else -1.0
    skills = dict(state.skills)
    for k in card.skills:
        old = skills.get(k, _UNPRACTISED)
        ability = moved(old.ability, share, e, h, SKILL_DRIFT)
        hard = card.band >= min(HARD_BAND, top_bands.get(k, HARD_BAND))
        skills[k] = SkillState(
            ability=Belief(min(FAR, ability.mean + GAIN), ability.variance) if win else ability,
            wins=old.wins + win,
            losses=old.losses + (not win),
            hard_wins=old.hard_wins + (win and hard),
            recency=0.7 * old.recency + 0.3 * sign,
            practised_at=at,
            fsrs=reviewed(old.fsrs, win, at),
        )
    return replace(
        state,
        ability=moved(state.ability, 1.0, e, h, DRIFT),
        wins=state.wins + win,
        losses=state.losses + (not win),
        recency=0.8 * state.recency + 0.2 * sign,
        skills=skills,
    )


def _practised(
    state: LearnerState, card: ProblemCard, review: bool | None, at: datetime
) -> Mapping[SkillId, SkillState]:
    skills = dict(state.skills)
    for k in card.skills:
        old = skills.get(k, _UNPRACTISED)
        memory = old.fsrs if review is None else reviewed(old.fsrs, review, at)
        skills[k] = replace(old, practised_at=at, fsrs=memory)
    return skills


def _attempted(before: ProblemState, evidence: Evidence, at: datetime) -> ProblemState:
    return ProblemState(
        attempts=before.attempts + 1,
        failures=before.failures + (not evidence.solved),
        hints=before.hints,
        hinted_first=before.hinted_first or (evidence.first and evidence.hinted),
        solved_at=before.solved_at or (at if evidence.solved else None),
        last_at=at,
    )
