"""Compares our scores with nbgrader's on a course of nbgrader.

    python -m venv other && other/bin/pip install nbgrader==0.9.6 ipykernel
    python benchmarks/nbgrader_parity.py --nbgrader other/bin/python

Both grade the same files: nbgrader in that environment, ours after `mastery curriculum import`.
Prints every cell where the points differ; exit status 1 when an honest submission is among them.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import Any

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(pathlib.Path(__file__).resolve().parents[1] / "tests")

from support.nbgrader_course import (
    DIFFERENT,
    NAMES,
    SUBMISSIONS,
    hand_in,
    write_course,
)

Points = dict[str, float | None]
READ = """
import json, sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    found = {}
    for assignment in book.assignments:
        for one in assignment.submissions:
            cells = {g.name: None if g.auto_score is None and g.needs_manual_grade else g.auto_score
                     for n in one.notebooks for g in n.grades}
            found[f"{one.student.id}/{assignment.name}"] = cells
print(json.dumps(found))
"""
VALIDATE = """
import json, sys
import nbformat
from nbgrader.preprocessors import CheckCellMetadata
from nbgrader.utils import compute_checksum
for path in sys.argv[1:]:
    nb = nbformat.read(path, as_version=4)
    nbformat.validate(nb)
    CheckCellMetadata().preprocess(nb, {})
    graded = [c for c in nb.cells if "nbgrader" in c.metadata]
    assert all(c.metadata.nbgrader["checksum"] == compute_checksum(c) for c in graded), path
print(len(sys.argv) - 1)
"""


def run(python: str, *words: str, at: pathlib.Path, check: bool = True) -> str:
    """Run a Python with its own programs first on the path."""
    path = os.pathsep.join([os.path.dirname(python), os.environ["PATH"]])
    done = subprocess.run(
        [python, *words],
        cwd=at,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        raise SystemExit(f"{' '.join(words[:3])}: {done.stdout[-800:]}{done.stderr[-1500:]}")
    return done.stdout


def nbgrader(python: str, course: pathlib.Path) -> tuple[dict[str, Points], float]:
    """Hand in for everybody and let nbgrader grade; return points per cell, and seconds."""
    for assignment, name in NAMES.items():
        run(python, "-m", "nbgrader", "generate_assignment", assignment, at=course)
        release = course / "release" / assignment / f"{name}.ipynb"
        for student, change in class_of(assignment):
            target = course / "submitted" / student / assignment / f"{name}.ipynb"
            hand_in(release, target, assignment, change)
    began = time.monotonic()
    for assignment in NAMES:
        options = ("--ExecutePreprocessor.timeout=10", "--Execute.timeout=10")
        run(python, "-m", "nbgrader", "autograde", assignment, *options, at=course, check=False)
    seconds = time.monotonic() - began
    return json.loads(run(python, "-c", READ, at=course)), seconds


def class_of(assignment: str) -> list[tuple[str, dict[str, Any]]]:
    """Return students with what differs in their answers; those from `DIFFERENT` begin with `x`."""
    honest = [(f"s{n:02}", change) for n, change in enumerate(SUBMISSIONS[assignment], 1)]
    others = [(f"x{n}", c) for n, (a, _, c) in enumerate(DIFFERENT, 1) if a == assignment]
    return honest + others


def ours(course: pathlib.Path) -> tuple[dict[str, Points], float]:
    """Import the course and grade the same files; return points per cell, and seconds."""
    main = "from adaptive_server.cli.main import main; main()"
    words = ("curriculum", "import", ".", "--format", "nbgrader", "--out", "ours")
    print(run(sys.executable, "-c", main, *words, at=course).strip())
    found: dict[str, Points] = {}
    seconds = 0.0
    for assignment, name in NAMES.items():
        problem = f"ours/{assignment}-{name}/problem.ipynb"
        release = ("curriculum", "release", problem, "--out", f"{assignment}-release.ipynb")
        run(sys.executable, "-c", main, *release, at=course)
        files = [f"submitted/{s}/{assignment}/{name}.ipynb" for s, _ in class_of(assignment)]
        began = time.monotonic()
        words = ("grade", problem, *files, "--json", "--csv", f"{assignment}.csv")
        lines = run(sys.executable, "-c", main, *words, at=course, check=False).splitlines()
        seconds += time.monotonic() - began
        for line in map(json.loads, lines):
            student = pathlib.Path(line["submission"]).parts[1]
            cells: Points = {t["id"]: t["points"] for t in line["tests"]}
            cells |= {m["id"]: 0.0 if m["unchanged"] else None for m in line.get("manual", ())}
            found[f"{student}/{assignment}"] = cells
    return found, seconds


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--nbgrader", required=True, help="a Python that has nbgrader")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    python = os.path.abspath(options.nbgrader)
    with tempfile.TemporaryDirectory() as name:
        course = pathlib.Path(name)
        write_course(course)
        theirs, their_seconds = nbgrader(python, course)
        mine, my_seconds = ours(course)
        releases = [f"{a}-release.ipynb" for a in NAMES]
        valid = int(run(python, "-c", VALIDATE, *releases, at=course))
    return tell(theirs, mine, their_seconds, my_seconds, valid, as_json=options.json)


def tell(
    theirs: dict[str, Points],
    mine: dict[str, Points],
    their_seconds: float,
    my_seconds: float,
    valid: int,
    *,
    as_json: bool,
) -> int:
    """Print the figures; return 1 when an honest submission differs."""
    honest = [key for key in mine if not key.startswith("x")]
    differing: dict[str, dict[str, list[float | None]]] = {}
    for key in sorted(theirs | mine):
        one, other = theirs.get(key, {}), mine.get(key, {})
        pairs = {c: [one.get(c), other.get(c)] for c in one | other}
        differ = {c: pair for c, pair in pairs.items() if not same(*pair)}
        if differ:
            differing[key] = differ
    figures = {
        "honest": len(honest),
        "honest_cells": sum(len(mine[key]) for key in honest),
        "honest_differing": sum(key in differing for key in honest),
        "others": len(mine) - len(honest),
        "differing": differing,
        "nbgrader_seconds": round(their_seconds, 1),
        "our_seconds": round(my_seconds, 1),
        "valid_releases": valid,
    }
    if as_json:
        print(json.dumps(figures, indent=1))
        return int(bool(figures["honest_differing"]))
    for key, value in figures.items():
        if key != "differing":
            print(f"{key}: {value}")
    for key, cells in differing.items():
        what = DIFFERENT[int(key[1]) - 1][1] if key.startswith("x") else "HONEST"
        print(f"{key} ({what}), cell: nbgrader, ours: {cells}")
    return int(bool(figures["honest_differing"]))


def same(theirs: float | None, mine: float | None) -> bool:
    """Say whether both gave a cell the same points, or both left it to a person."""
    if theirs is None or mine is None:
        return theirs == mine
    return abs(theirs - mine) < 1e-9


if __name__ == "__main__":
    sys.exit(main())
