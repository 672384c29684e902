"""The learner model: Gaussian multi-skill Elo. State in, state out; no clock, no storage.

    z  = mu - b + (1/n) sum_k (m_k - d_k)
    S  = v_u + v_b + (1/n^2) sum_k (v_k + v_d)
    p0 = sigma(z / sqrt(1 + kappa S))

mu: general ability; m_k: offset on skill k; b, v_b: difficulty of the problem, the author's until
it is calibrated; d_k = 0, v_d: difficulty of the skill; n: skills of the problem. Problems are
shared by all learners and are calibrated elsewhere: an answer here moves its learner only.
Forgetting makes a skill due for review (see `memory`); it does not lower a prediction, since no
gain from that was seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from .belief import FAR, expected, held, moved, sigmoid, surprise
from .evidence import is_win, trust
from .learner import Belief, Evidence, LearnerState, ProblemState, SkillState
from .memory import reviewed
from .problem import ProblemCard, SkillId
from .step import learner_after, raised, skill_after

MODEL_VERSION = "gelo-2"

SKILL_VARIANCE = 0.5
"""Variance of a skill's difficulty around 0."""

GAIN = 0.1
"""Mean added to a practised skill per success, for what the practice itself teaches. A compromise:
0 to .03 fits logs of other subjects best, .2 recovers the truth best in simulation."""

HARD_BAND = 2
"""From this band on a success counts as one on a demanding problem."""

_UNPRACTISED = SkillState()


def difficulty(card: ProblemCard) -> float:
    """Return the problem's difficulty in logits, held within what a probability can show."""
    return held(card.difficulty, -FAR, FAR)


def logit(state: LearnerState, card: ProblemCard) -> tuple[float, float]:
    """Return mean and variance of the logit of a first-attempt success; see the module's text."""
    share = 1.0 / len(card.skills)
    z = state.ability.mean - difficulty(card)
    variance = state.ability.variance + card.variance
    for k in card.skills:
        skill = state.skills.get(k, _UNPRACTISED)
        z += share * skill.ability.mean
        variance += share * share * (skill.ability.variance + SKILL_VARIANCE)
    return z, variance


@dataclass(frozen=True, slots=True)
class Believed:
    """What was believed before an attempt, in logits: enough to calibrate from and to replay it.

    Attributes:
        strength: The learner on the problem's skills, mu + (1/n) sum (m_k - d_k).
        difficulty: The problem.
    """

    strength: Belief
    difficulty: Belief


def believed(state: LearnerState, card: ProblemCard) -> Believed:
    """Return what is believed of a learner and a problem."""
    z, variance = logit(state, card)
    b = difficulty(card)
    return Believed(Belief(z + b, variance - card.variance), Belief(b, card.variance))


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

    Every attempt moves abilities as far as it can be trusted (see `evidence.trust`). Counts,
    recency and drift go by first attempts only. Where the problem had been solved before, the
    attempt is a review and moves the memory too.

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
        after = _learnt(state, card, evidence, at, top_bands or {})
    else:
        after = _practised(state, card, evidence, before.solved_at is not None, at)
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
    evidence: Evidence,
    at: datetime,
    top_bands: Mapping[SkillId, int],
) -> LearnerState:
    win = is_win(evidence)
    z, variance = logit(state, card)
    e, h = surprise(z, variance, win, trust(evidence))
    after = learner_after(state, e, h, win, sigmoid(z))
    share, gain, answer = 1.0 / len(card.skills), GAIN * win, after.wins + after.losses
    skills = dict(state.skills)
    for k in card.skills:
        old = skills.get(k, _UNPRACTISED)
        hard = card.band >= min(HARD_BAND, top_bands.get(k, HARD_BAND))
        skills[k] = replace(
            skill_after(old, share, e, h, win, gain, answer),
            hard_wins=old.hard_wins + (win and hard),
            practised_at=at,
            fsrs=reviewed(old.fsrs, win, at),
        )
    return replace(after, skills=skills)


def _practised(
    state: LearnerState, card: ProblemCard, evidence: Evidence, review: bool, at: datetime
) -> LearnerState:
    e, h = surprise(*logit(state, card), evidence.solved, trust(evidence))
    share, gain = 1.0 / len(card.skills), GAIN * evidence.solved
    skills = dict(state.skills)
    for k in card.skills:
        old = skills.get(k, _UNPRACTISED)
        skills[k] = replace(
            old,
            ability=raised(moved(old.ability, share, e, h, 0.0), gain),
            practised_at=at,
            fsrs=reviewed(old.fsrs, evidence.solved, at) if review else old.fsrs,
        )
    return replace(state, ability=moved(state.ability, 1.0, e, h, 0.0), skills=skills)


def _attempted(before: ProblemState, evidence: Evidence, at: datetime) -> ProblemState:
    return ProblemState(
        attempts=before.attempts + 1,
        failures=before.failures + (not evidence.solved),
        hints=before.hints,
        hinted_first=before.hinted_first or (evidence.first and evidence.hinted),
        solved_at=before.solved_at or (at if evidence.solved else None),
        last_at=at,
    )
