"""`mastery model simulate`: what choosing problems well is worth in worlds that are made up."""

from __future__ import annotations

import json
import pathlib
from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from ..evaluation.table_error import TableError
from ..problems.skills_file import load_skills
from .model import app, need_numbers

USUAL = "ours,fixed,random,lowest_mastery,oracle"


@app.command("simulate")
def simulate_command(
    learners: Annotated[int, typer.Option(min=1, help="Learners in each world.")] = 64,
    problems: Annotated[int, typer.Option(min=1, help="Problems of each world.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="Of the first world.")] = 100,
    policies: Annotated[str, typer.Option(help="Names, separated by commas.")] = USUAL,
    worlds: Annotated[int, typer.Option(min=1, help="Worlds, with consecutive seeds.")] = 5,
    skills: Annotated[int, typer.Option(min=1, help="Skills of a synthetic world.")] = 50,
    steps: Annotated[int, typer.Option(min=2, help="Attempts of each learner, 8 a day.")] = 800,
    graph: Annotated[
        pathlib.Path | None, typer.Option(help="skills.yaml of a course, instead of random graphs.")
    ] = None,
    ablate: Annotated[
        bool, typer.Option("--ablate", help="Also take every term of the score away.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes.")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="Print figures as JSON.")] = False,
) -> None:
    """Let policies meet the same learners, whose truth differs from the model.

    Seeds 0 to 3 were used to tune the choice: report on others.

    Example: mastery model simulate --learners 64 --problems 200 --seed 100 --json
    """
    need_numbers()
    from ..simulation.policies import ABLATIONS, POLICIES
    from ..simulation.run import Plan, simulate

    known = {**POLICIES, **ABLATIONS}
    names = [name.strip() for name in policies.split(",") if name.strip()]
    names = list(dict.fromkeys([*names, *(ABLATIONS if ablate else ())]))
    for name in names:
        if name not in known:
            raise TableError(f"no policy {name!r}; there are {', '.join(known)}.")
    plan = Plan(learners, problems, seed, worlds, steps, skills)
    if graph is not None:
        plan = replace(plan, graph=load_skills(graph).graph)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Simulating", total=len(names) * worlds)
        report = simulate(plan, names, jobs, lambda: bar.advance(task))
    if as_json:
        print(json.dumps(report, indent=1))
    else:
        _show(report)


def _show(report: dict[str, Any]) -> None:
    table = Table("policy", "half", "end", "95 %", "progress", "end / fixed", "end / oracle")
    for name, figures in report["policies"].items():
        low, high = figures["interval"]
        table.add_row(
            name,
            f"{figures['mastered_half']:.3f}",
            f"{figures['mastered_end']:.3f}",
            f"{low:.3f} to {high:.3f}",
            f"{figures['progress']:.3f}",
            _ratio(figures.get("mastered_end_over_fixed")),
            _ratio(figures.get("mastered_end_over_oracle")),
        )
    Console().print(table)
    print(
        f"share of skills mastered; {report['worlds']} worlds, {report['learners_per_world']} "
        f"learners each, {report['steps']} attempts"
    )


def _ratio(found: dict[str, Any] | None) -> str:
    if found is None or found["ratio"] is None:
        return ""
    low, high = found["interval"]
    return f"{found['ratio']:.2f} ({low:.2f} to {high:.2f})"
