"""Would a problem be chosen, and why: the choice tried on a learner made for the question.

That learner masters all that is taught before the problem's skills, has the asked mastery of those,
has seen nothing of what comes after, and has solved nothing of the course yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, sqrt

from .belief import KAPPA
from .learner import Belief, LearnerState, SkillState
from .mastery import HARD_WINS, WINS, reference
from .problem import ProblemCard, ProblemId, SkillId
from .scoring import Scored, scored
from .selection import choose, offers
from .skills import SkillGraph
from .standing import SkillTerms, is_open, open_problems, skill_terms
from .tuning import TUNING, Tuning
from .wording import chance_words, quoted

KNOWN = 0.9
"""Mastery of what is taught before."""

SURE = Belief(0.0, 0.1)
"""General ability of the learner; that of a skill has the same variance."""

MOST_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Tried:
    """What the choice does with a problem for one learner.

    Attributes:
        mastery: Of the problem's own skills, in [0, 1].
        chance: Probability in [0, 1] that it is chosen next.
        predicted: Probability in [0, 1] that the first try succeeds.
        reason: Why it is chosen, as the learner reads it, or why it is not.
        ahead: Titles of problems that are worth more to this learner, the best first.
    """

    mastery: float
    chance: float
    predicted: float
    reason: str
    ahead: tuple[str, ...] = ()


class _Fixed:
    """A draw that is known beforehand."""

    def __init__(self, u: float) -> None:
        self._u = u

    def random(self) -> float:
        return self._u


def tried(
    card: ProblemCard,
    mastery: float,
    graph: SkillGraph,
    cards: Sequence[ProblemCard],
    at: datetime,
    tuning: Tuning = TUNING,
) -> Tried:
    """Try the choice on a learner of this mastery; `cards` has the problem among them."""
    state = somebody(card, mastery, graph, at)
    terms = skill_terms(state, graph, cards, at, tuning=tuning)
    (own,) = scored(state, [card], terms, tuning.target, None, tuning)
    if not is_open(card, terms):
        return Tried(mastery, 0.0, own.predicted, _closed(card, graph, terms))
    below, chance = 0.0, 0.0
    for pick, propensity in offers(state, graph, cards, at, tuning=tuning):
        if pick.card.id == card.id:
            chance = propensity
            break
        below += propensity
    ranked = scored(state, open_problems(graph, cards, terms), terms, tuning.target, None, tuning)
    before = [s for s in ranked if s.card.parent is None]
    place = next((n for n, s in enumerate(before) if s.card.id == card.id), 0)
    ahead = tuple(s.card.title for s in before[:place][:MOST_AHEAD])
    if chance:
        drawn = _Fixed(below + chance / 2)
        why = choose(state, graph, cards, at, drawn, tuning=tuning).reason
        return Tried(mastery, chance, own.predicted, why, ahead)
    return Tried(mastery, 0.0, own.predicted, _not_among_the_best(own, place, before), ahead)


def somebody(card: ProblemCard, mastery: float, graph: SkillGraph, at: datetime) -> LearnerState:
    """Return the learner that the module's text describes."""
    own = {k for k in card.skills if k in graph.skills}
    order = graph.order()
    first = min((order.index(k) for k in own), default=0)
    needed = {j for k in own for j in graph.prerequisites(k)} - own
    levels = dict.fromkeys([*order[:first], *needed], KNOWN) | dict.fromkeys(own, mastery)
    skills = {k: _skill(level, graph, k, at) for k, level in levels.items()}
    # Something was recommended before: this is not the first hour of the course.
    return LearnerState(ability=SURE, skills=skills, recent=(ProblemId("another"),))


def _skill(level: float, graph: SkillGraph, skill: SkillId, at: datetime) -> SkillState:
    """Return the state whose mastery is `level`; the inverse of `mastery.chance`."""
    held = max(0.02, min(0.98, level))
    z = log(held / (1.0 - held)) * sqrt(1.0 + KAPPA * 2.0 * SURE.variance)
    mean = reference(graph.skills[skill]) - SURE.mean + z
    solid = held >= KNOWN
    return SkillState(
        ability=Belief(mean, SURE.variance),
        wins=WINS if solid else 1,
        losses=0 if solid else 1,
        hard_wins=HARD_WINS if solid else 0,
        practised_at=at - timedelta(days=1),
    )


def _closed(card: ProblemCard, graph: SkillGraph, terms: Mapping[SkillId, SkillTerms]) -> str:
    skill = next(k for k in card.skills if k in terms and not terms[k].open)
    weak = [j for j in graph.skills[skill].prerequisites if not _firm(j, terms)]
    first = ", ".join(
        quoted(graph.skills[j].name) for j in weak or graph.skills[skill].prerequisites
    )
    return (
        f"{quoted(graph.skills[skill].name)} is not open to this learner yet: {first} comes first."
    )


def _firm(skill: SkillId, terms: Mapping[SkillId, SkillTerms]) -> bool:
    return terms[skill].open and terms[skill].mastery >= TUNING.gate


def _not_among_the_best(own: Scored, place: int, ranked: Sequence[Scored]) -> str:
    if not own.need and not own.due:
        return "This learner has nothing to gain here: its skills are mastered."
    worth = f"It is number {place + 1} of {len(ranked)} open problems for this learner."
    return f"{worth} {chance_words(own.predicted).capitalize()} first tries succeed."
