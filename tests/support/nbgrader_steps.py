"""What an instructor does with a gradebook, in one process that has nbgrader: it loads slowly.

Runs in a course folder whose assignment `ps1` is the notebook `garden`; prints what was seen.
"""

from __future__ import annotations

import contextlib
import csv
import json
import pathlib
import sys
from typing import Any

import nbformat
from adaptive_server.cli import main as command
from jupyter_core.application import NoStart
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderApp
from nbgrader.preprocessors import CheckCellMetadata
from nbgrader.utils import compute_checksum

URL = "sqlite:///gradebook.db"


def grade(problem: str) -> None:
    """Grade what the class handed in, into the gradebook."""
    files = [str(path) for path in sorted(pathlib.Path("submitted").glob("*/ps1/garden.ipynb"))]
    words = ["grade", problem, *files, "--gradebook", URL, "--assignment", "ps1"]
    sys.argv = ["mastery", *words]
    with contextlib.suppress(SystemExit):  # its status tells of the worst file
        command.main()


def nbgrader(*words: str) -> None:
    """Run one of nbgrader's commands, which has to end well."""
    app = NbGraderApp()
    app.initialize(list(words))
    with contextlib.suppress(NoStart):  # it has run the command, and has nothing else to start
        app.start()
    type(app.subapp).clear_instance()


def points() -> dict[str, list[Any]]:
    """Return automatic and a person's points per cell, and whether it waits for a person."""
    with Gradebook(URL) as book:
        return {
            f"{s.student.id}/{g.name}": [g.auto_score, g.manual_score, g.needs_manual_grade]
            for s in book.assignment_submissions("ps1")
            for n in s.notebooks
            for g in n.grades
        }


def somebody_reads() -> None:
    """Give points and a comment for a cell, as the formgrader does."""
    with Gradebook(URL) as book:
        given = book.find_grade("why", "garden", "ps1", "ada")
        given.manual_score, given.needs_manual_grade = 1.5, False
        book.find_comment("why", "garden", "ps1", "ada").manual_comment = "Nearly."
        book.db.commit()


def valid(release: str) -> bool:
    """Say whether nbgrader takes a release: its metadata, and every checksum."""
    notebook = nbformat.read(release, as_version=4)
    nbformat.validate(notebook)
    CheckCellMetadata().preprocess(notebook, {})
    cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    return bool(cells) and all(
        c.metadata.nbgrader["checksum"] == compute_checksum(c) for c in cells
    )


def main(problem: str, release: str) -> None:
    """Go through the steps."""
    seen: dict[str, Any] = {"valid": valid(release)}
    grade(problem)
    seen["first"] = points()
    somebody_reads()
    grade(problem)
    seen["again"] = points()
    nbgrader("export")
    with open("grades.csv", newline="", encoding="utf-8") as file:
        seen["scores"] = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    nbgrader("generate_feedback", "ps1")
    print("\n" + json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
