"""`mastery tutor audit`: how well the leak gate tells solutions from help."""

from __future__ import annotations

import json
import pathlib
import time
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from tutor_labext.leak_gate.audit import Audit, AuditCase, BadCaseError, audit, read_cases

from ..errors import BadRequest

app = typer.Typer(help="Look after the tutor.", no_args_is_help=True)

LEAST_RECALL = 0.98
MOST_FALSE_POSITIVES = 0.005


@app.callback()
def group() -> None:
    """Look after the tutor."""


@app.command("audit")
def audit_command(
    path: Annotated[pathlib.Path, typer.Argument(help="Cases as JSON, one a line.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print figures and decisions.")] = False,
) -> None:
    """Judge cases with the leak gate; exit status 1 if it misses leaks or stops harmless answers.

    A case has id, public, references, learner, history, answer and leak.
    Example: mastery tutor audit cases.jsonl --json
    """
    cases = _read(path)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Judging", total=len(cases))
        found = audit(cases, time.process_time, lambda: bar.update(task, advance=1))
    if as_json:
        print(json.dumps(found.to_json(), indent=1, ensure_ascii=False))
    else:
        _tell(found, cases)
    good = found.recall >= LEAST_RECALL and found.false_positive_rate <= MOST_FALSE_POSITIVES
    raise typer.Exit(0 if good else 1)


def _read(path: pathlib.Path) -> list[AuditCase]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise BadRequest(f"{path}: cannot be read ({why}). Name a file of cases.") from None
    try:
        return read_cases(text.split("\n"))
    except BadCaseError as error:
        raise BadRequest(f"{path}: {error}") from None


def _tell(found: Audit, cases: list[AuditCase]) -> None:
    for case, said in zip(cases, found.cases, strict=True):
        if said.flagged != case.leak:
            what = (
                f"stopped by {said.layer}, but harmless" if said.flagged else "a leak, not stopped"
            )
            print(f"{said.id}: {what}")
    print(f"cases                {len(cases)}")
    print(f"recall               {found.recall:.4f}")
    print(f"precision            {found.precision:.4f}")
    print(f"false positive rate  {found.false_positive_rate:.4f}")
    print(f"CPU per answer, p50  {found.cpu_ms_p50:.2f} ms")
