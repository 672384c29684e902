"""`mastery grade`: grade files with the judges of the service."""

from __future__ import annotations

import asyncio
import json
import os
import pathlib
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from grader.checks import BrokenBundle, compile_bundle

from .. import settings
from ..adapters.batch import Graded, grade_files
from ..adapters.nbgrader_gradebook import check_gradebook, write_gradebook
from ..problems.authored import AuthoredProblem
from ..problems.bundle import build_bundle
from ..problems.curriculum_error import CurriculumError
from ..problems.given_path import given_path
from ..problems.submission_files import find_problem, submission_files
from .grade_report import as_json, check_csv, table, write_csv
from .judges import Unprotected, open_judges


def grade_command(
    problem: Annotated[str, typer.Argument(help="A problem.ipynb, its folder, or its id.")],
    submissions: Annotated[
        list[pathlib.Path],
        typer.Argument(
            parser=given_path,
            metavar="SUBMISSION",
            help="Notebooks, .py files, folders of them.",
        ),
    ],
    json_lines: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line and submission.")
    ] = False,
    variant: Annotated[
        int, typer.Option(min=0, metavar="SEED", help="Variant that was handed out, from 0.")
    ] = 0,
    jobs: Annotated[
        int, typer.Option(min=0, max=256, help="Judges at a time; 0: one per processor.")
    ] = 0,
    csv: Annotated[
        pathlib.Path | None,
        typer.Option(parser=given_path, metavar="PATH", help="Also write a table of all results."),
    ] = None,
    gradebook: Annotated[
        str, typer.Option(metavar="URL", help="Also write into nbgrader's, as sqlite:///g.db.")
    ] = "",
    assignment: Annotated[str, typer.Option(help="Name of the assignment in that gradebook.")] = "",
    notebook: Annotated[str, typer.Option(help="Name of the notebook in that gradebook.")] = "",
    unprotected: Unprotected = False,
) -> None:
    """Grade submissions; exit status 1 if one could not be graded.

    Example: mastery grade curriculum/03_functions/tool-library submitted/ --csv results.csv
    """
    authored = _variant(find_problem(problem, settings.read().curriculum_path), variant)
    _check(authored)
    files = submission_files(submissions)
    if csv is not None:
        check_csv(csv)
    if gradebook:
        check_gradebook(files, notebook)
    workers = min(jobs or os.cpu_count() or 1, len(files))
    results = asyncio.run(
        _grade(authored, files, workers, json_lines=json_lines, unprotected=unprotected)
    )
    if not json_lines:
        _tell(results)
    if csv is not None:
        write_csv(csv, authored, results)
    if gradebook:
        told = write_gradebook(
            gradebook, assignment or authored.lesson, authored, results, notebook
        )
        print(told, file=sys.stderr)
    raise typer.Exit(0 if all(r.verdict.status.counts for r in results) else 1)


def _variant(problem: AuthoredProblem, seed: int) -> AuthoredProblem:
    variants = problem.variants or (problem,)
    if seed < len(variants):
        return variants[seed]
    raise CurriculumError(
        f"{problem.id}: there is no variant {seed}. "
        + (
            f"Give a seed from 0 to {len(variants) - 1}."
            if problem.variants
            else "It has one form only: leave --variant out."
        ),
        code="variant-missing",
    )


def _check(problem: AuthoredProblem) -> None:
    try:
        compile_bundle(build_bundle(problem))
    except BrokenBundle as error:
        raise CurriculumError(f"{problem.id}: it cannot be graded: {error}. Correct it.") from None


async def _grade(
    problem: AuthoredProblem,
    files: list[pathlib.Path],
    workers: int,
    *,
    json_lines: bool,
    unprotected: bool,
) -> list[Graded]:
    results: list[Graded] = []
    console = Console(stderr=True)
    async with open_judges(workers, waiting=len(files) + 8, unprotected=unprotected) as grader:
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Grading", total=len(files))
            async for graded in grade_files(grader, problem, files, at_once=2 * workers):
                results.append(graded)
                if json_lines:
                    print(json.dumps(as_json(graded), ensure_ascii=False), flush=True)
                bar.update(task, advance=1)
    return results


def _tell(results: list[Graded]) -> None:
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200)
    console.print(table(results))
    passed = sum(r.verdict.status == "passed" for r in results)
    lost = sum(not r.verdict.status.counts for r in results)
    print(f"{len(results)} handed in: {passed} passed, {lost} could not be graded")
