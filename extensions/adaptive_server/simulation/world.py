"""A simulated course: what its author wrote down, with the author's mistakes, and the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..core.mastery import REFERENCES, with_references
from ..core.problem import Kind, ProblemCard, ProblemId, SkillId
from ..core.skills import Lesson, Section, Skill, SkillGraph
from .truth import PEAKS, Flags, Truth, closure

RUNGS = (0.25, 0.45, 0.6, 0.75)
LEVELS = 8
MISTAKES = 0.1
"""Share of prerequisites, and of problems' skills, that the author got wrong."""

LABELS = (-1.0, 0.0, 1.0)
"""Logits that the author writes down for easy, medium and hard."""


@dataclass(frozen=True, slots=True)
class World:
    """A course and its truth; `author_order` lists problems as a fixed course gives them."""

    graph: SkillGraph
    cards: tuple[ProblemCard, ...]
    author_order: tuple[int, ...]
    truth: Truth


def synthetic_world(seed: int, skills: int, problems: int) -> World:
    """Make a course on a random graph: one or two prerequisites from at most two levels below."""
    rng = np.random.default_rng(seed)
    level = np.sort(rng.integers(0, LEVELS, skills))
    level[: min(5, skills)] = 0
    builds_on = np.zeros((skills, skills), dtype=bool)
    for k in range(skills):
        below = np.flatnonzero((level < level[k]) & (level >= level[k] - 2))
        if len(below):
            number = min(len(below), int(rng.integers(1, 3)))
            builds_on[k, rng.choice(below, size=number, replace=False)] = True
    bands = [1 + int(x) * len(REFERENCES) // LEVELS for x in level]
    names = [f"skill-{k}" for k in range(skills)]
    return _world(rng, seed, builds_on, level.tolist(), bands, names, problems)


def course_world(seed: int, graph: SkillGraph, problems: int) -> World:
    """Make a course on a given graph, such as that of the shipped curriculum."""
    order = graph.order()
    place = {k: n for n, k in enumerate(order)}
    builds_on = np.zeros((len(order), len(order)), dtype=bool)
    level: list[int] = []
    for n, k in enumerate(order):
        direct = [place[j] for j in graph.skills[k].prerequisites]
        builds_on[n, direct] = True
        level.append(1 + max((level[j] for j in direct), default=-1))
    deepest = max(level) or 1
    levels = [x * (LEVELS - 1) // deepest for x in level]
    bands = [graph.skills[k].band for k in order]
    rng = np.random.default_rng(seed)
    return _world(rng, seed, builds_on, levels, bands, list(order), problems)


def _world(
    rng: np.random.Generator,
    seed: int,
    builds_on: Flags,
    level: Sequence[int],
    bands: Sequence[int],
    names: Sequence[str],
    problems: int,
) -> World:
    number = len(names)
    uses = np.zeros((problems, number), dtype=bool)
    need = np.zeros((problems, number))
    hard = np.zeros(problems)
    for i in range(problems):
        k = i % number
        earlier = [j for j in range(number) if level[j] <= level[k] and j != k]
        more = min(len(earlier), int(rng.choice([0, 1, 2], p=[0.45, 0.4, 0.15])))
        rung = RUNGS[(i // number) % len(RUNGS)] if problems >= 4 * number else rng.choice(RUNGS)
        hard[i] = np.clip(rung + rng.normal(0, 0.08), 0.1, 0.9)
        uses[i, k], need[i, k] = True, hard[i]
        for j in rng.choice(earlier, size=more, replace=False) if more else ():
            uses[i, j], need[i, j] = True, min(hard[i], 0.5)
    label = np.digitize(hard + rng.normal(0, 0.1, problems), [0.38, 0.6])
    main = np.arange(problems) % number
    place = np.asarray(level)[main]
    order = np.lexsort((rng.random(problems), label, main, place))
    truth = Truth(builds_on, closure(builds_on), uses, need, hard, PEAKS[seed % len(PEAKS)])
    graph = _graph(rng, builds_on, level, bands, names)
    cards = _cards(rng, uses, main.tolist(), label.tolist(), bands, names)
    return World(with_references(graph, cards), cards, tuple(int(i) for i in order), truth)


def _graph(
    rng: np.random.Generator,
    builds_on: Flags,
    level: Sequence[int],
    bands: Sequence[int],
    names: Sequence[str],
) -> SkillGraph:
    """Write the graph down as its author believes it to be."""
    skills = {}
    for k, name in enumerate(names):
        written = set()
        for j in np.flatnonzero(builds_on[k]):
            others = [x for x in range(k) if level[x] < level[k]]
            wrong = others and rng.random() < MISTAKES
            written.add(int(rng.choice(others)) if wrong else int(j))
        before = tuple(SkillId(names[j]) for j in sorted(written))
        skills[SkillId(name)] = Skill(
            SkillId(name), name, "", bands[k], before, True, "course", f"level-{level[k]}"
        )
    taught: dict[str, list[SkillId]] = {}
    for skill in skills.values():
        taught.setdefault(skill.lesson, []).append(skill.id)
    lessons = tuple(Lesson(name, name, tuple(ids)) for name, ids in taught.items())
    return SkillGraph((Section("course", "Course", lessons),), skills)


def _cards(
    rng: np.random.Generator,
    uses: Flags,
    main: Sequence[int],
    label: Sequence[int],
    bands: Sequence[int],
    names: Sequence[str],
) -> tuple[ProblemCard, ...]:
    cards = []
    kinds = list(Kind)
    for i, k in enumerate(main):
        tagged = [k] + [int(j) for j in np.flatnonzero(uses[i]) if j != k]
        if rng.random() < MISTAKES:
            tagged = [*tagged[:-1], int(rng.integers(k + 1))] if len(tagged) > 1 else tagged
        cards.append(
            ProblemCard(
                id=ProblemId(f"problem-{i}"),
                version=1,
                title=f"Problem {i}",
                kind=kinds[int(rng.integers(len(kinds)))],
                section="course",
                lesson="",
                skills=tuple(dict.fromkeys(SkillId(names[j]) for j in tagged)),
                band=min(5, bands[k] + (label[i] == 2)),
                difficulty=LABELS[label[i]],
                minutes=5,
            )
        )
    return tuple(cards)
