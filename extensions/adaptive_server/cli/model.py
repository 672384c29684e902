"""`mastery model`: compare the learner model with published ones, simulate the choice."""

from __future__ import annotations

import json
import pathlib
from importlib.util import find_spec
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from ..core.shipped import SHIPPED
from ..evaluation.table_error import TableError

app = typer.Typer(help="Evaluate, simulate and calibrate the model.", no_args_is_help=True)

TITLES = {
    "ours": "this project, weights fitted",
    "ours_shipped": "this project, shipped weights",
    "best_lr": "Best-LR, converged",
    "bkt": "Bayesian knowledge tracing",
    "pfa": "PFA",
    "elo": "Elo",
    "item_mean": "item mean",
}


def need_numbers() -> None:
    """Check that the optional libraries are there.

    Raises:
        TableError: One is missing; the text says how to get it.
    """
    if any(find_spec(name) is None for name in ("numpy", "scipy")):
        raise TableError("numpy and scipy are missing; install them: pip install numpy scipy")


@app.command("evaluate")
def evaluate_command(
    file: Annotated[pathlib.Path, typer.Argument(help="Answers as CSV, or CSV.gz.")],
    split: Annotated[
        str | None, typer.Option(help="Column that says train or test; else learners are split.")
    ] = None,
    weights: Annotated[
        str, typer.Option(help="Shipped weights to begin with: " + ", ".join(SHIPPED) + ".")
    ] = "all",
    as_json: Annotated[bool, typer.Option("--json", help="Print figures as JSON.")] = False,
) -> None:
    """Predict every test answer before its outcome, with this model and with published ones.

    Example: mastery model evaluate answers.csv.gz --split split --json
    """
    if weights not in SHIPPED:
        raise TableError(f"no weights {weights!r}; there are {', '.join(SHIPPED)}.")
    need_numbers()
    from ..evaluation.answer_table import read_table
    from ..evaluation.evaluate import Watcher, evaluate
    from ..evaluation.logistic_models import NotConvergedError

    table = read_table(file, split)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)

        def begins(what: str, steps: int) -> None:
            bar.reset(task, description=what, total=steps)

        watcher = Watcher(begins, lambda steps: bar.advance(task, steps))
        try:
            report = evaluate(table, SHIPPED[weights], watcher)
        except NotConvergedError:
            said = "Best-LR or PFA was not fitted to its optimum; nothing can be compared."
            raise TableError(said, place=str(file), code="table-fit") from None
    if as_json:
        print(json.dumps(report, indent=1))
    else:
        _show(report)


def _show(report: dict[str, Any]) -> None:
    table = Table("model", "AUC", "95 %", "ACC", "Brier", "log loss", "ECE")
    for name, figures in report["models"].items():
        low, high = figures["auc_interval"]
        cells = [f"{figures[key]:.4f}" for key in ("acc", "brier", "log_loss", "ece")]
        table.add_row(TITLES[name], f"{figures['auc']:.4f}", f"{low:.4f} to {high:.4f}", *cells)
    Console().print(table)
    print(
        f"{report['test_answers']} answers of {report['test_learners']} test learners; "
        f"{report['us_per_update']:.1f} us an update, "
        f"{report['bytes_per_learner']:.0f} bytes a learner"
    )
