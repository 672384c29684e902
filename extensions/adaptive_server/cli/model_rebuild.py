"""`mastery model rebuild`: learners' states made anew from their verdicts."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from .. import settings
from ..adapters.postgres_rebuild import Rebuilt
from ..adapters.postgres_rebuilds import PostgresRebuilds
from ..adapters.problem_notebooks import load_bank
from ..core.tuning import Tuning
from ..evaluation.table_error import TableError
from ..problems.bank import Bank
from .model import app


@app.command("rebuild")
def rebuild_command(
    database: Annotated[
        str, typer.Option(envvar="MASTERY_DATABASE_URL", help="Address of the database.")
    ] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Only compare; exit status 1 where a state differs.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print figures as JSON.")] = False,
) -> None:
    """Replay every learner's verdicts with the model as it is now, and store what comes out.

    To be run after an upgrade that changes the model. Learners may work meanwhile; run it again
    at any time. `mastery model calibrate` does the same for problems.

    Example: mastery model rebuild --check --json
    """
    if not database:
        raise TableError(
            "no database; set MASTERY_DATABASE_URL or give --database.", code="database-missing"
        )
    found = settings.read()
    bank = load_bank(found.curriculum_path)
    begun = time.monotonic()
    total = asyncio.run(_rebuild(database, bank, found.tuning, check=check))
    seconds = time.monotonic() - begun
    if as_json:
        print(json.dumps({**asdict(total), "written": not check, "seconds": round(seconds, 2)}))
    else:
        which = "would change" if check else "changed"
        print(
            f"{total.verdicts} verdicts of {total.learners} learners replayed in {seconds:.1f} s; "
            f"{total.differed} learners {which}"
        )
    raise typer.Exit(1 if check and total.differed else 0)


async def _rebuild(database: str, bank: Bank, tuning: Tuning, *, check: bool) -> Rebuilt:
    store, total = PostgresRebuilds(database, tuning), Rebuilt(0, 0, 0)
    console = Console(stderr=True)
    try:
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Replaying", total=await store.verdicts() or None)
            async for part in store.rebuild(bank, check=check):
                total = Rebuilt(
                    total.learners + part.learners,
                    total.verdicts + part.verdicts,
                    total.differed + part.differed,
                )
                bar.advance(task, part.verdicts)
        if not check:
            await store.note_run(total)
    finally:
        await store.close()
    return total
