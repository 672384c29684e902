"""What the choice looks up again and again of a course, worked out once per course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .mastery import reference
from .problem import ProblemCard, ProblemId, SkillId
from .skills import SkillGraph

_KEPT = 4
_made: list[CourseIndex] = []


@dataclass(frozen=True, slots=True, eq=False)
class CourseIndex:
    """Problems by where they belong. A set of skills is a number whose bits are their places.

    Attributes:
        place: Position of every skill in teaching order.
        by_skill: Problems whose latest skill this is, each with the set of its skills.
        apart: Problems none of whose skills are in the graph.
        by_id: Problems by id.
        bars: Difficulty in logits of a demanding problem of every skill.
        steps: Every skill in teaching order: as a set of its own, and its direct prerequisites.
        above: What builds on a skill, directly or not.
        items: Problems that were made from others.
    """

    graph: SkillGraph
    cards: tuple[ProblemCard, ...]
    place: Mapping[SkillId, int]
    by_skill: Mapping[SkillId, tuple[tuple[ProblemCard, int], ...]]
    apart: tuple[ProblemCard, ...]
    by_id: Mapping[ProblemId, ProblemCard]
    bars: Mapping[SkillId, float]
    steps: tuple[tuple[SkillId, int, int], ...]
    above: Mapping[SkillId, int]
    items: tuple[ProblemCard, ...]


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
    by_skill: dict[SkillId, list[tuple[ProblemCard, int]]] = {}
    apart = []
    for card in cards:
        taught = [k for k in card.skills if k in place]
        if taught:
            latest = max(taught, key=place.__getitem__)
            by_skill.setdefault(latest, []).append((card, _bits(taught, place)))
        else:
            apart.append(card)
    return CourseIndex(
        graph=graph,
        cards=cards,
        place=place,
        by_skill={k: tuple(some) for k, some in by_skill.items()},
        apart=tuple(apart),
        by_id={c.id: c for c in cards},
        bars={k: reference(graph.skills[k]) for k in place},
        steps=tuple(
            (k, 1 << n, _bits(graph.skills[k].prerequisites, place)) for k, n in place.items()
        ),
        above={k: _bits(graph.dependants(k), place) for k in place},
        items=tuple(c for c in cards if c.parent is not None),
    )


def _bits(skills: Iterable[SkillId], place: Mapping[SkillId, int]) -> int:
    bits = 0
    for k in skills:
        bits |= 1 << place[k]
    return bits
