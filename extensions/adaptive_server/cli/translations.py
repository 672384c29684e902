"""`mastery curriculum translations`: what is translated, what is stale, and files to translate."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from ..problems.curriculum_error import CurriculumError
from ..problems.files import SKILLS_NAME, lesson_files, problem_files
from ..problems.finding import Findings
from ..problems.skill_names import skill_places
from ..problems.skills_file import load_skills
from ..problems.source_file import UnreadableError, parse_json, read_bytes
from ..problems.translatable import Place, places
from ..problems.translation import (
    Matched,
    Translation,
    matched,
    read_translation,
    translation_files,
)
from ..problems.translation_text import translation_text
from ..problems.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class _Row:
    """One notebook, or the names of skills, in one language."""

    path: pathlib.Path
    language: str
    found: list[Place]
    translation: Translation
    matches: Matched

    def to_json(self) -> dict[str, object]:
        return {
            "file": str(self.path),
            "language": self.language,
            "texts": len(self.found),
            "translated": len(self.matches.texts),
            "stale": [p.key for p in self.matches.stale],
            "missing": [p.key for p in self.matches.missing],
            "unfit": [p.key for p, _ in self.matches.unfit],
            "unknown": self.matches.unknown,
        }


def translations_command(
    paths: Annotated[
        list[pathlib.Path] | None, typer.Argument(help="Problems, lessons or folders of them.")
    ] = None,
    language: Annotated[
        str, typer.Option(help="Only this language; with --write also where it is new.")
    ] = "",
    write: Annotated[
        bool,
        typer.Option(
            "--write", help="Add texts that are missing, and note what each was made from."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Show what is translated and what is stale, or bring the translators' files up to date.

    Example: mastery curriculum translations curriculum/01_first_steps --language es --write
    """
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise CurriculumError(f"{language!r} is no language. Give two letters, such as es.")
    rows = list(_rows(paths or [pathlib.Path("curriculum")], language, new=write))
    if write:
        for row in rows:
            _write(row)
    if as_json:
        print(json.dumps([row.to_json() for row in rows], indent=1, ensure_ascii=False))
        return
    for row in rows:
        for line in _faults(row):
            print(f"{row.path}: {line}")
    for name in sorted({row.language for row in rows}):
        print(_sum(name, [row for row in rows if row.language == name]))


def _rows(paths: list[pathlib.Path], language: str, *, new: bool) -> Iterator[_Row]:
    for source in [*_notebooks(paths), *(p / SKILLS_NAME for p in paths)]:
        if not source.is_file():
            continue
        files = translation_files(source)
        if new and language and source.name != SKILLS_NAME:
            files.setdefault(language, source.with_name(f"{source.stem}.{language}.yaml"))
        for name, path in files.items():
            if language in ("", name):
                yield _row(source, name, path)


def _notebooks(paths: list[pathlib.Path]) -> list[pathlib.Path]:
    lessons = lesson_files(paths)
    rest = [p for p in paths if p not in lessons]
    return problem_files(rest) + lessons if rest else lessons


def _row(source: pathlib.Path, language: str, path: pathlib.Path) -> _Row:
    if source.name == SKILLS_NAME:
        found = skill_places(load_skills(source).graph)
    else:
        try:
            found = places(parse_json(read_bytes(source)))
        except UnreadableError as error:
            raise CurriculumError(f"{source}: {error.message}. {error.remedy}.") from None
        except (KeyError, TypeError, AttributeError):
            raise CurriculumError(
                f"{source}: it is no problem of ours. Run mastery curriculum check on it."
            ) from None
    translation: Translation | None = Translation(language, {})
    if path.exists():
        findings = Findings(str(path), [])
        translation = read_translation(path, language, findings)
        if translation is None:
            raise CurriculumError(str(findings.found[0]))
    assert translation is not None, "read, or new"
    return _Row(path, language, found, translation, matched(found, translation))


def _write(row: _Row) -> None:
    found = row.found
    if row.path.name.startswith(pathlib.Path(SKILLS_NAME).stem):
        # Skills are translated section by section: what nobody has begun is not asked for.
        found = [p for p in found if p.key in row.translation.entries]
    write_whole(row.path, translation_text(found, row.translation))


def _faults(row: _Row) -> Iterator[str]:
    for place in row.matches.stale:
        yield f"{place.key} is stale: its source has changed"
    for place, why in row.matches.unfit:
        yield f"{place.key} cannot stand there: {why}"
    for key in row.matches.unknown:
        yield f"{key} is unknown: there is no such text any more"


def _sum(language: str, rows: list[_Row]) -> str:
    texts = sum(len(row.found) for row in rows)
    told = sum(len(row.matches.texts) for row in rows)
    stale = sum(len(row.matches.stale) for row in rows)
    missing = sum(len(row.matches.missing) for row in rows)
    return (
        f"{language}: {len(rows)} files, {told} of {texts} texts translated, {stale} stale, "
        f"{missing} missing"
    )
