"""What the choice looks up again and again of a course, worked out once per course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .mastery import reference
from .problem import ProblemCard, ProblemId, SkillId
from .skills import SkillGraph

_KEPT = 4
_made: list[CourseIndex] = []


@dataclass(frozen=True, slots=True, eq=False)
class CourseIndex:
    """Problems by where they belong.

    Attributes:
        place: Position of every skill in teaching order.
        by_skill: Problems whose latest skill this is.
        apart: Problems none of whose skills are in the graph.
        by_id: Problems by id.
        bars: Difficulty in logits of a demanding problem of every skill.
    """

    graph: SkillGraph
    cards: tuple[ProblemCard, ...]
    place: Mapping[SkillId, int]
    by_skill: Mapping[SkillId, tuple[ProblemCard, ...]]
    apart: tuple[ProblemCard, ...]
    by_id: Mapping[ProblemId, ProblemCard]
    bars: Mapping[SkillId, float]


def index_of(graph: SkillGraph, cards: Sequence[ProblemCard]) -> CourseIndex:
    """Return the index of a course; the last few are kept, since it takes a millisecond."""
    whole = cards if isinstance(cards, tuple) else tuple(cards)
    for known in _made:
        if known.graph is graph and _same(known.cards, whole):
            return known
    new = _index(graph, whole)
    _made.insert(0, new)
    del _made[_KEPT:]
    return new


def _same(one: tuple[ProblemCard, ...], other: tuple[ProblemCard, ...]) -> bool:
    # Cards are compared by identity first, so that the usual case is quick.
    return one is other or one == other


def _index(graph: SkillGraph, cards: tuple[ProblemCard, ...]) -> CourseIndex:
    place = {k: n for n, k in enumerate(graph.order())}
    by_skill: dict[SkillId, list[ProblemCard]] = {}
    apart = []
    for card in cards:
        taught = [k for k in card.skills if k in place]
        if taught:
            by_skill.setdefault(max(taught, key=place.__getitem__), []).append(card)
        else:
            apart.append(card)
    grouped = {k: tuple(some) for k, some in by_skill.items()}
    bars = {k: reference(graph.skills[k]) for k in place}
    return CourseIndex(graph, cards, place, grouped, tuple(apart), {c.id: c for c in cards}, bars)
