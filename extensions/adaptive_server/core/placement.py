"""Placement at the start: a few questions, each the one that tells most about where to begin.

    gain_i = sum_k u_k dv + sum_own u_k dv_k + p sum_before u_j dv_j + (1 - p) sum_after u_j dv_j
    u_k    = 4 P_k (1 - P_k)

gain_i is the expected loss of variance over the skill graph by the answer to problem i, weighted by
how open it still is whether a skill is in reach. Asking for the least expected posterior variance
is a usual rule of adaptive tests (van der Linden 1998, doi:10.1007/BF02294775). dv: of the general
ability; dv_k: of the problem's own skills, by one step of `belief`; dv_j: of what the answer
implies. That who can do a thing can do what it builds on, and the other way about, is the inference
of knowledge spaces (Falmagne et al. 1990, doi:10.1037/0033-295X.97.2.201). Here it is no certainty:
an implied answer to a demanding problem of the other skill, trusted half (`IMPLIED`).

Implied answers move means and variances alone: they are no practice, count for no mastery, and are
made here only, never by the usual work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import erf, sqrt

from .belief import expected, moved, sigmoid, surprise
from .evidence import is_win, trust
from .learner import Belief, Evidence, LearnerState, Placement, PlacementStatus
from .mastery import chance, reference
from .model import UNPRACTISED, logit
from .prediction import model_version, told_chance
from .problem import ProblemCard, SkillId, authored
from .reasons import placement_reason
from .recommendation import Choice
from .selection import recommended
from .skills import SkillGraph
from .tuning import TUNING, Tuning

POLICY = "placement-1"

MOST = 10
"""Questions at most."""

LEAST = 3
"""Questions before confidence may end it."""

SURE = 0.9
"""Confidence at which it ends."""

IMPLIED = 0.5
"""Trust in what an answer implies of other skills, beside the answer itself; a design choice."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What placement needs of one skill: logit over a demanding problem, its variance, weight."""

    z: float
    variance: float
    ability: Belief
    open: float


def confidence(state: LearnerState, graph: SkillGraph) -> float:
    """Return how sure it is which skills are in reach, in [0.5, 1]; 1 without skills.

    The mean over skills of max(q, 1 - q), q = Phi(z / sd): the chance to be right when each skill
    is called in reach or not.
    """
    sure = []
    for s in _standings(state, graph).values():
        q = 0.5 * (1.0 + erf(s.z / sqrt(2.0 * s.variance)))
        sure.append(max(q, 1.0 - q))
    return sum(sure) / len(sure) if sure else 1.0


def begun(state: LearnerState) -> LearnerState:
    """Return the state with placement begun, or taken up again where it was left."""
    return state._replace(placement=replace(state.placement, status=PlacementStatus.ACTIVE))


def skipped(state: LearnerState) -> LearnerState:
    """Return the state with placement left; what was answered stays believed.

    Who has answered nothing begins at the beginning: nothing then counts as shown lately.
    """
    placement = replace(state.placement, status=PlacementStatus.SKIPPED)
    begun_already = any(p.attempts for p in state.problems.values())
    recent = state.recent if begun_already else ()
    return state._replace(placement=placement, failed_in_a_row=0, recent=recent)


def finished(state: LearnerState) -> LearnerState:
    """Return the state with placement done; its misses are no reason for gentler problems."""
    placement = replace(state.placement, status=PlacementStatus.FINISHED)
    return state._replace(placement=placement, failed_in_a_row=0)


def is_question(state: LearnerState, card: ProblemCard) -> bool:
    """Say whether a problem is the question that placement waits for."""
    placement = state.placement
    return placement.status is PlacementStatus.ACTIVE and placement.asked[-1:] == (card.id,)


def answered(
    before: LearnerState,
    after: LearnerState,
    graph: SkillGraph,
    card: ProblemCard,
    evidence: Evidence,
    tuning: Tuning = TUNING,
) -> LearnerState:
    """Add what the answer to a question implies of other skills.

    Args:
        before: The state before the attempt.
        after: The state after it (`model.update`).
        graph: The course.
        card: The question.
        evidence: What its verdict says; only a first attempt implies anything.
        tuning: Constants.
    """
    if not evidence.first:
        return after
    win = is_win(evidence)
    _, _, shares = logit(before, card, tuning)
    implied = _before(graph, card) if win else _after(graph, card, shares)
    skills = dict(after.skills)
    for j, share in implied.items():
        old = skills.get(j, UNPRACTISED)
        z = after.ability.mean + old.ability.mean - reference(graph.skills[j])
        variance = after.ability.variance + old.ability.variance
        e, h = surprise(z, variance, win, IMPLIED * share * trust(evidence))
        skills[j] = old._replace(ability=moved(old.ability, 1.0, e, h, 0.0))
    return after._replace(skills=skills)


