"""The bank of problems from a folder of notebooks: `skills.yaml` and `**/problem.ipynb`."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable

from ..core.mastery import with_references
from ..core.problem import ProblemId
from ..core.skills import SkillGraph
from ..problems.authored import AuthoredProblem
from ..problems.bank import Bank, Hint, Probe, Problem
from ..problems.bundle import build_bundle
from ..problems.curriculum_error import CurriculumError
from ..problems.files import SKILLS_NAME, problem_files
from ..problems.finding import Level
from ..problems.format import Parsed, parse_file
from ..problems.release import build_release
from ..problems.skills_file import load_skills


def load_bank(folder: pathlib.Path) -> Bank:
    """Load the skill graph and every problem of a curriculum folder, in teaching order.

    Only what is needed to serve a problem is checked here; `mastery curriculum check` says whether
    it is a good one.

    Raises:
        CurriculumError: A file is missing or malformed, or two problems have one id. The text is
            one line that names the file and a remedy.
    """
    graph = load_skills(folder / SKILLS_NAME).graph
    loaded: dict[ProblemId, tuple[AuthoredProblem, pathlib.Path]] = {}
    for path in problem_files([folder]):
        problem = _load(path, graph)
        if problem.id in loaded:
            other = loaded[problem.id][1]
            raise CurriculumError(
                f"{path}: the id {problem.id} is that of {other} too. Give it one of its own."
            )
        loaded[problem.id] = problem, path
    return arranged(graph, (make_problem(p) for p, _ in loaded.values()))


def arranged(graph: SkillGraph, problems: Iterable[Problem]) -> Bank:
    """Return a bank with its problems in teaching order, and what they say of the skills."""
    place = {lesson.id: n for n, lesson in enumerate(x for s in graph.sections for x in s.lessons)}
    ordered = sorted(problems, key=lambda p: (place[p.card.lesson], p.card.difficulty, p.card.id))
    referred = with_references(graph, [p.card for p in ordered])
    return Bank(referred, {p.card.id: p for p in ordered})


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
        hints=tuple(Hint(h.level, h.move, h.text, h.when) for h in problem.hints),
        probes=tuple(
            Probe(p.misconception, p.fails, p.raises, p.feedback, p.source) for p in problem.probes
        ),
        references=(problem.reference, *(a.source for a in problem.alternatives)),
        content_hash=problem.content_hash,
        tutor=problem.tutor,
    )
