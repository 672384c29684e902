"""The skill graph: sections, lessons, skills and prerequisites, checked on construction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from .language import ENGLISH
from .problem import SkillId


@dataclass(frozen=True, slots=True)
class Skill:
    """Something a learner can come to master.

    Attributes:
        objective: What the learner can do once it is mastered, for the learner.
        band: 1 (novice) to 5 (real-world).
        prerequisites: Skills that must be in reach first; direct ones only.
        core: The course cannot be passed without it.
        section, lesson: Ids of where it is taught.
        reference: Difficulty in logits of a demanding problem of it, or None where no problem says.
    """

    id: SkillId
    name: str
    objective: str
    band: int
    prerequisites: tuple[SkillId, ...]
    core: bool
    section: str
    lesson: str
    reference: float | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A few skills taught together, in teaching order."""

    id: str
    title: str
    skills: tuple[SkillId, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the course: lessons in teaching order."""

    id: str
    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class SkillGraph:
    """All sections and skills of a course; valid once constructed.

    Attributes:
        locale: The language of its names and titles, and so of what is said about them.

    Raises:
        ValueError: An id is used twice, a lesson names an unknown skill, a skill is in no lesson or
            in two, its `section` or `lesson` is another one, a prerequisite is unknown, or the
            prerequisites form a cycle. The text is one line that names the culprit.
    """

    sections: tuple[Section, ...]
    skills: Mapping[SkillId, Skill]
    locale: str = ENGLISH
    _order: tuple[SkillId, ...] = field(init=False, repr=False, compare=False)
    _above: Mapping[SkillId, frozenset[SkillId]] = field(init=False, repr=False, compare=False)
    _below: Mapping[SkillId, frozenset[SkillId]] = field(init=False, repr=False, compare=False)
    _next: Mapping[SkillId, SkillId] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _unique("section", (s.id for s in self.sections))
        _unique("lesson", (lesson.id for s in self.sections for lesson in s.lessons))
        _check_places(self.sections, self.skills)
        order = _teaching_order(self.sections, self.skills)
        needs: dict[SkillId, frozenset[SkillId]] = {}
        opens: dict[SkillId, set[SkillId]] = {k: set() for k in order}
        following: dict[SkillId, SkillId] = {}
        for k in order:
            direct = self.skills[k].prerequisites
            needs[k] = frozenset(direct).union(*(needs[j] for j in direct))
            for j in direct:
                following.setdefault(j, k)
            for j in needs[k]:
                opens[j].add(k)
        object.__setattr__(self, "_order", order)
        object.__setattr__(self, "_above", needs)
        object.__setattr__(self, "_below", {k: frozenset(v) for k, v in opens.items()})
        object.__setattr__(self, "_next", following)

    def order(self) -> tuple[SkillId, ...]:
        """Return all skills in teaching order: as the lessons list them, prerequisites first."""
        return self._order

    def prerequisites(self, skill: SkillId) -> frozenset[SkillId]:
        """Return everything `skill` builds on, directly or not.

        Raises:
            KeyError: There is no such skill.
        """
        return self._above[skill]

    def dependants(self, skill: SkillId) -> frozenset[SkillId]:
        """Return everything that builds on `skill`, directly or not.

        Raises:
            KeyError: There is no such skill.
        """
        return self._below[skill]

    def opened_by(self, skill: SkillId) -> SkillId | None:
        """Return the first skill in teaching order that builds directly on `skill`, if any does."""
        return self._next.get(skill)

    def section(self, section_id: str) -> Section:
        """Return a section.

        Raises:
            KeyError: There is no such section.
        """
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def lesson(self, lesson_id: str) -> Lesson:
        """Return a lesson.

        Raises:
            KeyError: There is no such lesson.
        """
        for section in self.sections:
            for lesson in section.lessons:
                if lesson.id == lesson_id:
                    return lesson
        raise KeyError(lesson_id)


def _unique(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for i in ids:
        if i in seen:
            raise ValueError(f"{what} {i!r} is there twice; give one of them another id")
        seen.add(i)


def _check_places(sections: tuple[Section, ...], skills: Mapping[SkillId, Skill]) -> None:
    """Check that every skill stands in exactly the one lesson it names."""
    places: dict[SkillId, tuple[str, str]] = {}
    for section in sections:
        for lesson in section.lessons:
            for k in lesson.skills:
                if k not in skills:
                    raise ValueError(f"lesson {lesson.id!r} names an unknown skill {k!r}")
                if k in places:
                    raise ValueError(
                        f"skill {k!r} is taught twice, in {places[k][1]!r} and {lesson.id!r}; "
                        "keep one"
                    )
                places[k] = (section.id, lesson.id)
    for k, skill in skills.items():
        if skill.id != k:
            raise ValueError(f"skill {skill.id!r} is filed under another id, {k!r}")
        if k not in places:
            raise ValueError(f"skill {k!r} is in no lesson; add it to one")
        if (skill.section, skill.lesson) != places[k]:
            raise ValueError(
                f"skill {k!r} says it is taught in {skill.section}/{skill.lesson}, "
                f"but {'/'.join(places[k])} lists it"
            )


def _teaching_order(
    sections: tuple[Section, ...], skills: Mapping[SkillId, Skill]
) -> tuple[SkillId, ...]:
    """Order as written, except that a prerequisite written later is moved before its dependant."""
    written = {k: n for n, k in enumerate(k for s in sections for x in s.lessons for k in x.skills)}
    for k, skill in skills.items():
        for j in skill.prerequisites:
            if j not in skills:
                raise ValueError(f"skill {k!r} has an unknown prerequisite {j!r}")
    sorter = TopologicalSorter({k: skills[k].prerequisites for k in written})
    try:
        sorter.prepare()
    except CycleError as error:
        raise ValueError(f"prerequisites form a cycle: {' -> '.join(error.args[1])}") from None
    ready: list[SkillId] = []
    order: list[SkillId] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=written.__getitem__)
        order.append(ready.pop(0))
        sorter.done(order[-1])
    return tuple(order)
