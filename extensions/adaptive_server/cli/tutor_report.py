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
from ..core.help_difference import Difference, differences
from ..core.help_effect import LEAST_N, Episode, Figure, Group, groups
from ..evaluation.table_error import TableError
from .tutor import app

Helps = Sequence[Mapping[str, Any]]
NAMED = ("source", "model", "prompt_version", "events", "learners")
TIMES = ("first_ms_p50", "first_ms_p95")
SUMS = ("stopped", "faults", "tokens_in", "tokens_out")


@app.command("report")
def report_command(
    course: Annotated[str, typer.Option(help="Only learners enrolled in this course.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what came of the tutor's help, by style and source, with n and 95 % intervals.

    What styles change is told against the learners who are held out from them. A figure that rests
    on fewer than 30 episodes is not shown.
    Example: mastery tutor report --json
    """
    url = settings.read().database_url
    if not url:
        raise TableError("no database; set MASTERY_DATABASE_URL.", code="database-missing")
    episodes, helps = asyncio.run(_read(url, course))
    found = groups(episodes)
    apart = differences(found)
    hidden = [_hidden(row) for row in helps]
    if as_json:
        told = {
            "least_n": LEAST_N,
            "groups": [asdict(g) for g in found],
            "differences": [asdict(d) for d in apart],
            "helps": hidden,
        }
        print(json.dumps(told, indent=1, default=float))
    else:
        _tell(found, apart, hidden)


async def _read(url: str, course: str) -> tuple[Sequence[Episode], Helps]:
    database = Database(url, 1)
    try:
        episodes = await database.transact(lambda c: read_episodes(c, course))
        return episodes, await database.transact(lambda c: read_events(c, course))
    finally:
        await database.close()


def _hidden(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return sums of helps; of fewer than `LEAST_N` their number alone."""
    few = {name for name in SUMS if row["events"] < LEAST_N}
    few |= {name for name in TIMES if row["first_n"] < LEAST_N}
    return {name: None if name in few else row[name] for name in (*NAMED, *TIMES, *SUMS)}


def _tell(found: Sequence[Group], apart: Sequence[Difference], helps: Helps) -> None:
    console = Console()
    table = Table("", "episodes", "learners", "next unaided", "next better", "seconds to fix")
    for g in found:
        figures = (_share(g.unaided), _share(g.better), _seconds(g.fixed_s))
        table.add_row(g.name, str(g.episodes), str(g.learners), *figures)
    console.print(table)
    table = Table("points", "next unaided", "next better")
    for d in apart:
        table.add_row(d.name, _points(d.unaided), _points(d.better))
    console.print(table)
    shown = (*NAMED, *TIMES, *SUMS)
    table = Table(*(name.replace("_", " ") for name in shown))
    for row in helps:
        table.add_row(*(_cell(row[name]) for name in shown))
    console.print(table)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _share(figure: Figure) -> str:
    if figure.value is None:
        return f"hidden (n {figure.n})"
    return f"{figure.value:.0%} ({figure.low:.0%} to {figure.high:.0%}, n {figure.n})"


def _points(figure: Figure) -> str:
    if figure.value is None:
        return f"hidden (n {figure.n})"
    low, value, high = (f"{100 * (x or 0.0):+.0f}" for x in (figure.low, figure.value, figure.high))
    return f"{value} ({low} to {high}, n {figure.n})"


def _seconds(figure: Figure) -> str:
    if figure.n < LEAST_N:
        return f"hidden (n {figure.n})"
    low, value, high = (
        "open" if x is None else f"{x:.0f}" for x in (figure.low, figure.value, figure.high)
    )
    return f"{value} ({low} to {high}, n {figure.n})"
