"""`mastery model calibrate`: difficulties from answers, and whether predictions hold."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from ..adapters.postgres import PostgresStore
from ..evaluation.table_error import TableError
from .model import app


@app.command("calibrate")
def calibrate_command(
    database: Annotated[
        str, typer.Option(envvar="MASTERY_DATABASE_URL", help="Address of the database.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Estimate every problem anew from first attempts; exit status 1 when there is an alarm.

    To be run every night. Running services take the figures over within ten minutes.

    Example: mastery model calibrate --json
    """
    if not database:
        raise TableError(
            "no database; set MASTERY_DATABASE_URL or give --database.", code="database-missing"
        )
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        bar.add_task("Calibrating", total=None)
        report = asyncio.run(_calibrate(database))
    alarms = [
        f"{name}: {found['alarm']}"
        for name, found in {"all answers": report["cohort"], **report["skills"]}.items()
        if found["alarm"]
    ]
    if as_json:
        print(json.dumps({**report, "alarms": alarms}, indent=1))
    else:
        _show(report, alarms)
    raise typer.Exit(1 if alarms else 0)


async def _calibrate(database: str) -> Mapping[str, Any]:
    store = PostgresStore(database, pool_size=2)
    try:
        return await store.calibrate()
    finally:
        await store.close()


def _show(report: Mapping[str, Any], alarms: list[str]) -> None:
    chance, cohort = report["prediction"], report["cohort"]
    print(
        f"problems: {report['problems']}, first attempts: {report['answers']}; of the prediction "
        f"that serves on {cohort['answers']} of them: calibration error {cohort['ece']:.3f}, "
        f"mean residual {cohort['residual']:+.3f}"
    )
    print(
        f"prediction: {chance['layer']}, since {chance['since'][:16]} UTC: {chance['reason']}; "
        f"log loss of beliefs {chance['beliefs_loss']:.4f}, of the logistic layer "
        f"{chance['logistic_loss']:.4f} on the newest {chance['answers']}"
    )
    for each in report["flags"]:
        print(
            f"look at {each['problem']} (version {each['version']}): {each['flag']}, "
            f"{each['difficulty']:+.2f} ± {each['sd']:.2f} from {each['answers']} attempts"
        )
    for alarm in alarms:
        print(f"alarm: {alarm}")
