"""The learner model: Gaussian multi-skill Elo. State in, state out; no clock, no storage.

    z  = mu - b + sum_k w_k m_k,   w_k = e^(-a m_k) / sum_j e^(-a m_j)
    S  = v_u + v_b + sum_k w_k^2 v_k
    p0 = sigma(z / sqrt(1 + kappa S))

mu: general ability; m_k: offset on skill k; b, v_b: difficulty of the problem, the author's until
it is calibrated. The weights w_k let a problem go by its weakest skills, since code needs all of
them: a = 0 is the mean, the usual compensatory model; a soft minimum is the conjunctive one (Maris
1999, doi:10.1007/BF02294535, for the two families). `mastery model simulate` compares both.

Problems are shared by all learners and are calibrated elsewhere: an answer here moves its learner
only. Forgetting makes a skill due for review (see `memory`); it does not lower a prediction, since
no gain from that was seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import exp, sqrt

from .behaviour import failures_alike
from .belief import FAR, expected, held, moved, sigmoid, surprise
from .evidence import is_win, trust
from .learner import Belief, Evidence, LearnerState, ProblemState, SkillState
from .memory import reviewed
from .problem import ProblemCard, SkillId
from .step import learner_after, raised, skill_after
from .tuning import TUNING, Tuning

MODEL_VERSION = "gelo-2"

UNPRACTISED = SkillState(ability=Belief(-1.0, 1.0))
"""A skill that the learner has not met: whoever has practised it is a logit ahead."""

HARD_BAND = 2
"""From this band on a success counts as one on a demanding problem."""

_UNTRIED = ProblemState()


def difficulty(card: ProblemCard) -> float:
    """Return the problem's difficulty in logits, held within what a probability can show."""
    b = card.difficulty
    return b if -FAR <= b <= FAR else held(b, -FAR, FAR)


Logit = tuple[float, float, tuple[float, ...]]
"""Mean and variance of the logit of a first success, and the weight of each skill."""


def logit(state: LearnerState, card: ProblemCard, tuning: Tuning = TUNING) -> Logit:
    """Return mean and variance of the logit of a first success, and the weight of each skill."""
    z = state.ability.mean - difficulty(card)
    variance = state.ability.variance + card.variance
    if len(card.skills) == 1:
        mean, v = state.skills.get(card.skills[0], UNPRACTISED).ability
        return z + mean, variance + v, (1.0,)
    abilities = [state.skills.get(k, UNPRACTISED).ability for k in card.skills]
    shares = weights(abilities, tuning.weakest)
    for (mean, v), w in zip(abilities, shares, strict=True):
        z += w * mean
        variance += w * w * v
    return z, variance, shares


def weights(abilities: Sequence[Belief], weakest: float) -> tuple[float, ...]:
    """Return how far a problem goes by each of its skills; they sum to 1.

    >>> weights((Belief(0.0, 1.0), Belief(2.0, 1.0)), 0.0)
    (0.5, 0.5)
    >>> [round(w, 3) for w in weights((Belief(0.0, 1.0), Belief(2.0, 1.0)), 1.5)]
    [0.953, 0.047]
    """
    parts = [exp(-weakest * mean) for mean, _ in abilities]
    total = sum(parts)
    return tuple([part / total for part in parts])


def gain(solved: bool, s: float, tuning: Tuning = TUNING) -> float:
    """Return what practice itself adds to the practised skills, in logits.

    g sqrt(4 s (1 - s)), s = sigma(z): most where success is least certain, nothing where the
    problem is far too easy or too hard, in the manner of the zone of proximal development. That
    every opportunity teaches, failures too, is the assumption of the additive factors model (Cen,
    Koedinger & Junker 2006, doi:10.1007/11774303_17). A failure's gain never outweighs what it
    takes. The sizes come from simulation, where problems take minutes; on logs of short steps 0 to
    .03 fits best.

    >>> gain(True, 0.5), gain(False, 0.5), round(gain(True, 0.99), 4)
    (0.3, 0.2, 0.0597)
    """
    size = tuning.gain_success if solved else tuning.gain_failure
    return size * 2.0 * sqrt(s * (1.0 - s))


