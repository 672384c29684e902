"""Where a learner stands on every skill of a course, and which skills are open to them.

`scoring` says what the terms mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from .course_index import CourseIndex, index_of
from .learner import Belief, LearnerState, ProblemState
from .mastery import THRESHOLD, chances
from .memory import DUE, retrievability
from .model import UNPRACTISED
from .problem import ProblemCard, ProblemId, SkillId
from .skills import SkillGraph
from .tuning import TUNING, Tuning

STEP = 0.1
"""What one problem may bring of mastery, at most."""

SHAKY = 0.1
"""Need of a skill that is open only because its prerequisites have nothing new to offer."""

TRIES = 3
"""Failed attempts after which a problem is set aside."""

_UNTRIED, _UNMET = ProblemState(), UNPRACTISED.ability


class SkillTerms(NamedTuple):
    """What the score needs of one skill; a named tuple, since one is made per skill and choice.

    Attributes:
        place: Position in teaching order.
        ability: Offset of the learner on the skill.
        mastery: P_k; 0 for a closed skill that was never practised, of which nobody asks it.
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
    index, skills = index_of(graph, tuple(cards)), state.skills
    mastery = chances(state, index.bars)
    closed, shaky, weak = _closed_skills(state, index, mastery, lead_on=lead_on, gate=tuning.gate)
    early = tuning.gate + 0.15 if tuning.unlock else 0.0
    terms = dict(_untouched(index))
    for place, (k, bit, _) in enumerate(index.steps):
        shut, skill = closed & bit, skills.get(k)
        if shut and skill is None:
            continue
        p, ability, need, due, faded = mastery[k], _UNMET, 0.0, 0.0, False
        if not shut and (need := _need(p, tuning)):
            if shaky & bit:
                need *= SHAKY
            if p < early:
                need *= 1.0 + tuning.unlock * (weak & index.above[k]).bit_count()
        if skill is not None:
            ability, memory = skill.ability, skill.fsrs
            if memory is not None and (r := retrievability(memory, at)) < DUE:
                faded = True
                due = tuning.review * min(0.5, DUE - r) if p >= 0.5 else 0.0
        terms[k] = SkillTerms(place, ability, p, need, due, faded, not shut)
    return terms


@lru_cache(maxsize=4)
def _untouched(index: CourseIndex) -> Mapping[SkillId, SkillTerms]:
    """Return the terms of closed skills that were never practised: the same for every learner."""
    return {
        k: SkillTerms(place, _UNMET, 0.0, 0.0, 0.0, False, False)
        for k, place in index.place.items()
    }


def _need(p: float, tuning: Tuning) -> float:
    missing = THRESHOLD + 0.05 - p
    if missing <= 0.0:
        return 0.0
    if not tuning.finish:
        return float(missing**0.6)
    return min(STEP, missing) / (missing + 0.1) * (THRESHOLD - 0.05) / STEP


def _closed_skills(
    state: LearnerState,
    index: CourseIndex,
    mastery: Mapping[SkillId, float],
    *,
    lead_on: bool,
    gate: float,
) -> tuple[int, int, int]:
    """Return the closed skills, the shaky ones of the others, and those not mastered.

    A skill is closed when a direct prerequisite of it is out of reach. One is in reach when it was
    practised with success, or is known from placement only, and stands at the gate; when the
    general ability alone puts it at the mastery threshold; or when it is open itself and has no
    unsolved problem left. The last makes a dead end impossible: a problem counts for the latest of
    its skills, so by induction along the teaching order either some open problem is unsolved or
    every skill is open. With `lead_on`, what was set aside counts as no longer left. A skill that
    is open for that reason alone is shaky.
    """
    closed = waiting = shaky = firm = weak = 0
    for k, bit, before in index.steps:
        p = mastery[k]
        if p < THRESHOLD:
            weak |= bit
        if waiting & before:
            closed |= bit
        elif before & ~firm:
            shaky |= bit
        if p >= THRESHOLD or (p >= gate and _is_known(state, k)):
            firm |= bit
        elif closed & bit or any(
            not closed & needed and _is_left(state, card, lead_on)
            for card, needed in index.by_skill.get(k, ())
        ):
            waiting |= bit
    return closed, shaky, weak


def _is_known(state: LearnerState, k: SkillId) -> bool:
    """Say whether a skill was practised with success, or is known from placement only."""
    skill = state.skills.get(k)
    return skill is not None and (skill.practised_at is None or skill.wins > 0)


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
    closed, opened = 0, list[SkillId]()
    for k, bit, _ in index.steps:
        if terms[k].open:
            opened.append(k)
        else:
            closed |= bit
    for k in opened:
        found += [c for c, needed in index.by_skill.get(k, ()) if not closed & needed]
    return found


def set_aside(state: LearnerState, problem: ProblemId) -> bool:
    """Say whether a problem is unsolved after so many failures that others come first."""
    tried = state.problems.get(problem, _UNTRIED)
    return tried.solved_at is None and tried.failures >= TRIES


def is_open(card: ProblemCard, terms: Mapping[SkillId, SkillTerms]) -> bool:
    """Say whether every skill of a problem is open; a skill outside the graph always is."""
    return all(terms[k].open for k in card.skills if k in terms)