def question(
    state: LearnerState,
    graph: SkillGraph,
    cards: Sequence[ProblemCard],
    at: datetime,
    why: str = "done",
    tuning: Tuning = TUNING,
) -> tuple[LearnerState, Choice] | None:
    """Return the next question, and the state that remembers it; None when placement is over.

    Args:
        state: What is believed of the learner.
        graph: The course.
        cards: Its problems.
        at: Now, with a time zone.
        why: `done`, or that the present question is `too_easy`, `too_hard` or `not_now`: it is
            passed over, without evidence, for an easier or harder one where there is any.
        tuning: Constants.
    """
    asked = state.placement.asked
    if len(asked) >= MOST:
        return None
    sure = confidence(state, graph)
    if len(asked) >= LEAST and sure >= SURE:
        return None
    picked = _most_telling(state, graph, _candidates(state, cards, why, tuning), tuning)
    if picked is None:
        return None
    gain, card = picked
    own = [k for k in card.skills if k in graph.skills]
    choice = Choice(
        problem_id=card.id,
        reason=placement_reason(len(asked) + 1, MOST, own[0] if own else card.title, graph),
        predicted=told_chance(state, card, at, tuning),
        policy=POLICY,
        model_version=model_version(tuning),
        terms={"gain": round(gain, 6), "confidence": round(sure, 6)},
    )
    placement = Placement(PlacementStatus.ACTIVE, (*asked, card.id))
    return recommended(state._replace(placement=placement), card.id), choice


def _candidates(
    state: LearnerState, cards: Sequence[ProblemCard], why: str, tuning: Tuning
) -> Sequence[ProblemCard]:
    """Return untouched problems; easier or harder ones than the present where that is asked.

    An item made from a problem is closed until that is solved, so it is no question.
    """
    tried = {*state.placement.asked, *state.problems}
    fresh = [c for c in authored(cards) if c.id not in tried]
    present = next((c for c in cards if c.id in state.placement.asked[-1:]), None)
    if present is None or why not in ("too_easy", "too_hard"):
        return fresh
    here = logit(state, present, tuning)[0]
    if why == "too_hard":
        return [c for c in fresh if logit(state, c, tuning)[0] > here] or fresh
    return [c for c in fresh if logit(state, c, tuning)[0] < here] or fresh


def _most_telling(
    state: LearnerState, graph: SkillGraph, cards: Sequence[ProblemCard], tuning: Tuning
) -> tuple[float, ProblemCard] | None:
    standings = _standings(state, graph)
    all_open = sum(s.open for s in standings.values())
    told = {k: s.open * _implied_loss(s) for k, s in standings.items()}
    gains = [(_gain(state, graph, c, standings, told, all_open, tuning), c) for c in cards]
    # Ties go to the first in the bank, so that the same state asks the same question.
    return max(gains, key=lambda pair: round(pair[0], 9), default=None)


def _gain(
    state: LearnerState,
    graph: SkillGraph,
    card: ProblemCard,
    standings: Mapping[SkillId, Standing],
    told: Mapping[SkillId, float],
    all_open: float,
    tuning: Tuning,
) -> float:
    z, variance, shares = logit(state, card, tuning)
    s = sigmoid(z)
    r = s * (1.0 - s)
    h = r / (1.0 + r * variance)
    gain = all_open * state.ability.variance**2 * h
    for k, w in zip(card.skills, shares, strict=True):
        if (own := standings.get(k)) is not None:
            gain += own.open * (w * own.ability.variance) ** 2 * h
    p = expected(z, variance)
    gain += p * sum(told[j] for j in _before(graph, card))
    return gain + (1.0 - p) * sum(w * told[j] for j, w in _after(graph, card, shares).items())


def _standings(state: LearnerState, graph: SkillGraph) -> dict[SkillId, Standing]:
    found = {}
    for k, skill in graph.skills.items():
        known = state.skills.get(k, UNPRACTISED)
        hard = reference(skill)
        z = state.ability.mean + known.ability.mean - hard
        p = chance(state, known, hard)
        variance = state.ability.variance + known.ability.variance
        found[k] = Standing(z, variance, known.ability, 4.0 * p * (1.0 - p))
    return found


def _implied_loss(s: Standing) -> float:
    """Return the variance that an implied answer takes away, whatever the answer."""
    _, h = surprise(s.z, s.variance, True, IMPLIED)
    return s.ability.variance**2 * h


def _before(graph: SkillGraph, card: ProblemCard) -> dict[SkillId, float]:
    """Return what a success implies: everything the problem's skills build on."""
    own = [k for k in card.skills if k in graph.skills]
    return {j: 1.0 for k in own for j in graph.prerequisites(k) if j not in card.skills}


def _after(graph: SkillGraph, card: ProblemCard, shares: Sequence[float]) -> dict[SkillId, float]:
    """Return what a failure implies: everything that builds on a skill, by that skill's share."""
    found: dict[SkillId, float] = {}
    for k, w in zip(card.skills, shares, strict=True):
        for j in graph.dependants(k) if k in graph.skills else ():
            if j not in card.skills:
                found[j] = min(1.0, found.get(j, 0.0) + w)
    return found
