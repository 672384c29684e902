"""The gate for translations: texts that are stale or missing, and what the learner would get.

Code, tests and expected values are the source's, so nothing is run again. What is checked are the
words, and that no release tells in another language what the source's keeps to itself.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from grader.bundle import Bundle
from grader.spawner import ORDINARY

from ..problems.authored import AuthoredProblem
from ..problems.derived import derive
from ..problems.files import is_lesson
from ..problems.finding import Finding, Findings
from ..problems.format import parse_data
from ..problems.lesson_format import parse_lesson_data
from ..problems.skill_names import skill_places
from ..problems.skills_file import SkillsFile
from ..problems.source_file import UnreadableError, parse_json, read_bytes
from ..problems.translatable import Notebook, Place, places
from ..problems.translation import (
    Translation,
    matched,
    read_translation,
    report,
    translated,
    translation_files,
)
from .case import Case
from .hints import check_hints
from .leaks import check_leaks, check_release
from .markup import check_markup
from .outcome import Outcome
from .readable import measure
from .statement import check_names

STILL = (check_names, check_hints, check_markup, check_leaks, check_release)


class _Unrun:
    """Stands where a check may run an answer: none of these does."""

    def run(
        self,
        bundle: Bundle,
        cells: Mapping[str, str],
        *,
        closed: bool = False,
        until_failure: bool = False,
        hash_seed: int = ORDINARY,
    ) -> Outcome:
        """Refuse.

        Raises:
            AssertionError: Always.
        """
        raise AssertionError("a translation is read, never run")


def check_translations(files: Sequence[pathlib.Path], skills: SkillsFile) -> list[Finding]:
    """Return what the translations beside sound notebooks lack."""
    found: list[Finding] = []
    for file in files:
        for language, path in translation_files(file).items():
            found += _checked(file, language, path, skills)
    return found


def check_names_of_skills(path: pathlib.Path, skills: SkillsFile) -> list[Finding]:
    """Return what the translations beside a skills file lack; names are translated bit by bit."""
    findings = Findings(path.name, [])
    for language, file in translation_files(path).items():
        read = read_translation(file, language, findings)
        if read is not None:
            matches = matched(skill_places(skills.graph), read)
            report(file.name, replace(matches, missing=[]), findings)
    return findings.found


def _checked(
    file: pathlib.Path, language: str, path: pathlib.Path, skills: SkillsFile
) -> Iterator[Finding]:
    try:
        raw = read_bytes(file)
        notebook = parse_json(raw)
        found = places(notebook)
    except (UnreadableError, KeyError, TypeError, AttributeError):
        return  # the notebook's own check says so
    findings = Findings(_id(notebook, file), [])
    read = read_translation(path, language, findings)
    if read is not None:
        _check_texts(path.name, found, read, findings, _band(notebook))
        made = None if findings.failed else translated(notebook, read)
        if made is not None and is_lesson(file):
            findings.found += parse_lesson_data(made, raw, findings.problem).findings
        elif made is not None:
            _check_problem(made, raw, language, skills, findings)
    yield from findings.found


def _id(notebook: Notebook, file: pathlib.Path) -> str:
    return str(notebook["metadata"]["pythonmastery"].get("id", file))


def _band(notebook: Notebook) -> int:
    """Return the band; lessons have none and are held to the first."""
    difficulty = notebook["metadata"]["pythonmastery"].get("difficulty", {})
    return int(difficulty.get("band", 1))


def _check_texts(
    name: str, found: list[Place], translation: Translation, findings: Findings, band: int
) -> None:
    matches = matched(found, translation)
    report(name, matches, findings)
    for place in found:
        text = matches.texts.get(place.key, "")
        reading = measure(text, translation.language, band)
        if reading.excess > 0 and (place.key == "statement" or place.key.startswith("concept.")):
            findings.warning(
                "translation-reading",
                f"{name}: {place.key}: {reading.told}",
                f"Use shorter sentences and words: {reading.bar:g} is the bar",
                cell=place.cell,
            )


def _check_problem(
    notebook: Notebook, raw: bytes, language: str, skills: SkillsFile, findings: Findings
) -> None:
    parsed = parse_data(notebook, raw, findings.problem)
    if parsed.problem is None:
        findings.found += parsed.findings
        return
    for item in (parsed.problem, *derive(parsed.problem)):
        findings.found += _of_item(item, language, skills)


def _of_item(item: AuthoredProblem, language: str, skills: SkillsFile) -> Iterator[Finding]:
    own = Findings(item.id, [])
    case = Case(item, skills, _Unrun(), own)
    for step in STILL:
        step(case)
    for finding in own.found:
        yield replace(finding, message=f"in {language}: {finding.message}")
