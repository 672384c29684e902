"""`mastery curriculum`: check problems, show what they cover, make the learner's copy."""

from __future__ import annotations

import json
import os
import pathlib
import sys
from typing import Annotated

import typer
from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import Progress

from ..gate.cache import Cache
from ..gate.outcome import RunError
from ..gate.translations import check_names_of_skills
from ..gate.workers import check
from ..problems.coverage import SkillCoverage, coverage, gradable
from ..problems.coverage_map import coverage_map
from ..problems.curriculum_error import CurriculumError
from ..problems.files import LESSONS_NAME, find_skills, is_lesson, lesson_files, problem_files
from ..problems.finding import Finding, Level
from ..problems.format import parse_file
from ..problems.release import release_text
from ..problems.skills_file import load_skills
from ..problems.whole_file import write_whole
from .archive import pack_command, unpack_command
from .imports import import_command
from .judges import Unprotected
from .maps import map_command
from .translations import translations_command
from .variants import variants_command

BANDS = range(1, 6)

app = typer.Typer(help="Check, survey, import and release problems.", no_args_is_help=True)
app.command("import")(import_command)
app.command("variants")(variants_command)
app.command("translations")(translations_command)
app.command("map")(map_command)
app.command("pack")(pack_command)
app.command("unpack")(unpack_command)


@app.command("check")
def check_command(
    paths: Annotated[
        list[pathlib.Path] | None, typer.Argument(help="Problems, lessons or folders of them.")
    ] = None,
    skills: Annotated[
        pathlib.Path | None, typer.Option(help="The skill graph; else it is searched upwards.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print findings as JSON.")] = False,
    unprotected: Unprotected = False,
    jobs: Annotated[
        int,
        typer.Option(min=0, max=256, help="Notebooks checked at a time; 0: one per processor."),
    ] = 0,
    cache: Annotated[
        pathlib.Path | None, typer.Option(help="Folder for results; else in the user's own.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Check what has not changed too; keep nothing.")
    ] = False,
) -> None:
    """Check problems and lessons as the course requires; exit status 1 if one falls short.

    Example: mastery curriculum check curriculum/01_first_steps
    """
    where = paths or [pathlib.Path("curriculum")]
    lessons = lesson_files(where)
    rest = [p for p in where if p.name != LESSONS_NAME and not is_lesson(p)]
    problems = problem_files(rest) if rest or not lessons else []
    files = problems + lessons
    skills_path = skills or find_skills(files[0])
    graph = load_skills(skills_path)
    bank = problem_files([skills_path.parent]) if problems and not skills else problems
    walls = "available" if unprotected else "required"
    folder = cache or user_cache_path("pythonmastery") / "gate"
    kept = None if no_cache else Cache(folder, graph, walls)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Checking", total=len(files))
        try:
            found = check(
                files,
                graph,
                jobs=jobs or os.cpu_count() or 1,
                walls=walls,
                bank=bank,
                cache=kept,
                done=lambda: bar.update(task, advance=1),
            )
        except RunError as error:
            raise CurriculumError(
                f"problems cannot be run here: {str(error).rstrip('.')}. "
                "Use --unprotected for problems that you trust."
            ) from None
    found += check_names_of_skills(skills_path, graph)
    unchanged = kept.hits if kept else 0
    _tell(found, len(problems), len(lessons), unchanged, as_json=as_json)
    raise typer.Exit(1 if any(f.level is Level.ERROR for f in found) else 0)


