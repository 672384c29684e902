"""`mastery regrade`: grade stored submissions again after the tests of a problem were mended."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from .. import settings
from ..adapters.postgres_regrades import PostgresRegrades
from ..adapters.problem_notebooks import load_bank
from ..core.problem import ProblemId
from ..evaluation.table_error import TableError
from ..problems.bank import Bank
from ..tutoring.regrade import Regraded, check_version, regrade
from .judges import Unprotected, open_judges


def regrade_command(
    problem: Annotated[str, typer.Argument(help="Id of the problem, as s03.return.tool-library.")],
    course: Annotated[str, typer.Option(help="Only learners enrolled in this course.")] = "",
    version: Annotated[
        int, typer.Option(min=0, help="Submissions to this version; 0: the current one.")
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; change nothing.")
    ] = False,
    jobs: Annotated[
        int, typer.Option(min=0, max=256, help="Judges at a time; 0: one per processor.")
    ] = 0,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line and changed submission.")
    ] = False,
    unprotected: Unprotected = False,
) -> None:
    """Grade what was handed in to a problem again; exit status 1 if something was not judged.

    May be cut off and started again: what is done is not done twice.

    Example: mastery regrade s03.return.tool-library --dry-run
    """
    chosen = settings.read()
    if not chosen.database_url:
        raise TableError("no database; set MASTERY_DATABASE_URL.", code="database-missing")
    bank = load_bank(chosen.curriculum_path)
    counts = asyncio.run(
        _run(
            chosen.database_url,
            bank,
            problem,
            course=course,
            version=version,
            dry_run=dry_run,
            workers=jobs or os.cpu_count() or 1,
            as_json=as_json,
            unprotected=unprotected,
        )
    )
    would = "would change" if dry_run else "changed"
    print(
        f"{sum(counts.values())} graded again: {counts['changed']} {would}, "
        f"{counts['same']} the same, {counts['not judged']} not judged",
        file=sys.stderr if as_json else sys.stdout,
    )
    raise typer.Exit(1 if counts["not judged"] else 0)


async def _run(
    database: str,
    bank: Bank,
    problem: str,
    *,
    course: str,
    version: int,
    dry_run: bool,
    workers: int,
    as_json: bool,
    unprotected: bool,
) -> Counter[str]:
    counts = Counter[str]()
    console = Console(stderr=True)
    store = PostgresRegrades(database, pool_size=workers + 1, tuning=settings.read().tuning)
    try:
        await _check(store, problem, course, version)
        async with open_judges(workers, waiting=64, unprotected=unprotected) as grader:
            with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
                task = bar.add_task("Grading again", total=None)
                async for done in regrade(
                    store,
                    grader,
                    bank,
                    problem,
                    version=version,
                    course=course,
                    dry_run=dry_run,
                    at_once=workers + 1,
                ):
                    counts[done.outcome] += 1
                    bar.update(task, advance=1)
                    if done.outcome != "same":
                        print(_line(done, as_json=as_json), flush=True)
        if not dry_run and counts:
            await store.note_run(problem, counts)
    finally:
        await store.close()
    return counts


async def _check(store: PostgresRegrades, problem: str, course: str, version: int) -> None:
    if course and course not in (there := await store.courses()):
        known = " ".join(map(repr, there)) or "none yet"
        raise TableError(f"there is no course {course!r}. There is: {known}.")
    if version:
        await check_version(store, ProblemId(problem), version)


def _line(done: Regraded, *, as_json: bool) -> str:
    if as_json:
        told = {
            "submission": str(done.submission),
            "learner": done.learner,
            "outcome": done.outcome,
            "before": {"status": done.before[0], "score": done.before[1]},
            "after": {"status": done.after[0], "score": done.after[1]},
        }
        return json.dumps(told, ensure_ascii=False)
    (old, before), (new, after) = done.before, done.after
    change = f"{old} {before:g} -> {new} {after:g}"
    return f"{done.submission}  {done.learner}  {done.outcome}: {change}"
