"""The skill graph as a drawing: a row for each lesson, an arrow from each direct prerequisite."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from ..core.problem import SkillId
from ..core.skills import Skill, SkillGraph
from .drawing import ARROW, arrow, box, drawing, line, text

WIDTH, HEIGHT, GAP, ROW = 118, 34, 10, 66
LEFT, TOP = 190, 44
_LETTERS = 17
_BAR = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a learner is with a skill.

    Attributes:
        mastery: A probability.
        mastered: Whether it counts as mastered.
    """

    mastery: float
    mastered: bool


def skill_map(graph: SkillGraph, standings: Mapping[SkillId, Standing] | None = None) -> str:
    """Return the graph as SVG. Core skills are framed, electives dashed.

    Args:
        graph: The skills of a course.
        standings: Of one learner: a bar as long as the mastery in each box, a tick where it is
            mastered.
    """
    own = standings or {}
    places: dict[SkillId, tuple[float, float]] = {}
    parts: list[str] = [f"<defs>{ARROW}</defs>"]
    y = float(TOP)
    for section in graph.sections:
        parts.append(line(0, y - 20, 4000, y - 20))
        parts.append(text(8, y - 4, section.title, "head"))
        for lesson in section.lessons:
            label = textwrap.shorten(lesson.title, 30, placeholder="…")
            parts.append(text(8, y + HEIGHT / 2 + 8, label, "small"))
            for number, skill in enumerate(lesson.skills):
                places[skill] = LEFT + number * (WIDTH + GAP), y
            y += ROW
    for skill, (x, top) in places.items():
        for other in graph.skills[skill].prerequisites:
            parts.append(_edge(places[other], (x, top)))
    for skill, (x, top) in places.items():
        parts += _skill(graph.skills[skill], x, top)
        if skill in own:
            parts += _standing(own[skill], x, top)
    width = int(max(x for x, _ in places.values()) + WIDTH + 12)
    core = sum(s.core for s in graph.skills.values())
    edges = sum(len(s.prerequisites) for s in graph.skills.values())
    about = (
        f"{len(places)} skills, {core} of them core, in teaching order from top to bottom; "
        f"{edges} arrows lead from a skill to those that build on it."
    )
    return drawing(width, int(y), "The skills of the course", about, parts)


def _edge(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (to_x, to_y) = start, end
    if y == to_y:  # in one lesson: over the tops
        return arrow(x + WIDTH / 2, y, to_x + WIDTH / 2 - 12, to_y, down=-16)
    down = min(60, (to_y - y) / 2)
    return arrow(x + WIDTH / 2, y + HEIGHT, to_x + WIDTH / 2, to_y, down=down)


def _skill(skill: Skill, x: float, y: float) -> list[str]:
    told = f"{skill.name} ({skill.id}, band {skill.band}). {skill.objective}"
    lines = textwrap.wrap(skill.name, _LETTERS, max_lines=2, placeholder="…")
    first = y + HEIGHT / 2 + 4 - 6 * (len(lines) - 1)
    return [
        box(x, y, WIDTH, HEIGHT, "box" if skill.core else "box elective", told),
        *(
            text(x + WIDTH / 2, first + 12 * n, words, "small", "middle")
            for n, words in enumerate(lines)
        ),
    ]


def _standing(of: Standing, x: float, y: float) -> list[str]:
    bar = box(x, y + HEIGHT - _BAR, round(WIDTH * of.mastery, 1), _BAR, "many")
    # Not by length alone: a nearly full bar may still be short of mastered.
    return [bar, text(x + WIDTH - 4, y + 12, "✓", "tick", "end")] if of.mastered else [bar]
