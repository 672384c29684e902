"""`mastery doctor`: what works on this machine and what does not, one line each."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from grader import landlock
from grader.self_test import probe_walls
from grader.worker_connection import GraderAway, WorkerConnection
from grader.worker_source import missing_libraries, missing_walls

from ..adapters import migrate
from ..adapters.data_libraries import missing_data_libraries
from ..adapters.problem_notebooks import load_bank
from ..errors import MasteryError
from ..problems.curriculum_error import CurriculumError
from ..settings import Settings, read

_NODE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried.

    Attributes:
        needed: Whether the product falls short without it.
        detail: What was found, and what to do where it does not work.
    """

    name: str
    ok: bool
    detail: str
    needed: bool = True


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Say what works on this machine; exit status 1 if something that is needed does not.

    Example: mastery doctor --json
    """
    settings = read()
    found = list(checks(settings))
    ok = all(check.ok or not check.needed for check in found)
    if as_json:
        print(json.dumps({"ok": ok, "checks": [asdict(check) for check in found]}))
    else:
        _show(found)
    raise typer.Exit(0 if ok else 1)


def checks(settings: Settings) -> Iterator[Check]:
    """Try everything, one after the other."""
    if settings.grader_socket:
        sandboxed = settings.grading in ("auto", "sandbox")
        walls = "required" if sandboxed else "available"
        yield from asyncio.run(_grader(settings.grader_socket, walls))
    else:
        yield from _walls(settings)
        yield _data("data libraries", missing_data_libraries())
    yield _database(settings.database_url)
    yield _curriculum(settings)
    yield _node()


def _walls(settings: Settings) -> Iterator[Check]:
    sandboxed = settings.grading in ("auto", "sandbox")
    version = landlock.abi()
    yield Check("landlock", version > 0, f"version {version} in this kernel", sandboxed)
    for wall in probe_walls():
        detail = f"stopped by {wall.detail}" if wall.ok else wall.detail
        yield Check(f"wall {wall.name}", wall.ok, detail, sandboxed)


async def _grader(socket: str, walls: str) -> list[Check]:
    """Ask the grader beside the service for a worker, which tries its walls there."""
    try:
        worker, hello = await WorkerConnection.open(socket, walls=walls)
    except GraderAway as error:
        return [Check("grader", ok=False, detail=str(error))]
    await worker.kill()
    missing = missing_walls(hello, all_walls=walls == "required")
    answers = Check("grader", not missing, missing or f"answers at {socket}, its walls hold")
    if missing:
        return [answers]
    lacking = {*missing_data_libraries(), *missing_libraries(hello)}
    return [answers, _data("data libraries, here and in the grader", sorted(lacking))]


def _data(name: str, missing: Collection[str]) -> Check:
    said = "install the extra `data`: data problems are left out without " + " and ".join(missing)
    return Check(name, not missing, said if missing else "installed", needed=False)


def _database(url: str) -> Check:
    if not url:
        said = "MASTERY_DATABASE_URL is not set; the launcher and local mode bring their own"
        return Check("database", ok=True, detail=said)
    try:
        found, newest = migrate.current(url), migrate.head()
    except (MasteryError, migrate.MigrationError) as error:
        return Check("database", ok=False, detail=str(error))
    if found != newest:
        said = f"the schema is {found or 'empty'}, this code needs {newest}; starting the service "
        return Check("database", ok=False, detail=said + "brings it there")
    return Check("database", ok=True, detail=f"answers, schema {newest}")


def _curriculum(settings: Settings) -> Check:
    try:
        bank = load_bank(settings.curriculum_path)
    except CurriculumError as error:
        return Check("curriculum", ok=False, detail=str(error))
    return Check("curriculum", ok=True, detail=f"{len(bank.problems)} problems")


def _node() -> Check:
    program = os.environ.get("MASTERY_NODE") or shutil.which("node")
    said = "no program of Node; set MASTERY_NODE, or start with python3 dev.py run"
    if not program:
        return Check("node", ok=False, detail=said)
    try:
        done = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            timeout=_NODE_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return Check("node", ok=False, detail=f"{program} does not run; {said}")
    return Check("node", ok=True, detail=done.stdout.strip())


def _show(found: list[Check]) -> None:
    table = Table(show_header=False, box=None)
    for check in found:
        mark = "ok" if check.ok else "MISSING" if check.needed else "not there"
        table.add_row(mark, check.name, escape(check.detail))
    Console(width=None if sys.stdout.isatty() else 200).print(table)
