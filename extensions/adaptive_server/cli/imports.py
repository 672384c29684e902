"""`mastery curriculum import`: problem sets of others become problems in our format."""

from __future__ import annotations

import asyncio
import json
import os
import pathlib
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from grader.text import clean

from ..importers import exercism, humaneval, mbpp, nbgrader_course, pytest_pairs
from ..importers.draft import Source
from ..importers.notebook import Place
from ..importers.writing import Imported, Writer, named
from ..problems.curriculum_error import CurriculumError
from ..problems.given_path import given_path
from .judges import Unprotected, open_judges


class Format(StrEnum):
    """What the source looks like."""

    HUMANEVAL = "humaneval"
    MBPP = "mbpp"
    EXERCISM = "exercism"
    PYTEST = "pytest"
    NBGRADER = "nbgrader"


_READERS: Mapping[Format, Callable[[pathlib.Path], Iterable[Source]]] = {
    Format.HUMANEVAL: humaneval.sources,
    Format.MBPP: mbpp.sources,
    Format.EXERCISM: exercism.sources,
    Format.PYTEST: pytest_pairs.sources,
    Format.NBGRADER: nbgrader_course.sources,
}
_FILES = (Format.HUMANEVAL, Format.MBPP)


def import_command(
    source: Annotated[
        pathlib.Path, typer.Argument(parser=given_path, metavar="SRC", help="A file or a folder.")
    ],
    form: Annotated[Format, typer.Option("--format", help="What SRC is.")],
    out: Annotated[
        pathlib.Path,
        typer.Option(parser=given_path, metavar="PATH", help="Folder for OUT/slug/problem.ipynb."),
    ],
    section: Annotated[str, typer.Option(help="Section of skills.yaml.")] = "imported",
    lesson: Annotated[str, typer.Option(help="Lesson of skills.yaml.")] = "imported",
    skill: Annotated[str, typer.Option(help="Primary skill of all.")] = "fn.define",
    author: Annotated[str, typer.Option(help="Who wrote them.")] = "unknown",
    licence: Annotated[str, typer.Option(help="Their licence.")] = "LicenseRef-unstated",
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
    unprotected: Unprotected = False,
) -> None:
    """Import problems; exit status 1 if one could not be.

    Example: mastery curriculum import --format mbpp tasks.jsonl --out imported
    """
    wanted = "a file of JSON lines" if form in _FILES else "a file or folder"
    if not os.path.exists(source):  # unlike a path's own, no error for one too long
        raise CurriculumError(
            f"{source}: there is nothing. Give the path of {wanted}.", code="path-missing"
        )
    if form in _FILES and not source.is_file():
        raise CurriculumError(f"{source}: {form} needs {wanted}. Give its path.", code="path-kind")
    place = Place(section, lesson, skill, form.value, (author,), licence)
    outcome = asyncio.run(
        _import(_READERS[form](source), out, place, unprotected=unprotected, as_json=as_json)
    )
    if not outcome:
        raise CurriculumError(
            f"{source}: nothing in it looks like {form}. Give another path.", code="path-empty"
        )
    made = [x for x in outcome if x.path]
    if as_json:
        print(json.dumps([_json(x) for x in outcome], indent=1, ensure_ascii=False))
    else:
        print(f"{len(made)} imported, {len(outcome) - len(made)} not")
    raise typer.Exit(0 if len(made) == len(outcome) else 1)


async def _import(
    sources: Iterable[Source], out: pathlib.Path, place: Place, *, unprotected: bool, as_json: bool
) -> list[Imported]:
    outcome: list[Imported] = []
    console = Console(stderr=True)
    async with open_judges(1, unprotected=unprotected) as grader:
        writer = Writer(out, place, grader)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Importing", total=None)
            for source in named(sources):
                done = await writer.write(source)
                outcome.append(done)
                bar.update(task, advance=1)
                if not as_json:
                    _tell(done)
    return outcome


def _tell(done: Imported) -> None:
    name = " ".join(clean(done.source, 120).split())
    if done.path is None:
        print(f"{name}: not imported: {_line(done.reason)}.", file=sys.stderr)
    for note in done.notes:
        print(f"{name}: {_line(note)}.", file=sys.stderr)


def _line(text: str) -> str:
    return " ".join(clean(text, 400).split()).rstrip(".")


def _json(done: Imported) -> dict[str, object]:
    return {
        "source": clean(done.source, 200),
        "path": str(done.path) if done.path else None,
        "problem": done.problem,
        "reason": _line(done.reason),
        "notes": [_line(note) for note in done.notes],
    }
