"""A notebook and its translations, read together."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..core.skills import SkillGraph
from .authored import AuthoredProblem
from .curriculum_error import CurriculumError
from .finding import Findings
from .format import parse_data
from .lesson import LessonNotebook
from .lesson_format import parse_lesson_data
from .skill_names import skill_places
from .source_file import parse_json, read_bytes
from .translatable import Notebook
from .translation import Translation, matched, read_translation, translated, translation_files


def translations(path: pathlib.Path) -> Iterator[Translation]:
    """Yield the translations beside a notebook or a skills file.

    Raises:
        CurriculumError: One is malformed.
    """
    for language, file in translation_files(path).items():
        findings = Findings(str(file), [])
        found = read_translation(file, language, findings)
        if found is None:
            raise CurriculumError(str(findings.found[0]))
        yield found


def in_languages(path: pathlib.Path) -> Iterator[tuple[str, Notebook, bytes]]:
    """Yield a notebook in each language that it is translated to, and the source's bytes."""
    found = list(translations(path))
    if not found:
        return
    raw = read_bytes(path)
    for each in found:
        notebook = translated(parse_json(raw), each)
        if notebook is not None:
            yield each.language, notebook, raw


def problem_in_languages(path: pathlib.Path) -> dict[str, AuthoredProblem]:
    """Return a sound problem in the languages that it is translated to.

    Its hash is that of the source, since it is the same problem.

    Raises:
        CurriculumError: A translation is malformed, or makes the notebook so.
    """
    made = {}
    for language, notebook, raw in in_languages(path):
        parsed = parse_data(notebook, raw, str(path))
        if parsed.problem is None:
            raise CurriculumError(f"{path}, {language}: {parsed.findings[0]}")
        made[language] = parsed.problem
    return made


def lesson_in_languages(path: pathlib.Path, notebook: LessonNotebook) -> LessonNotebook:
    """Return a lesson with the languages that it is translated to.

    Raises:
        CurriculumError: A translation is malformed, or makes the notebook so.
    """
    made = {}
    for language, data, raw in in_languages(path):
        parsed = parse_lesson_data(data, raw, str(path))
        if parsed.notebook is None:
            raise CurriculumError(f"{path}, {language}: {parsed.findings[0]}")
        made[language] = parsed.notebook
    return replace(notebook, languages=made) if made else notebook


def names_in_languages(path: pathlib.Path, graph: SkillGraph) -> Mapping[str, Mapping[str, str]]:
    """Return the names of a skill graph in other languages; what is stale is left out.

    Raises:
        CurriculumError: A translation is malformed.
    """
    places = skill_places(graph)
    return {each.language: matched(places, each).texts for each in translations(path)}
