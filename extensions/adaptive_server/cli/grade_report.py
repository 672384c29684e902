"""What `mastery grade` writes: JSON lines, a table, CSV."""

from __future__ import annotations

import csv
import io
import os
import pathlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from grader.text import clean
from grader.verdict import Status, TestOutcome

from ..adapters.batch import Graded
from ..problems.authored import AuthoredProblem
from ..problems.curriculum_error import CurriculumError
from ..problems.whole_file import check_folder, write_whole

_COLOURS = {Status.PASSED: "green", Status.PARTLY: "yellow"}


def as_json(graded: Graded) -> dict[str, Any]:
    """Return one line of `--json`; times in milliseconds, memory in MB.

    A sentence on the whole, and cells for a person to grade, are in it where there are any.
    """
    verdict = graded.verdict
    told: dict[str, Any] = {
        "submission": shown(graded.path),
        "status": verdict.status.value,
        "score": verdict.score,
        "max_score": verdict.max_score,
        "tests": [_test(test) for test in verdict.tests],
        "cpu_ms": verdict.cpu_ms,
        "wall_ms": verdict.wall_ms,
        "peak_mb": verdict.peak_mb,
    }
    if verdict.message:
        told["message"] = verdict.message
    if graded.manual:
        told["manual"] = [asdict(answer) for answer in graded.manual]
    return told


def _test(test: TestOutcome) -> dict[str, Any]:
    keys = ("id", "points", "max_points", "passed", "hidden", "message")
    return {key: getattr(test, key) for key in keys}


def table(results: Sequence[Graded]) -> Table:
    """Return the results for a terminal."""
    made = Table(box=None, pad_edge=False)
    for heading in ("submission", "status", "score", "what failed first"):
        made.add_column(heading, overflow="fold")
    for graded in results:
        verdict = graded.verdict
        colour = _COLOURS.get(verdict.status, "red")
        made.add_row(
            Text(shown(graded.path)),
            Text(verdict.status.value, style=colour),
            Text(f"{verdict.score:g}/{verdict.max_score:g}"),
            Text(_reason(graded)),
        )
    return made


def _reason(graded: Graded) -> str:
    failed = next((t for t in graded.verdict.tests if not t.passed), None)
    text = graded.verdict.message or (f"{failed.id}: {failed.message}" if failed else "")
    return " ".join(clean(text, 160).split())


def check_csv(path: pathlib.Path) -> None:
    """See to it before the work that a table can be written after it.

    Raises:
        CurriculumError: It is a folder, or in none, or in one that takes no file.
    """
    if not os.path.isdir(path.parent):
        raise CurriculumError(
            f"{path}: there is no such folder. Give a file in one that exists.", code="path-missing"
        )
    if os.path.isdir(path):
        raise CurriculumError(f"{path}: this is a folder. Give a file.", code="path-kind")
    check_folder(path)


def write_csv(path: pathlib.Path, problem: AuthoredProblem, results: Sequence[Graded]) -> None:
    """Write one row per submission with the points per test.

    Raises:
        CurriculumError: The file cannot be written.
    """
    ids = [test.grade_id for test in problem.tests]
    by_hand = [cell.id for cell in problem.manual]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    usage = ("cpu_ms", "wall_ms", "peak_mb")
    rows.writerow(["submission", "status", "score", "max_score", *ids, *by_hand, *usage])
    for graded in results:
        verdict = graded.verdict
        points = {test.id: test.points for test in verdict.tests}
        given = {answer.id: answer.told for answer in graded.manual}
        rows.writerow(
            [
                no_formula(shown(graded.path)),
                verdict.status.value,
                verdict.score,
                verdict.max_score,
                *(points.get(name, "") for name in ids),
                # Empty while it waits for a person.
                *("" if given.get(name) is None else given[name] for name in by_hand),
                *(getattr(verdict, key) for key in usage),
            ]
        )
    write_whole(path, text.getvalue())


def shown(path: pathlib.Path) -> str:
    """Return a path as text that any terminal and file takes."""
    return clean(str(path).encode("utf-8", "replace").decode(), 400)


def no_formula(text: str) -> str:
    """Return a text that a spreadsheet takes for text.

    >>> no_formula("=1+1"), no_formula("ada.py")
    ("'=1+1", 'ada.py')
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
