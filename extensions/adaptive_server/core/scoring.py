"""Worth of a problem for a learner now: the terms of the score, per skill and per problem.

    need_k = min(step, th + .05 - P_k) / (th + .15 - P_k) * (1 + unlock D_k [P_k < gate + .15])
    due_k  = review clip(.9 - R_k, 0, .5) * [P_k >= .5]
    fit    = exp(-((p - target) / width)^2)
    info   = 4 p (1 - p) sqrt(S)
    score  = sum_k [need_k (fit + explore info) fresh + due_k fit]

P_k: mastery, counted up to th + .05; R_k: retrievability; D_k: skills not yet mastered that build
on k; p, S: prediction and variance of the logit. need_k is the share of what is missing that one
problem may bring, so that what is begun is finished before more is begun. It is scaled to 1 at
P_k = .2, and a tenth where prerequisites are weak but have nothing new to offer.

fresh = 1 / (1 + tries / 2) for an unsolved problem, .15 for a solved one; what was solved, or set
aside after three failures, comes back on another day while a skill of it needs practice. A problem
among the last six shown has a third of its score, one of the kind of the last two four fifths. The
target of .6 for a first success did best in simulation; it is no evidence about people. A problem
is closed, whatever its score, while a skill it needs is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, sqrt
from typing import NamedTuple

from .belief import expected
from .learner import Belief, LearnerState, ProblemState, SkillState
from .mastery import THRESHOLD, chance, reference
from .memory import DUE, retrievability
from .model import UNPRACTISED, difficulty, weights
from .problem import Kind, ProblemCard, ProblemId, SkillId
from .skills import SkillGraph
from .tuning import TUNING, Tuning

STEP = 0.1
"""What one problem may bring of mastery, at most."""

RESOLVE = 0.15
"""Worth of a problem that was solved before, beside a new one."""

ALIKE = 0.8
"""Worth of a third problem of one kind in a row."""

SHAKY = 0.1
"""Need of a skill that is open only because its prerequisites have nothing new to offer."""

REST = timedelta(hours=20)
"""For so long a solved problem is not practised again."""

TRIES = 3
"""Failed attempts after which a problem is set aside."""

_UNTRIED = ProblemState()


@dataclass(frozen=True, slots=True)
class SkillTerms:
    """What the score needs of one skill.

    Attributes:
        place: Position in teaching order.
        ability: Offset of the learner on the skill.
        need, due: See the module's text; `faded` says R is below the due line, mastered or not.
    """

    place: int
    ability: Belief
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
    tuning: Tuning = TUNING,
) -> dict[SkillId, SkillTerms]:
    """Return the terms of every skill of the graph, in teaching order.

    Args:
        state: What is believed of the learner.
        graph: The course.
        cards: Its problems.
        at: Now.
        lead_on: Let a skill whose problems are all solved or set aside open the next ones.
        tuning: Constants.
    """
    order = graph.order()
    place = {k: n for n, k in enumerate(order)}
    known = {k: state.skills.get(k, UNPRACTISED) for k in order}
    mastery = {k: chance(state, known[k], reference(graph.skills[k])) for k in order}
    is_open, shaky = _open_skills(
        state, graph, cards, place, known, mastery, lead_on=lead_on, gate=tuning.gate
    )
    terms = {}
    for k in order:
        skill, p, r = known[k], mastery[k], retrievability(known[k].fsrs, at)
        need = _need(p, tuning) if is_open[k] else 0.0
        if k in shaky:
            need *= SHAKY
        if need and tuning.unlock and p < tuning.gate + 0.15:
            need *= 1.0 + tuning.unlock * sum(mastery[j] < THRESHOLD for j in graph.dependants(k))
        terms[k] = SkillTerms(
            place=place[k],
            ability=skill.ability,
            mastery=p,
            need=need,
            due=tuning.review * max(0.0, min(0.5, DUE - r)) if p >= 0.5 else 0.0,
            faded=r < DUE,
            open=is_open[k],
        )
    return terms


def _need(p: float, tuning: Tuning) -> float:
    missing = max(0.0, THRESHOLD + 0.05 - p)
    if not tuning.finish:
        return float(missing**0.6)
    return min(STEP, missing) / (missing + 0.1) * (THRESHOLD - 0.05) / STEP


def _open_skills(
    state: LearnerState,
    graph: SkillGraph,
    cards: Iterable[ProblemCard],
    place: Mapping[SkillId, int],
    known: Mapping[SkillId, SkillState],
    mastery: Mapping[SkillId, float],
    *,
    lead_on: bool,
    gate: float,
) -> tuple[dict[SkillId, bool], set[SkillId]]:
    """Say of every skill whether all its direct prerequisites are in reach, and which are shaky.

    A prerequisite is in reach when it was practised with success and stands at the gate; when the
    general ability alone puts it at the mastery threshold; or when it is open itself and has no
    unsolved problem left. The last makes a dead end impossible: a problem counts for the latest of
    its skills, so by induction along the teaching order either some open problem is unsolved or
    every skill is open. With `lead_on`, what was set aside counts as no longer left. A skill that
    is open for that reason alone is shaky.
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
    firm: dict[SkillId, bool] = {}
    for k in place:
        before = graph.skills[k].prerequisites
        is_open[k] = all(ready[j] for j in before)
        practised = known[k].practised_at is not None
        firm[k] = mastery[k] >= (gate if practised and known[k].wins else THRESHOLD)
        ready[k] = firm[k] or (
            is_open[k]
            and not any(all(is_open.get(j, True) for j in card.skills) for card in left.get(k, ()))
        )
    shaky = {k for k in place if not all(firm[j] for j in graph.skills[k].prerequisites)}
    return is_open, shaky


