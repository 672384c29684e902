"""The same ten tests with nbgrader and otter, from an environment of their own."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import subprocess
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FEW, MANY = 2, 12
PEERS = ("nbgrader==0.9.6", "otter-grader==7.0.0", "ipykernel")


@contextlib.contextmanager
def peers_installed(folder: str) -> Iterator[Path]:
    """Give the folder of an environment with the peers; where none is named, one to throw away."""
    if folder:
        yield Path(folder).absolute()
        return
    with tempfile.TemporaryDirectory() as name:
        venv.create(name, with_pip=True)
        pip = [str(Path(name, "bin", "pip")), "install", "--quiet", *PEERS]
        subprocess.run(pip, check=True)
        yield Path(name)


def _run(command: list[str], folder: Path) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def _cell(source: str, nbgrader: dict[str, Any] | None = None, number: int = 0) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": f"c{number}",
        "metadata": {"nbgrader": {"schema_version": 3, **nbgrader}} if nbgrader else {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


def _notebook(cells: list[dict[str, Any]], **metadata: Any) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, **metadata}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


def nbgrader_marginal(
    environment: Path, folder: Path, function: str, asserts: list[str]
) -> dict[str, float]:
    """Autograde a few and many submissions; return what one more costs."""
    tool = str(environment / "bin" / "nbgrader")
    os.environ["PATH"] = f"{environment / 'bin'}:{os.environ['PATH']}"
    solution = {"grade_id": "answer", "grade": False, "solution": True, "locked": False}
    tests = [
        _cell(
            test,
            {
                **{"grade_id": f"t{n}", "grade": True, "solution": False},
                **{"locked": True, "points": 1},
            },
            n + 2,
        )
        for n, test in enumerate(asserts)
    ]
    marked = "### BEGIN SOLUTION\n" + function + "### END SOLUTION\n"
    source = folder / "source" / "ps1"
    source.mkdir(parents=True)
    (source / "p.ipynb").write_text(_notebook([_cell(marked, solution, 1), *tests]))
    (folder / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(folder)!r}\n"
    )
    _run([tool, "generate_assignment", "ps1"], folder)
    costs = {}
    for count in (FEW, MANY):
        shutil.rmtree(folder / "submitted", ignore_errors=True)
        for n in range(count):
            place = folder / "submitted" / f"s{count}x{n}" / "ps1"
            place.mkdir(parents=True)
            (place / "p.ipynb").write_text(_notebook([_cell(function, solution, 1), *tests]))
        costs[count] = _run([tool, "autograde", "ps1", "--create"], folder)
    cpu, wall = (costs[MANY][i] - costs[FEW][i] for i in (0, 1))
    return {"cpu_ms": cpu / (MANY - FEW) * 1e3, "p50_ms": wall / (MANY - FEW) * 1e3}


def otter_run(
    environment: Path, folder: Path, function: str, asserts: list[str]
) -> dict[str, float]:
    """Run otter on one submission of a generated assignment."""
    raw = lambda text, n: {"cell_type": "raw", "id": f"r{n}", "metadata": {}, "source": text}  # noqa: E731
    tests = [_cell(test, number=n + 10) for n, test in enumerate(asserts)]
    cells = [
        raw("# ASSIGNMENT CONFIG\nexport_cell: false\ngenerate: true", 0),
        raw("# BEGIN QUESTION\nname: q1\npoints: 10", 1),
        raw("# BEGIN SOLUTION", 2),
        _cell(function, number=3),
        raw("# END SOLUTION", 4),
        raw("# BEGIN TESTS", 5),
        *tests,
        *(raw("# END TESTS", 6), raw("# END QUESTION", 7)),
    ]
    (folder / "p.ipynb").write_text(_notebook(cells))
    tool = str(environment / "bin" / "otter")
    _run([tool, "assign", "p.ipynb", "dist", "--no-run-tests"], folder)
    grader = next((folder / "dist" / "autograder").glob("*.zip"))
    handed_in = _notebook([_cell(function, number=1)], otter={"assignment_name": ""})
    (folder / "handed_in.ipynb").write_text(handed_in)
    cpu, wall = _run([tool, "run", "-a", str(grader), "handed_in.ipynb", "--no-logo"], folder)
    return {"cpu_ms": cpu * 1e3, "p50_ms": wall * 1e3}
