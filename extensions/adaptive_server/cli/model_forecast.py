"""`mastery model forecast`: whether forecasts of lessons hold on simulated learners."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from .model import app, need_numbers


@app.command("forecast")
def forecast_command(
    learners: Annotated[int, typer.Option(min=2, help="Learners in each world.")] = 48,
    worlds: Annotated[int, typer.Option(min=1, help="Worlds.")] = 5,
    seed: Annotated[int, typer.Option(help="Of the first world; 0 to 3 fitted the weights.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print figures as JSON.")] = False,
) -> None:
    """Forecast when simulated learners master their next lesson, and see whether they do.

    Example: mastery model forecast --worlds 2 --learners 12 --json
    """
    need_numbers()
    from ..simulation.forecasts import checked
    from .forecast_report import report

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Simulating", total=worlds)
        found = report(checked(seed, worlds, learners, lambda: bar.advance(task)))
    if as_json:
        print(json.dumps(found, indent=1))
        return
    for name, each in found["forecasts"].items():
        print(
            f"{name:8s} {each['forecasts']:5d} forecasts, {each['reached']:.2f} reached; "
            f"AUC {each['auc']:.3f}, Brier {each['brier']:.3f}, calibration error {each['ece']:.3f}"
        )
    risk = found["at_risk"]
    print(
        f"{risk['flagged']} flagged; share of them that missed the day {risk['precision']}, "
        f"share of those who missed it that were flagged {risk['recall']}"
    )
