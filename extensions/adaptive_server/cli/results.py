"""`mastery results`: what the learners of a course got for a problem, as a table or gradebook."""

from __future__ import annotations

import asyncio
import json
import pathlib
import sys
from typing import Annotated

import typer
from rich.console import Console

from .. import settings
from ..adapters.nbgrader_gradebook import check_gradebook, write_gradebook
from ..adapters.postgres_results import stored_results
from ..evaluation.table_error import TableError
from ..problems.submission_files import find_problem
from .grade_report import as_json, check_csv, table, write_csv


def results_command(
    problem: Annotated[str, typer.Argument(help="A problem.ipynb, its folder, or its id.")],
    course: Annotated[str, typer.Option(help="The course's id in the database.")] = "main",
    json_lines: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line and learner.")
    ] = False,
    csv: Annotated[pathlib.Path | None, typer.Option(help="Also write a table.")] = None,
    gradebook: Annotated[
        str, typer.Option(metavar="URL", help="Also write into nbgrader's, as sqlite:///g.db.")
    ] = "",
    assignment: Annotated[str, typer.Option(help="Name of the assignment in that gradebook.")] = "",
    notebook: Annotated[str, typer.Option(help="Name of the notebook in that gradebook.")] = "",
) -> None:
    """Tell the newest result of each learner, with the points that a person gave.

    Example: mastery results s03.return.tool-library --csv results.csv
    """
    chosen = settings.read()
    if not chosen.database_url:
        raise TableError("no database; set MASTERY_DATABASE_URL.", code="database-missing")
    authored = find_problem(problem, chosen.curriculum_path)
    if csv is not None:
        check_csv(csv)
    if gradebook:
        check_gradebook()
    found = asyncio.run(stored_results(chosen.database_url, authored.id, course))
    if json_lines:
        for graded in found:
            print(json.dumps(as_json(graded), ensure_ascii=False))
    else:
        Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200).print(table(found))
    if csv is not None:
        write_csv(csv, authored, found)
    if gradebook:
        told = write_gradebook(gradebook, assignment or authored.lesson, authored, found, notebook)
        print(told, file=sys.stderr)
