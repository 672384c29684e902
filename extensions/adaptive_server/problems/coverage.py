"""Which skills the problems of a course practise, in which bands and kinds, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..core.problem import Kind, SkillId
from ..core.skills import Skill, SkillGraph
from .authored import AuthoredProblem
from .derived import derive

# A learner needs a second chance in a band, a step up, and more than one way of being asked.
CORE_BANDS, CORE_PROBLEMS, CORE_KINDS = 2, 2, 2


@dataclass(frozen=True, slots=True)
class SkillCoverage:
    """What there is to practise one skill.

    Attributes:
        cells: Number of problems by (band, kind); a problem counts for every skill it tags.
        primary: How many of these problems are about this skill first of all.
        holes: What falls short, in words; empty when nothing does.
    """

    skill: Skill
    cells: Mapping[tuple[int, Kind], int]
    primary: int
    holes: tuple[str, ...]

    @property
    def problems(self) -> int:
        """Number of problems that tag the skill."""
        return sum(self.cells.values())

    def by_band(self) -> dict[int, int]:
        """Return the number of problems of each band that has any."""
        return _by_band(self.cells)

    def by_kind(self) -> dict[Kind, int]:
        """Return the number of problems of each kind that has any."""
        return _by_kind(self.cells)


def gradable(problems: Iterable[AuthoredProblem]) -> dict[str, int]:
    """Return how many items learners can be given: `authored`, and those made from them by kind."""
    counts = Counter({"authored": 0})
    for problem in problems:
        counts["authored"] += 1
        counts.update(item.kind.value for item in derive(problem))
    return dict(counts)


def coverage(graph: SkillGraph, problems: Iterable[AuthoredProblem]) -> list[SkillCoverage]:
    """Return the coverage of every skill, in teaching order.

    A core skill has a hole without two bands of two problems each, without two kinds, and
    without a problem that is about it first of all. An elective has one without any problem.
    """
    cells: dict[SkillId, Counter[tuple[int, Kind]]] = {k: Counter() for k in graph.order()}
    primary: Counter[SkillId] = Counter()
    for problem in problems:
        primary.update(problem.primary)
        for skill in problem.card.skills:
            cells.setdefault(skill, Counter())[problem.band, problem.kind] += 1
    return [
        SkillCoverage(
            graph.skills[k], cells[k], primary[k], _holes(graph.skills[k], cells[k], primary[k])
        )
        for k in graph.order()
    ]


def _holes(skill: Skill, cells: Mapping[tuple[int, Kind], int], primary: int) -> tuple[str, ...]:
    if not cells:
        return ("no problem",)
    if not skill.core:
        return ()
    bands = sum(count >= CORE_PROBLEMS for count in _by_band(cells).values())
    kinds = len(_by_kind(cells))
    found = []
    if bands < CORE_BANDS:
        found.append(f"{bands} of {CORE_BANDS} bands with {CORE_PROBLEMS} problems")
    if kinds < CORE_KINDS:
        found.append(f"{kinds} of {CORE_KINDS} kinds")
    if not primary:
        found.append("never the first skill of a problem")
    return tuple(found)


def _by_band(cells: Mapping[tuple[int, Kind], int]) -> dict[int, int]:
    sums: Counter[int] = Counter()
    for (band, _), count in cells.items():
        sums[band] += count
    return dict(sorted(sums.items()))


def _by_kind(cells: Mapping[tuple[int, Kind], int]) -> dict[Kind, int]:
    sums: Counter[Kind] = Counter()
    for (_, kind), count in cells.items():
        sums[kind] += count
    return dict(sorted(sums.items()))
