"""Reads `skills.yaml`: the skill graph, and per skill its misconceptions and kinds."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..core.problem import Kind, SkillId
from ..core.skills import Lesson, Section, Skill, SkillGraph
from .curriculum_error import CurriculumError
from .yaml_file import YamlFault, read_yaml


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong belief that learners are known to hold.

    Attributes:
        source: Key of the file's list of sources; `EXP` is expert judgement.
        source_checked: Whether the belief was read in that source; None for `EXP`.
    """

    id: str
    belief: str
    source: str
    source_checked: bool | None


@dataclass(frozen=True, slots=True)
class SkillsFile:
    """The skill graph with what the gate needs beside it."""

    graph: SkillGraph
    misconceptions: Mapping[SkillId, tuple[Misconception, ...]]
    kinds: Mapping[SkillId, tuple[Kind, ...]]

    @property
    def misconception_ids(self) -> frozenset[str]:
        """Ids of all misconceptions; one may stand at several skills."""
        return frozenset(m.id for all_of in self.misconceptions.values() for m in all_of)


def load_skills(path: pathlib.Path) -> SkillsFile:
    """Read and check a skills file.

    Raises:
        CurriculumError: The file cannot be read, or breaks a rule of the graph.
    """
    try:
        data = read_yaml(path)
    except OSError as error:
        raise CurriculumError(
            f"{path}: cannot be read ({error.strerror}). Put the skill graph there."
        ) from None
    except YamlFault as error:
        raise CurriculumError(f"{path}: no YAML of this kind: {error}. Correct it.") from None
    try:
        return read_skills(data)
    except ValueError as error:
        raise CurriculumError(f"{path}: {error}") from None


def read_skills(data: object) -> SkillsFile:
    """Check a skills file that is parsed already.

    Raises:
        ValueError: It breaks a rule of the graph; the text says which, in one line.
    """
    file = _table(data, "the file")
    skills = _table(file.get("skills"), "skills")
    sections = tuple(_section(s) for s in _items(file.get("sections"), "sections"))
    places = {k: (s.id, lesson.id) for s in sections for lesson in s.lessons for k in lesson.skills}
    made = {SkillId(k): _skill(SkillId(k), v, places) for k, v in skills.items()}
    graph = SkillGraph(sections, made)
    _check_order(graph, [k for s in sections for lesson in s.lessons for k in lesson.skills])
    sources = _table(file.get("sources"), "sources")
    return SkillsFile(
        graph=graph,
        misconceptions={SkillId(k): _misconceptions(k, v, sources) for k, v in skills.items()},
        kinds={SkillId(k): _kinds(k, v) for k, v in skills.items()},
    )


def _section(data: object) -> Section:
    table = _table(data, "a section")
    name = _text(table, "id", "a section")
    lessons = []
    for entry in _items(table.get("lessons"), f"lessons of {name}"):
        lesson = _table(entry, f"a lesson of {name}")
        key = _text(lesson, "id", f"a lesson of {name}")
        skills = [SkillId(str(k)) for k in _items(lesson.get("skills"), f"skills of {key}")]
        lessons.append(Lesson(key, _text(lesson, "title", key), tuple(skills)))
    return Section(name, _text(table, "title", name), tuple(lessons))


def _skill(key: SkillId, data: object, places: Mapping[SkillId, tuple[str, str]]) -> Skill:
    table = _table(data, f"skill {key}")
    band, core = table.get("band"), table.get("core")
    if type(band) is not int or not 1 <= band <= 5:
        raise ValueError(f"skill {key}: band is {band!r}; write a whole number from 1 to 5")
    if type(core) is not bool:
        raise ValueError(f"skill {key}: core is {core!r}; write true or false")
    section, lesson = places.get(key, ("", ""))
    needs = _items(table.get("prerequisites"), f"prerequisites of {key}")
    return Skill(
        id=key,
        name=_text(table, "name", f"skill {key}"),
        objective=_text(table, "objective", f"skill {key}"),
        band=band,
        prerequisites=tuple(SkillId(str(k)) for k in needs),
        core=core,
        section=section,
        lesson=lesson,
    )


def _check_order(graph: SkillGraph, written: list[SkillId]) -> None:
    """Check what the graph itself allows: order as written, bands, electives, spare edges."""
    place = {k: n for n, k in enumerate(written)}
    for key, skill in graph.skills.items():
        for needed in (graph.skills[k] for k in skill.prerequisites):
            if place[needed.id] > place[key]:
                raise ValueError(f"{needed.id} is taught after {key}, which needs it; move it up")
            if needed.band > skill.band:
                raise ValueError(
                    f"{key} (band {skill.band}) needs {needed.id} of band {needed.band}; "
                    "raise the one or lower the other"
                )
            if skill.core and not needed.core:
                raise ValueError(f"core skill {key} needs the elective {needed.id}; make it core")
            others = set(skill.prerequisites) - {needed.id}
            if any(needed.id in graph.prerequisites(k) for k in others):
                raise ValueError(f"{key}: prerequisite {needed.id} is implied; remove it")
    roots = [k for k, skill in graph.skills.items() if not skill.prerequisites]
    if len(roots) != 1:
        raise ValueError(f"one skill without prerequisites is wanted, found {', '.join(roots)}")


def _misconceptions(
    key: str, skill: dict[str, Any], sources: dict[str, Any]
) -> tuple[Misconception, ...]:
    made = []
    for entry in _items(skill.get("misconceptions"), f"misconceptions of {key}"):
        table = _table(entry, f"a misconception of {key}")
        name = _text(table, "id", f"a misconception of {key}")
        source, checked = _text(table, "source", name), table.get("source_checked")
        if source not in sources:
            raise ValueError(f"{name}: source {source!r} is not in the list of sources; add it")
        if (checked is None) != (source == "EXP") or not isinstance(checked, bool | None):
            raise ValueError(
                f"{name}: every source but EXP needs source_checked, true or false, and EXP none"
            )
        made.append(Misconception(name, _text(table, "belief", name), source, checked))
    return tuple(made)


def _kinds(key: str, skill: dict[str, Any]) -> tuple[Kind, ...]:
    try:
        return tuple(Kind(k) for k in _items(skill.get("kinds"), f"kinds of {key}"))
    except ValueError as error:
        raise ValueError(f"skill {key}: {error}; one of {', '.join(Kind)}") from None


def _table(data: object, what: str) -> dict[str, Any]:
    if not isinstance(data, dict) or not all(isinstance(k, str) for k in data):
        raise ValueError(f"{what} must be a mapping from names to values")
    return data


def _items(data: object, what: str) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"{what} must be a list")
    return data


def _text(table: dict[str, Any], key: str, what: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{what}: {key} is missing; write it as text")
    return value
