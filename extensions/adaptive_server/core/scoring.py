"""Worth of a problem for a learner now: the terms of the score, per skill and per problem.

    need_k = min(step, th + .05 - P_k) / (th + .15 - P_k) * (1 + unlock D_k [P_k < gate + .15])
    due_k  = review clip(.9 - R_k, 0, .5) * [P_k >= .5]
    fit    = exp(-((p - target) / width)^2)
    score  = fit sum_k [need_k fresh + due_k]

P_k: mastery, counted up to th + .05; R_k: retrievability; D_k: skills not yet mastered that build
on k; p: prediction. need_k is the share of what is missing that one
problem may bring, so that what is begun is finished before more is begun. It is scaled to 1 at
P_k = .2, and a tenth where prerequisites are weak but have nothing new to offer.

fresh = 1 / (1 + tries / 2) for an unsolved problem, .15 for a solved one; what was solved, or set
aside after three failures, comes back on another day while a skill of it needs practice. A problem
among the last six shown has a third of its score, one of the kind of the last two four fifths. The
target of .6 for a first success did best in simulation; it is no evidence about people. A problem
is closed, whatever its score, while a skill it needs is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from math import exp
from typing import NamedTuple

from .belief import FAR, expected
from .family import REST
from .learner import LearnerState, ProblemState
from .model import UNPRACTISED, difficulty
from .problem import Kind, ProblemCard, ProblemId, SkillId
from .standing import TRIES, SkillTerms
from .tuning import TUNING, Tuning

TOP = 5
"""So many of the best may be picked."""

SLACK = 2e-9
"""What scores may be apart and still be taken for a tie."""

_UNTRIED = ProblemState()
_OUTSIDE = SkillTerms(0, UNPRACTISED.ability, 0.0, 0.0, 0.0, False, True)


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
    due: float
    fresh: float
    place: int
    difficulty: float

    def terms(self) -> dict[str, float]:
        """Return the terms by name, for the event log."""
        names = ("score", "need", "fit", "due", "fresh")
        return {name: round(getattr(self, name), 6) for name in names}


def worth_again(
    state: LearnerState, card: ProblemCard, needed: AbstractSet[SkillId], at: datetime
) -> bool:
    """Say whether a problem that was solved or set aside may be practised again.

    That is on another day, when it was not shown lately and a skill of it needs practice.
    """
    if needed.isdisjoint(card.skills):
        return False
    tried = state.problems.get(card.id, _UNTRIED)
    if tried.last_at is None or card.id in state.recent:
        return False
    if tried.solved_at is None and tried.failures < TRIES:
        return False
    return at - tried.last_at >= REST


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
    score = _scorer(state, terms, tuning.target if target is None else target, alike, tuning)
    return _sorted([s for card in cards if (s := score(card, 0.0))])


def contenders(
    state: LearnerState,
    cards: Sequence[ProblemCard],
    terms: Mapping[SkillId, SkillTerms],
    target: float,
    alike: Kind | None = None,
    tuning: Tuning = TUNING,
) -> list[Scored]:
    """Return as `scored` does, but only what may be among the best few, and at least half the best.

    No score is above need fresh + due, so most problems need not be scored, and hardly ever one
    that was tried before.
    """
    score, best, kept = _scorer(state, terms, target, alike, tuning), [0.0] * TOP, list[Scored]()

    def weigh(some: Sequence[ProblemCard], most: Sequence[float]) -> None:
        for n in sorted(range(len(some)), key=most.__getitem__, reverse=True):
            if most[n] < best[0] - SLACK:
                break
            found = score(some[n], best[0] - SLACK)
            if found is None:
                continue
            kept.append(found)
            if found.score > best[0]:
                best[0] = found.score
                best.sort()

    tried = state.problems
    both = _worth({k: t.need + t.due for k, t in terms.items() if t.need or t.due})
    new = [c for c in cards if c.id not in tried]
    weigh(new, [sum(map(both, c.skills)) for c in new])
    if len(new) < len(cards):
        bar, due = best[0] - SLACK, _worth({k: t.due for k, t in terms.items() if t.due})
        again = [c for c in cards if c.id in tried and sum(map(both, c.skills)) >= bar]
        weigh(again, [_softened(tried[c.id], c, both, due, tuning) for c in again])
    return _sorted(kept)


def _softened(
    tried: ProblemState,
    card: ProblemCard,
    both: Callable[[SkillId], float],
    due: Callable[[SkillId], float],
    tuning: Tuning,
) -> float:
    """Return what the score of a problem that was tried before is not above."""
    review = sum(map(due, card.skills))
    return review + (sum(map(both, card.skills)) - review) * freshness(tried, tuning)


def _worth(some: Mapping[SkillId, float]) -> Callable[[SkillId], float]:
    """Return a look-up that finds 0 for every skill that is not there."""
    return defaultdict(float, some).__getitem__


def _sorted(some: list[Scored]) -> list[Scored]:
    some.sort(key=lambda s: (-round(s.score, 9), s.place, s.difficulty, s.card.id))
    return some


def freshness(tried: ProblemState, tuning: Tuning = TUNING) -> float:
    """Return what a problem is worth beside an untried one, in (0, 1]."""
    return tuning.resolve if tried.solved_at else 1.0 / (1.0 + tuning.tries * tried.attempts)


def teaching_key(
    terms: Mapping[SkillId, SkillTerms],
) -> Callable[[ProblemCard], tuple[int, float, ProblemId]]:
    """Return the sort key of the teaching order: latest skill first, then easier problems first."""

    def key(card: ProblemCard) -> tuple[int, float, ProblemId]:
        place = max([terms[k].place for k in card.skills if k in terms], default=0)
        return place, difficulty(card), card.id

    return key


def _scorer(
    state: LearnerState,
    terms: Mapping[SkillId, SkillTerms],
    target: float,
    alike: Kind | None,
    tuning: Tuning,
) -> Callable[[ProblemCard, float], Scored | None]:
    """Return the score as a function of a problem and the least that is of interest, or None.

    What is the same for all problems is ready.
    """
    ability, spread = state.ability
    problems, recent = state.problems, frozenset(state.recent)
    width, weakest = tuning.width, tuning.weakest
    parts: dict[SkillId, tuple[float, float, float, float, float, int]] = {}

    def part(k: SkillId) -> tuple[float, float, float, float, float, int]:
        t = terms.get(k, _OUTSIDE)
        mean, v = t.ability
        parts[k] = found = (exp(-weakest * mean), mean, v, t.need, t.due, t.place)
        return found

    def score(card: ProblemCard, least: float) -> Scored | None:
        known = [parts.get(k) or part(k) for k in card.skills]
        total = sum([k[0] for k in known])
        b = card.difficulty
        if not -FAR <= b <= FAR:
            b = difficulty(card)
        z, variance = ability - b, spread + card.variance
        need = due = 0.0
        place = 0
        for share, mean, v, more, faded, where in known:
            w = share / total
            z += w * mean
            variance += w * w * v
            need += more
            due += faded
            if where > place:
                place = where
        p = expected(z, variance)
        fit = exp(-(((p - target) / width) ** 2))
        if fit * (need + due) < least:
            return None
        tried = problems.get(card.id)
        fresh = 1.0 if tried is None else freshness(tried, tuning)
        worth = fit * (need * fresh + due)
        if card.id in recent:
            worth *= tuning.again
        if card.kind is alike:
            worth *= tuning.alike
        return Scored(card, worth, p, need, fit, due, fresh, place, b)

    return score
