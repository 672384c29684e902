"""`mastery learner`: give one person all that is kept of them, or erase it."""

from __future__ import annotations

import asyncio
import json
import os
import pathlib
import sys
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer

from .. import settings
from ..adapters import postgres_personal
from ..adapters.postgres_database import Database
from ..evaluation.table_error import TableError

T = TypeVar("T")

app = typer.Typer(help="All that is kept of one person.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The name at the hub, as in the roster.")]


@app.command("export")
def export_command(
    name: Name,
    out: Annotated[
        pathlib.Path | None, typer.Option(help="A new file; without it the text is printed.")
    ] = None,
) -> None:
    """Write all that is kept of a learner as one JSON object, a list of rows per table.

    Example: mastery learner export ada --out ada.json
    """
    found = asyncio.run(_with(lambda d: postgres_personal.export(d, name)))
    if found is None:
        raise _nobody(name)
    told = {"learner": name, "made_at": datetime.now(UTC).isoformat(), "tables": found.rows}
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    if out is None:
        sys.stdout.write(text)
        return
    try:
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
    except FileExistsError:
        raise TableError(f"{out} exists already. Name a new file.", code="path-exists") from None
    except OSError as error:
        raise TableError(
            f"{out} cannot be written: {error.strerror}.", code="path-unwritable"
        ) from None
    print(f"{sum(map(len, found.rows.values()))} rows of {name} are in {out}", file=sys.stderr)


@app.command("erase")
def erase_command(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Erase all that is kept of a learner, all or nothing. It cannot be undone.

    Asks for the name once more, unless `--yes` is given.
    Example: mastery learner erase ada
    """
    if not yes:
        _confirm(name)
    counts: Mapping[str, int] | None = asyncio.run(
        _with(lambda d: postgres_personal.erase(d, name))
    )
    if counts is None:
        raise _nobody(name)
    if as_json:
        print(json.dumps({"learner": name, "erased": dict(counts)}))
    else:
        print(f"{name} is erased: {sum(counts.values())} rows")


def _confirm(name: str) -> None:
    if not sys.stdin.isatty():
        raise TableError("nobody is there to confirm. Give --yes to erase without a question.")
    if typer.prompt(f"This erases everything of {name}. Type the name to go on") != name:
        raise TableError("the names differ; nothing was erased. Start the command again.")


def _nobody(name: str) -> TableError:
    return TableError(f"there is no learner {name!r}. `mastery results` and the roster have names.")


async def _with(work: Callable[[Database], Awaitable[T]]) -> T:
    url = settings.read().database_url
    if not url:
        raise TableError("no database; set MASTERY_DATABASE_URL.", code="database-missing")
    database = Database(url, 1)
    try:
        return await work(database)
    finally:
        await database.close()
