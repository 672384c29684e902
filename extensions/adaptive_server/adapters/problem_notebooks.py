"""The bank from a folder: `skills.yaml`, `**/problem.ipynb` and `**/lessons/*.ipynb`."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ..core.mastery import with_references
from ..core.problem import ProblemCard, ProblemId, authored
from ..core.skills import SkillGraph
from ..problems.authored import AuthoredProblem
from ..problems.bank import Bank, Hint, Probe, Problem
from ..problems.bundle import build_bundle
from ..problems.curriculum_error import CurriculumError
from ..problems.derived import derive
from ..problems.files import SKILLS_NAME, lesson_files, problem_files
from ..problems.finding import Level
from ..problems.format import Parsed, parse_bytes, parse_file
from ..problems.languages import (
    lesson_in_languages,
    names_in_languages,
    problem_in_languages,
)
from ..problems.lesson import LessonNotebook
from ..problems.lesson_format import parse_lesson
from ..problems.release import build_release
from ..problems.skills_file import load_skills
from ..problems.source_file import UnreadableError, read_bytes


def load_bank(folder: pathlib.Path) -> Bank:
    """Load the skill graph, every problem and every lesson of a folder, in teaching order.

    The items that are made from problems come after all of them.

    Only what is needed to serve a problem is checked here; `mastery curriculum check` says whether
    it is a good one.

    Raises:
        CurriculumError: A file is missing or malformed, two problems have one id, or two notebooks
            are of one lesson. The text is
            one line that names the file and a remedy.
    """
    skills = load_skills(folder / SKILLS_NAME)
    graph = skills.graph
    loaded: dict[ProblemId, tuple[AuthoredProblem, pathlib.Path]] = {}
    for path in problem_files([folder]):
        problem = _load(path, graph)
        if problem.id in loaded:
            other = loaded[problem.id][1]
            raise CurriculumError(
                f"{path}: the id {problem.id} is that of {other} too. Give it one of its own."
            )
        loaded[problem.id] = problem, path
    made = (
        member
        for problem, path in loaded.values()
        for member in family(problem, problem_in_languages(path))
    )
    bank = arranged(graph, made, _lessons(folder, graph))
    return replace(
        bank,
        names=names_in_languages(folder / SKILLS_NAME, graph),
        beliefs={skill: found[0].id for skill, found in skills.misconceptions.items() if found},
    )


def notebook_of(folder: pathlib.Path, problem_id: ProblemId) -> str | None:
    """Return the text of a problem's notebook in a folder, or None where it is not there."""
    for path in problem_files([folder]):
        with contextlib.suppress(UnreadableError):
            raw = read_bytes(path)
            # Reading all of them as JSON takes some seconds.
            if problem_id.encode() in raw and parse_bytes(raw, "").name == problem_id:
                return raw.decode()
    return None


def arranged(
    graph: SkillGraph, problems: Iterable[Problem], lessons: Mapping[str, LessonNotebook]
) -> Bank:
    """Return a bank with its problems in teaching order, and what they say of the skills.

    The items that are made from problems come after all of them.
    """
    place = lesson_places(graph)
    ordered = sorted(problems, key=lambda p: _rank(p.card, place))
    referred = with_references(graph, authored(p.card for p in ordered))
    return Bank(referred, {p.card.id: p for p in ordered}, lessons)


def _rank(card: ProblemCard, place: Mapping[str, int]) -> tuple[Any, ...]:
    return card.parent is not None, place[card.lesson], card.difficulty, card.id


def family(
    problem: AuthoredProblem, languages: Mapping[str, AuthoredProblem] = MappingProxyType({})
) -> tuple[Problem, ...]:
    """Return a problem as the service holds it, and the items that are made from it.

    Args:
        problem: The problem.
        languages: The same problem with its texts in other languages.
    """
    made = tuple(map(make_problem, (problem, *derive(problem))))
    told = {x: {p.card.id: p for p in family(other)} for x, other in languages.items()}
    if not told:
        return made
    return tuple(
        replace(p, languages={x: t[p.card.id] for x, t in told.items() if p.card.id in t})
        for p in made
    )


def _lessons(folder: pathlib.Path, graph: SkillGraph) -> dict[str, LessonNotebook]:
    """Load the lessons' notebooks, in teaching order."""
    place = lesson_places(graph)
    found: dict[str, LessonNotebook] = {}
    for path in lesson_files([folder]):
        parsed = parse_lesson(path)
        if parsed.notebook is None:
            raise CurriculumError(f"{path}: {parsed.findings[0]}")
        lesson = parsed.notebook.lesson
        if lesson not in place:
            raise CurriculumError(
                f"{path}: {lesson} is not in {SKILLS_NAME}. Correct it or add it there."
            )
        if lesson in found:
            raise CurriculumError(f"{path}: lesson {lesson} has another notebook. Keep one.")
        found[lesson] = lesson_in_languages(path, parsed.notebook)
    return dict(sorted(found.items(), key=lambda each: place[each[0]]))


def lesson_places(graph: SkillGraph) -> dict[str, int]:
    """Return each lesson's place in the course."""
    return {lesson.id: n for n, lesson in enumerate(x for s in graph.sections for x in s.lessons)}


def _load(path: pathlib.Path, graph: SkillGraph) -> AuthoredProblem:
    return usable(parse_file(path), graph, str(path))


def usable(parsed: Parsed, graph: SkillGraph, name: str) -> AuthoredProblem:
    """Return a parsed problem that this course can serve.

    Raises:
        CurriculumError: It has errors, or names what is not in the skill graph.
    """
    errors = [f for f in parsed.findings if f.level is Level.ERROR]
    if parsed.problem is None or errors:
        more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
        raise CurriculumError(f"{name}: {errors[0]}{more}")
    problem = parsed.problem
    unknown = [str(k) for k in problem.card.skills if k not in graph.skills]
    lessons = {x.id for s in graph.sections if s.id == problem.section for x in s.lessons}
    if problem.lesson not in lessons:
        unknown.append(problem.lesson)
    if unknown:
        raise CurriculumError(
            f"{name}: {', '.join(unknown)} is not in {SKILLS_NAME}. Correct it or add it there."
        )
    return problem


def make_problem(problem: AuthoredProblem) -> Problem:
    """Return an authored problem as the service holds it."""
    return Problem(
        card=problem.card,
        bundle=build_bundle(problem),
        release=build_release(problem),
        statement=problem.statement.source,
        hints=tuple(Hint(h.level, h.move, h.text, h.when, h.starter_fails) for h in problem.hints),
        probes=tuple(
            Probe(p.misconception, p.fails, p.raises, p.feedback, p.source) for p in problem.probes
        ),
        references=(problem.reference, *(a.source for a in problem.alternatives)),
        content_hash=problem.content_hash,
        keys=problem.key_expressions,
        tutor=problem.tutor,
        manual=problem.manual,
        variant=problem.variant,
        variants=tuple(
            make_problem(replace(v, version=problem.version, content_hash=problem.content_hash))
            for v in problem.variants
        ),
    )
