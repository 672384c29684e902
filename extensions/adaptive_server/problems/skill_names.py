"""Names of skills and titles of sections and lessons in other languages: `skills.es.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..core.skills import Skill, SkillGraph
from .translatable import Place, plain


def skill_places(graph: SkillGraph) -> list[Place]:
    """Return the texts of a skill graph: `section.s01`, `lesson.s01.l1`, `skill.io.print.name`."""
    found = []
    for section in graph.sections:
        found.append((f"section.{section.id}", section.title))
        for lesson in section.lessons:
            found.append((f"lesson.{lesson.id}", lesson.title))
            for skill in (graph.skills[k] for k in lesson.skills):
                found.append((f"skill.{skill.id}.name", skill.name))
                found.append((f"skill.{skill.id}.objective", skill.objective))
    return [Place(key, text, "", plain) for key, text in found]


def named(graph: SkillGraph, locale: str, texts: Mapping[str, str]) -> SkillGraph:
    """Return the graph in a language; what has no text there keeps its own."""

    def in_words(skill: Skill) -> Skill:
        name = texts.get(f"skill.{skill.id}.name", skill.name)
        objective = texts.get(f"skill.{skill.id}.objective", skill.objective)
        return replace(skill, name=name, objective=objective)

    sections = tuple(
        replace(
            section,
            title=texts.get(f"section.{section.id}", section.title),
            lessons=tuple(
                replace(x, title=texts.get(f"lesson.{x.id}", x.title)) for x in section.lessons
            ),
        )
        for section in graph.sections
    )
    skills = {k: in_words(s) for k, s in graph.skills.items()}
    return replace(graph, sections=sections, skills=skills, locale=locale)