def set_aside(state: LearnerState, card: ProblemCard) -> bool:
    """Say whether a problem is unsolved after so many failures that others come first."""
    tried = state.problems.get(card.id, _UNTRIED)
    return tried.solved_at is None and tried.failures >= TRIES


def is_open(card: ProblemCard, terms: Mapping[SkillId, SkillTerms]) -> bool:
    """Say whether every skill of a problem is open; a skill outside the graph always is."""
    return all(terms[k].open for k in card.skills if k in terms)


def worth_again(
    state: LearnerState, card: ProblemCard, terms: Mapping[SkillId, SkillTerms], at: datetime
) -> bool:
    """Say whether a problem that was solved or set aside may be practised again.

    That is on another day, when it was not shown lately and a skill of it needs practice.
    """
    tried = state.problems.get(card.id, _UNTRIED)
    if tried.last_at is None or card.id in state.recent:
        return False
    if tried.solved_at is None and tried.failures < TRIES:
        return False
    return at - tried.last_at >= REST and any(terms[k].need > 0 for k in card.skills if k in terms)


def scored(
    state: LearnerState,
    cards: Sequence[ProblemCard],
    terms: Mapping[SkillId, SkillTerms],
    target: float | None = None,
    alike: Kind | None = None,
    tuning: Tuning = TUNING,
) -> list[Scored]:
    """Return the problems with their scores, best first; ties go in teaching order.

    Args:
        state: What is believed of the learner.
        cards: The problems.
        terms: Terms of all skills.
        target: Wanted chance of success, else that of `tuning`.
        alike: Kind of the last two problems, if they had the same.
        tuning: Constants.
    """
    recent = frozenset(state.recent)
    goal = tuning.target if target is None else target
    result = [_score(state, card, terms, goal, recent, alike, tuning) for card in cards]
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
    alike: Kind | None,
    tuning: Tuning,
) -> Scored:
    need = due = 0.0
    place = 0
    abilities = []
    for k in card.skills:
        t = terms.get(k)
        if t is None:
            abilities.append(UNPRACTISED.ability)
            continue
        abilities.append(t.ability)
        need += t.need
        due += t.due
        if t.place > place:
            place = t.place
    b = difficulty(card)
    z, variance = state.ability.mean - b, state.ability.variance + card.variance
    for (mean, v), w in zip(abilities, weights(abilities, tuning.weakest), strict=True):
        z += w * mean
        variance += w * w * v
    p = expected(z, variance)
    fit = exp(-(((p - target) / tuning.width) ** 2))
    info = 4.0 * p * (1.0 - p) * sqrt(variance)
    tried = state.problems.get(card.id, _UNTRIED)
    fresh = RESOLVE if tried.solved_at else 1.0 / (1.0 + tuning.tries * tried.attempts)
    score = need * (fit + tuning.explore * info) * fresh + due * fit
    if card.id in recent:
        score *= tuning.again
    if card.kind is alike:
        score *= ALIKE
    return Scored(card, score, p, need, fit, info, due, fresh, place, b)
