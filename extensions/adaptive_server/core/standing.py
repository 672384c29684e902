"""Where a learner stands on every skill of a course, and which skills are open to them.

`scoring` says what the terms mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from .course_index import CourseIndex, index_of
from .learner import Belief, LearnerState, ProblemState, SkillState
from .mastery import THRESHOLD, chance
from .memory import DUE, retrievability
from .model import UNPRACTISED
from .problem import ProblemCard, SkillId
from .skills import SkillGraph
from .tuning import TUNING, Tuning

STEP = 0.1
"""What one problem may bring of mastery, at most."""

SHAKY = 0.1
"""Need of a skill that is open only because its prerequisites have nothing new to offer."""

TRIES = 3
"""Failed attempts after which a problem is set aside."""

_UNTRIED = ProblemState()


class SkillTerms(NamedTuple):
    """What the score needs of one skill; a named tuple, since one is made per skill and choice.

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
    index = index_of(graph, tuple(cards))
    known = {k: state.skills.get(k, UNPRACTISED) for k in index.place}
    mastery = {k: chance(state, known[k], bar) for k, bar in index.bars.items()}
    is_open, shaky = _open_skills(state, index, known, mastery, lead_on=lead_on, gate=tuning.gate)
    weak = {k for k, p in mastery.items() if p < THRESHOLD}
    terms = {}
    for k, place in index.place.items():
        skill, p = known[k], mastery[k]
        r = 1.0 if skill.fsrs is None else retrievability(skill.fsrs, at)
        need = _need(p, tuning) if is_open[k] else 0.0
        if k in shaky:
            need *= SHAKY
        if need and tuning.unlock and p < tuning.gate + 0.15:
            need *= 1.0 + tuning.unlock * len(weak & graph.dependants(k))
        due = tuning.review * min(0.5, DUE - r) if p >= 0.5 and r < DUE else 0.0
        terms[k] = SkillTerms(place, skill.ability, p, need, due, r < DUE, is_open[k])
    return terms


def _need(p: float, tuning: Tuning) -> float:
    missing = max(0.0, THRESHOLD + 0.05 - p)
    if not tuning.finish:
        return float(missing**0.6)
    return min(STEP, missing) / (missing + 0.1) * (THRESHOLD - 0.05) / STEP


def _open_skills(
    state: LearnerState,
    index: CourseIndex,
    known: Mapping[SkillId, SkillState],
    mastery: Mapping[SkillId, float],
    *,
    lead_on: bool,
    gate: float,
) -> tuple[dict[SkillId, bool], set[SkillId]]:
    """Say of every skill whether all its direct prerequisites are in reach, and which are shaky.

    A prerequisite is in reach when it was practised with success, or is known from placement only,
    and stands at the gate; when the
    general ability alone puts it at the mastery threshold; or when it is open itself and has no
    unsolved problem left. The last makes a dead end impossible: a problem counts for the latest of
    its skills, so by induction along the teaching order either some open problem is unsolved or
    every skill is open. With `lead_on`, what was set aside counts as no longer left. A skill that
    is open for that reason alone is shaky.
    """
    is_open: dict[SkillId, bool] = {}
    waiting: set[SkillId] = set()
    shaky: set[SkillId] = set()
    firm: set[SkillId] = set()
    for k in index.place:
        before = index.graph.skills[k].prerequisites
        is_open[k] = waiting.isdisjoint(before)
        if not firm.issuperset(before):
            shaky.add(k)
        practised = known[k].practised_at is not None and known[k].wins
        placed = known[k].practised_at is None and k in state.skills
        if mastery[k] >= (gate if practised or placed else THRESHOLD):
            firm.add(k)
        elif not is_open[k] or any(
            _is_left(state, card, lead_on) and all(is_open.get(j, True) for j in card.skills)
            for card in index.by_skill.get(k, ())
        ):
            waiting.add(k)
    return is_open, shaky


def _is_left(state: LearnerState, card: ProblemCard, lead_on: bool) -> bool:
    if card.parent is not None:
        return False  # it may be closed itself, and nobody has to wait for it
    tried = state.problems.get(card.id)
    if tried is None:
        return True
    return tried.solved_at is None and not (lead_on and tried.failures >= TRIES)


def open_problems(
    graph: SkillGraph, cards: Sequence[ProblemCard], terms: Mapping[SkillId, SkillTerms]
) -> list[ProblemCard]:
    """Return the problems all of whose skills are open."""
    index = index_of(graph, cards)
    found = list(index.apart)
    closed = {k for k, t in terms.items() if not t.open}
    for k, some in index.by_skill.items():
        if k not in closed:
            found += [c for c in some if closed.isdisjoint(c.skills)]
    return found


def set_aside(state: LearnerState, card: ProblemCard) -> bool:
    """Say whether a problem is unsolved after so many failures that others come first."""
    tried = state.problems.get(card.id, _UNTRIED)
    return tried.solved_at is None and tried.failures >= TRIES


def is_open(card: ProblemCard, terms: Mapping[SkillId, SkillTerms]) -> bool:
    """Say whether every skill of a problem is open; a skill outside the graph always is."""
    return all(terms[k].open for k in card.skills if k in terms)
