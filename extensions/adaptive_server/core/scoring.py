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

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import exp, sqrt
from typing import NamedTuple

from .belief import CAP, expected
from .family import REST
from .learner import LearnerState, ProblemState
from .model import UNPRACTISED, difficulty, weights
from .problem import Kind, ProblemCard, ProblemId, SkillId
from .standing import TRIES, SkillTerms
from .tuning import TUNING, Tuning

RESOLVE = 0.15
"""Worth of a problem that was solved before, beside a new one."""

ALIKE = 0.8
"""Worth of a third problem of one kind in a row."""

_UNTRIED = ProblemState()


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


def contenders(
    state: LearnerState,
    cards: Sequence[ProblemCard],
    terms: Mapping[SkillId, SkillTerms],
    target: float,
    tuning: Tuning = TUNING,
) -> list[ProblemCard]:
    """Return the problems that may have half the best score or more; the rest are not scored.

    No score is above need (1 + explore sqrt(S)) + due, and S is at most that of one new skill.
    """
    top = 1.0 + tuning.explore * sqrt(3.0 * CAP)
    bounds = []
    for card in cards:
        most = 0.0
        for k in card.skills:
            if (t := terms.get(k)) is not None:
                most += top * t.need + t.due
        bounds.append((most, card))
    bounds.sort(key=lambda each: -each[0])
    recent, best, kept = frozenset(state.recent), 0.0, []
    for most, card in bounds:
        if most < 0.5 * best:
            break
        kept.append(card)
        best = max(best, _score(state, card, terms, target, recent, card.kind, tuning).score)
    return kept


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