def _tell(
    found: list[Finding], problems: int, lessons: int, unchanged: int, *, as_json: bool
) -> None:
    errors = sum(f.level is Level.ERROR for f in found)
    if as_json:
        checked = problems + lessons
        report = {
            "checked": checked,
            "unchanged": unchanged,
            "errors": errors,
            "findings": [f.to_json() for f in found],
        }
        print(json.dumps(report, indent=1, ensure_ascii=False))
        return
    for finding in found:
        print(finding)
    counts = _count(errors, "error") + ", " + _count(len(found) - errors, "warning")
    kinds = [_count(n, noun) for n, noun in ((problems, "problem"), (lessons, "lesson")) if n]
    before = f" ({unchanged} not changed since the last time)" if unchanged else ""
    print(f"{' and '.join(kinds)} checked{before}: {counts}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@app.command("coverage")
def coverage_command(
    path: Annotated[pathlib.Path, typer.Argument(help="The course's folder.")] = pathlib.Path(
        "curriculum"
    ),
    only_holes: Annotated[
        bool, typer.Option("--holes", help="Show only skills that lack something.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the matrix as JSON.")] = False,
    svg: Annotated[
        pathlib.Path | None, typer.Option(help="Draw the matrix into this SVG file as well.")
    ] = None,
) -> None:
    """Show how many problems each skill has, by band and kind, and where there are holes.

    Example: mastery curriculum coverage curriculum --holes
    """
    files = problem_files([path])
    parsed = [parse_file(file) for file in files]
    unread = [str(f) for f, p in zip(files, parsed, strict=True) if p.problem is None]
    if unread:
        raise CurriculumError(f"{unread[0]}: cannot be read. Run mastery curriculum check on it.")
    problems = [p.problem for p in parsed if p.problem]
    found = coverage(load_skills(find_skills(files[0])).graph, problems)
    items, lessons = gradable(problems), len(lesson_files([path]))
    rows = [row for row in found if row.holes or not only_holes]
    holes = sum(bool(row.holes) for row in found)
    if svg:
        write_whole(svg, coverage_map(rows))
    if as_json:
        report = {
            "problems": len(files),
            "items": items,
            "lessons": lessons,
            "holes": holes,
            "skills": [_coverage_json(row) for row in rows],
        }
        print(json.dumps(report, indent=1))
        return
    print(f"{'skill':<16} {'core':<4}" + "".join(f"{f'b{b}':>4}" for b in BANDS) + "  kinds, holes")
    for row in rows:
        print(_coverage_line(row))
    print(f"{_count(len(files), 'problem')}; {_count(holes, 'skill')} with holes")
    made = ", ".join(f"{kind} {n}" for kind, n in items.items())
    print(f"{_count(sum(items.values()), 'gradable item')}: {made}; {_count(lessons, 'lesson')}")


def _coverage_line(row: SkillCoverage) -> str:
    bands = row.by_band()
    counts = "".join(f"{bands.get(b) or '.':>4}" for b in BANDS)
    kinds = ", ".join(f"{kind} {count}" for kind, count in row.by_kind().items())
    holes = "".join(f" [{hole}]" for hole in row.holes)
    return f"{row.skill.id:<16} {'core' if row.skill.core else '':<4}{counts}  {kinds}{holes}"


def _coverage_json(row: SkillCoverage) -> dict[str, object]:
    return {
        "skill": row.skill.id,
        "core": row.skill.core,
        "lesson": row.skill.lesson,
        "problems": row.problems,
        "primary": row.primary,
        "cells": [
            {"band": band, "kind": kind, "problems": count}
            for (band, kind), count in sorted(row.cells.items())
        ],
        "holes": row.holes,
    }


@app.command("release")
def release_command(
    path: Annotated[pathlib.Path, typer.Argument(help="A problem notebook.")],
    out: Annotated[pathlib.Path, typer.Option(help="File to write.")],
) -> None:
    """Write the learner's copy of a problem, without answers and hidden tests.

    Example: mastery curriculum release path/to/problem.ipynb --out sign.ipynb
    """
    parsed = parse_file(path)
    errors = [f for f in parsed.findings if f.level is Level.ERROR]
    if parsed.problem is None or errors:
        for finding in errors:
            print(finding, file=sys.stderr)
        raise CurriculumError(f"{path}: not released. Correct the findings above.")
    write_whole(out, release_text(parsed.problem))
