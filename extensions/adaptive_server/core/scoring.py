"""Worth of a problem for a learner now: the terms of the score, per skill and per problem.

    need_k = clip(th + .05 - P_k, 0, 1)^.6 * (1 + unlock D_k [P_k < gate + .1])
    due_k  = clip(.9 - R_k, 0, .5) * [P_k >= .5]
    fit    = exp(-((p - target) / width)^2)
    info   = 4 p (1 - p) sqrt(S)
    score  = (1/sqrt n) sum_k [need_k (fit + explore info) fresh + due_k fit]  (a third of it if
             the problem is one of the last six shown)

P_k: mastery; R_k: retrievability; D_k: skills not yet mastered that build on k; p, S: prediction
and variance of the logit; fresh = 1 / (1 + tries / 2). The target of .6 for a first success did
best in simulation (.5 and .75 were worse); it is no evidence about people. A problem is closed,
whatever its score, while a skill it needs is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp, sqrt
from typing import NamedTuple

from .belief import expected
from .learner import LearnerState, ProblemState, SkillState
from .mastery import THRESHOLD, chance
from .memory import DUE, retrievability
from .model import SKILL_VARIANCE, difficulty
from .problem import ProblemCard, ProblemId, SkillId
from .skills import SkillGraph

TARGET = 0.6
"""Wanted chance of a first-attempt success."""

WIDTH = 0.22
EXPLORE = 0.15
UNLOCK = 0.5

GATE = 0.45
"""A practised prerequisite with a success is in reach from this mastery on."""

TRIES = 3
"""Failed attempts after which a problem is set aside."""

_UNPRACTISED = SkillState()
_UNTRIED = ProblemState()


@dataclass(frozen=True, slots=True)
class SkillTerms:
    """What the score needs of one skill.

    Attributes:
        place: Position in teaching order.
        mean, variance: Offset of the learner on the skill, in logits.
        need, due: See the module's text; `faded` says R is below the due line, mastered or not.
    """

    place: int
    mean: float
    variance: float
    mastery: float
    need: float
    due: float
    faded: bool
    open: bool


class Scored(NamedTuple):
    """A problem with its score and the terms it is made of.

    A named tuple, since one is made per problem and choice: a frozen dataclass takes three times
    as long to make.
    """

    card: ProblemCard
    score: float
    predicted: float
    need: float
    fit: float
    info: float
    due: float
    fresh: float
    place: int
    difficulty: float

    def terms(self) -> dict[str, float]:
        """Return the terms by name, for the event log."""
        names = ("score", "need", "fit", "info", "due", "fresh")
        return {name: round(getattr(self, name), 6) for name in names}


def skill_terms(
    state: LearnerState,
    graph: SkillGraph,
    cards: Iterable[ProblemCard],
    at: datetime,
    *,
    lead_on: bool = False,
) -> dict[SkillId, SkillTerms]:
    """Return the terms of every skill of the graph, in teaching order.

    Args:
        state: What is believed of the learner.
        graph: The course.
        cards: Its problems.
        at: Now.
        lead_on: Let a skill whose problems are all solved or set aside open the next ones.
    """
    order = graph.order()
    place = {k: n for n, k in enumerate(order)}
    known = {k: state.skills.get(k, _UNPRACTISED) for k in order}
    mastery = {k: chance(state, known[k], graph.skills[k].band) for k in order}
    is_open = _open_skills(state, graph, cards, place, known, mastery, lead_on=lead_on)
    terms = {}
    for k in order:
        skill, p, r = known[k], mastery[k], retrievability(known[k].fsrs, at)
        need = max(0.0, min(1.0, THRESHOLD + 0.05 - p)) ** 0.6
        if p < GATE + 0.1:
            need *= 1.0 + UNLOCK * sum(mastery[j] < THRESHOLD for j in graph.dependants(k))
        terms[k] = SkillTerms(
            place=place[k],
            mean=skill.ability.mean,
            variance=skill.ability.variance,
            mastery=p,
            need=need if is_open[k] else 0.0,
            due=max(0.0, min(0.5, DUE - r)) if p >= 0.5 else 0.0,
            faded=r < DUE,
            open=is_open[k],
        )
    return terms


def _open_skills(
    state: LearnerState,
    graph: SkillGraph,
    cards: Iterable[ProblemCard],
    place: Mapping[SkillId, int],
    known: Mapping[SkillId, SkillState],
    mastery: Mapping[SkillId, float],
    *,
    lead_on: bool,
) -> dict[SkillId, bool]:
    """Say of every skill whether all its direct prerequisites are in reach.

    A prerequisite is in reach when it was practised with success and stands at the gate; when the
    general ability alone puts it at the mastery threshold; or when it is open itself and has no
    unsolved problem left. The last makes a dead end impossible: a problem counts for the latest of
    its skills, so by induction along the teaching order either some open problem is unsolved or
    every skill is open. With `lead_on`, what was set aside counts as no longer left.
    """
    left: dict[SkillId, list[ProblemCard]] = {}
    for card in cards:
        unsolved = state.problems.get(card.id, _UNTRIED).solved_at is None
        if unsolved and not (lead_on and set_aside(state, card)):
            taught = [k for k in card.skills if k in place]
            if taught:
                left.setdefault(max(taught, key=place.__getitem__), []).append(card)
    is_open: dict[SkillId, bool] = {}
    ready: dict[SkillId, bool] = {}
    for k in place:
        is_open[k] = all(ready[j] for j in graph.skills[k].prerequisites)
        practised = known[k].practised_at is not None
        ready[k] = mastery[k] >= (GATE if practised and known[k].wins else THRESHOLD) or (
            is_open[k]
            and not any(all(is_open.get(j, True) for j in card.skills) for card in left.get(k, ()))
        )
    return is_open


def set_aside(state: LearnerState, card: ProblemCard) -> bool:
    """Say whether a problem is unsolved after so many failures that others come first."""
    tried = state.problems.get(card.id, _UNTRIED)
    return tried.solved_at is None and tried.failures >= TRIES


def is_open(card: ProblemCard, terms: Mapping[SkillId, SkillTerms]) -> bool:
    """Say whether every skill of a problem is open; a skill outside the graph always is."""
    return all(terms[k].open for k in card.skills if k in terms)


def scored(
    state: LearnerState,
    cards: Sequence[ProblemCard],
    terms: Mapping[SkillId, SkillTerms],
    target: float = TARGET,
) -> list[Scored]:
    """Return the problems with their scores, best first; ties go in teaching order."""
    recent = frozenset(state.recent)
    result = [_score(state, card, terms, target, recent) for card in cards]
    result.sort(key=lambda s: (-round(s.score, 9), *teaching_key(s)))
    return result


def teaching_key(s: Scored) -> tuple[int, float, ProblemId]:
    """Sort key of the teaching order: latest skill first, then easier problems first."""
    return s.place, s.difficulty, s.card.id


def _score(
    state: LearnerState,
    card: ProblemCard,
    terms: Mapping[SkillId, SkillTerms],
    target: float,
    recent: frozenset[ProblemId],
) -> Scored:
    n = len(card.skills)
    mean = need = due = 0.0
    place, spread = 0, 0.0
    for k in card.skills:
        t = terms.get(k)
        if t is None:
            spread += 0.5
            continue
        mean += t.mean
        spread += t.variance
        need += t.need
        due += t.due
        place = max(place, t.place)
    b = difficulty(card)
    z = state.ability.mean - b + mean / n
    variance = state.ability.variance + card.variance + (spread + n * SKILL_VARIANCE) / (n * n)
    p = expected(z, variance)
    fit = exp(-(((p - target) / WIDTH) ** 2))
    info = 4.0 * p * (1.0 - p) * sqrt(variance)
    fresh = 1.0 / (1.0 + 0.5 * state.problems.get(card.id, _UNTRIED).attempts)
    score = (need * (fit + EXPLORE * info) * fresh + due * fit) / sqrt(n)
    if card.id in recent:
        score /= 3.0
    return Scored(card, score, p, need, fit, info, due, fresh, place, b)
