"""`mastery tutor report`: what came of the tutor's help."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from .. import settings
from ..adapters.postgres_database import Database
from ..adapters.postgres_help import read_episodes, read_events
from ..core.help_effect import LEAST_N, Episode, Figure, Group, groups
from ..evaluation.table_error import TableError
from .tutor import app

Helps = Sequence[Mapping[str, Any]]


@app.command("report")
def report_command(
    course: Annotated[str, typer.Option(help="Only learners enrolled in this course.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what came of the tutor's help, by style and source, with n and 95 % intervals.

    A figure that rests on fewer than 30 episodes is not shown.
    Example: mastery tutor report --json
    """
    url = settings.read().database_url
    if not url:
        raise TableError("no database; set MASTERY_DATABASE_URL.", code="database-missing")
    episodes, helps = asyncio.run(_read(url, course))
    found = groups(episodes)
    hidden = [_hidden(row) for row in helps]
    if as_json:
        told = {"least_n": LEAST_N, "groups": [asdict(g) for g in found], "helps": hidden}
        print(json.dumps(told, indent=1, default=float))
    else:
        _tell(found, hidden)


async def _read(url: str, course: str) -> tuple[Sequence[Episode], Helps]:
    database = Database(url, 1)
    try:
        episodes = await database.transact(lambda c: read_episodes(c, course))
        return episodes, await database.transact(lambda c: read_events(c, course))
    finally:
        await database.close()


def _hidden(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return sums of helps; of fewer than `LEAST_N` their number alone."""
    shown = ("source", "model", "prompt_version", "events", "learners")
    few = row["events"] < LEAST_N
    return {name: None if few and name not in shown else row[name] for name in row}


def _tell(found: Sequence[Group], helps: Helps) -> None:
    console = Console()
    table = Table("", "episodes", "learners", "next unaided", "next better", "seconds to fix")
    for g in found:
        figures = (_share(g.unaided), _share(g.better), _seconds(g.fixed_s))
        table.add_row(g.name, str(g.episodes), str(g.learners), *figures)
    console.print(table)
    named = ("source", "model", "events", "stopped", "faults", "first_ms_p50", "first_ms_p95")
    table = Table(*(name.replace("_", " ") for name in named))
    for row in helps:
        table.add_row(*(_cell(row[name]) for name in named))
    console.print(table)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _share(figure: Figure) -> str:
    if figure.value is None:
        return f"hidden (n {figure.n})"
    return f"{figure.value:.0%} ({figure.low:.0%} to {figure.high:.0%}, n {figure.n})"


def _seconds(figure: Figure) -> str:
    if figure.n < LEAST_N:
        return f"hidden (n {figure.n})"
    low, value, high = (
        "open" if x is None else f"{x:.0f}" for x in (figure.low, figure.value, figure.high)
    )
    return f"{value} ({low} to {high}, n {figure.n})"