def predict(state: LearnerState, card: ProblemCard, tuning: Tuning = TUNING) -> float:
    """Return the probability in [0, 1] that a first attempt without a hint succeeds.

    >>> from .problem import Kind, ProblemId
    >>> card = ProblemCard(ProblemId("p"), 1, "", Kind.FIX_BUG, "", "", (SkillId("a"),), 1, -1.0, 5)
    >>> round(predict(LearnerState(), card), 4)
    0.5
    """
    z, variance, _ = logit(state, card, tuning)
    return expected(z, variance)


def update(
    state: LearnerState,
    card: ProblemCard,
    evidence: Evidence,
    at: datetime,
    top_bands: Mapping[SkillId, int] | None = None,
    tuning: Tuning = TUNING,
    seen: Logit | None = None,
) -> LearnerState:
    """Return the state after one attempt.

    Every attempt moves abilities as far as it can be trusted (see `evidence.trust`). Counts
    and recency go by first attempts only. Where the problem had been solved before, the
    attempt is a review and moves the memory too.

    Args:
        state: The state before.
        card: The attempted problem.
        evidence: What its verdict says.
        at: Time of the attempt, with a time zone.
        top_bands: Highest band per skill in the bank (see `top_bands`): a success there is a hard
            one even below band 2.
        tuning: Constants.
        seen: What `logit` says of the three, if at hand.

    Raises:
        ValueError: `at` has no time zone.
    """
    before = state.problems.get(card.id, _UNTRIED)
    seen = seen or logit(state, card, tuning)
    if evidence.first:
        after = _learnt(state, card, evidence, at, top_bands or {}, tuning, seen)
    else:
        review = before.solved_at is not None
        after = _practised(state, card, evidence, review, at, tuning, seen)
    failed_anew = not evidence.solved and before.failures == 0
    return after._replace(
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
    tuning: Tuning,
    seen: Logit,
) -> LearnerState:
    win = is_win(evidence)
    z, variance, shares = seen
    s = sigmoid(z)
    e, h = surprise(z, variance, win, trust(evidence))
    g = gain(win, s, tuning)
    answer = state.wins + state.losses + 1
    skills = dict(state.skills)
    for k, w in zip(card.skills, shares, strict=True):
        old = skills.get(k, UNPRACTISED)
        ability = _taught(old.ability, moved(old.ability, w, e, h, tuning.skill_drift), g, win)
        hard = card.band >= min(HARD_BAND, top_bands.get(k, HARD_BAND))
        skills[k] = skill_after(old, ability, win, answer, hard, at, reviewed(old.fsrs, win, at))
    return learner_after(state, e, h, win, s, skills)


def _practised(
    state: LearnerState,
    card: ProblemCard,
    evidence: Evidence,
    review: bool,
    at: datetime,
    tuning: Tuning,
    seen: Logit,
) -> LearnerState:
    z, variance, shares = seen
    e, h = surprise(z, variance, evidence.solved, trust(evidence))
    g = gain(evidence.solved, sigmoid(z), tuning)
    skills = dict(state.skills)
    for k, w in zip(card.skills, shares, strict=True):
        old = skills.get(k, UNPRACTISED)
        new = moved(old.ability, w, e, h, tuning.skill_drift)
        skills[k] = old._replace(
            ability=_taught(old.ability, new, g, evidence.solved),
            practised_at=at,
            fsrs=reviewed(old.fsrs, evidence.solved, at) if review else old.fsrs,
        )
    return state._replace(ability=moved(state.ability, 1.0, e, h, 0.0), skills=skills)


def _taught(before: Belief, after: Belief, by: float, solved: bool) -> Belief:
    """Add what practice teaches; nobody is believed abler for having failed."""
    return raised(after, by if solved else min(by, max(0.0, before.mean - after.mean)))


def _attempted(before: ProblemState, evidence: Evidence, at: datetime) -> ProblemState:
    solved, mark = evidence.solved, evidence.mark
    return ProblemState(
        before.attempts + 1,
        before.failures + (not solved),
        before.hints,
        before.hinted_first or (evidence.first and evidence.hinted),
        before.solved_at or (at if solved else None),
        at,
        mark,
        failures_alike(before, mark),
    )
