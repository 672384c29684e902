"""AuthoredProblem -> the learner's notebook. A whitelist: what is not named here stays behind.

Kept are the statement, given cells, solution cells with their starter text and visible tests.
A hidden test goes as a whole: its title alone would tell what is tested. A visible test that calls
the judge's own functions cannot be executed in the learner's notebook, so its title stands there in
words.
"""

from __future__ import annotations

import ast
import hashlib
import json
from typing import Any

from grader.checks import JUDGES_OWN

from ..core.phrases import say
from .authored import (
    AuthoredProblem,
    ShownCell,
    SolutionCell,
    TestCell,
    TextCell,
    WrittenCell,
)
from .header import SCHEMA

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""What every notebook of ours says of the program that runs it."""


def build_release(problem: AuthoredProblem) -> dict[str, Any]:
    """Return the learner's notebook as an nbformat 4.5 object; equal input gives equal output."""
    shown = [c for c in problem.cells if not isinstance(c, TestCell) or c.visible]
    return {
        "cells": [_cell(c, problem) for c in shown],
        "metadata": KERNEL
        | {
            "pythonmastery": {
                "schema": SCHEMA,
                "id": problem.id,
                "version": problem.version,
                "locale": problem.locale,
                "title": problem.title,
                "kind": problem.kind.value,
                "entry_point": problem.entry_point,
                "minutes": problem.minutes,
            }
            # Only placing reads it; what is graded does not come from the learner's file.
            | ({"variant": problem.variant} if problem.variant else {}),
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def release_text(problem: AuthoredProblem) -> str:
    """Return the learner's notebook as JupyterLab writes files."""
    release = build_release(problem)
    return json.dumps(release, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def cell_id(problem_id: str, grade_id: str) -> str:
    """Return the id of a cell of the release: the same in every copy of it."""
    return hashlib.sha256(f"{problem_id}/{grade_id}".encode()).hexdigest()[:12]


def needs_judge(source: str) -> bool:
    """Say whether a test uses `run`, `accepts` or `catches`, which only the judge has.

    >>> needs_judge("got = run(given={'a': 1})"), needs_judge("assert outrun(3)")
    (True, False)
    """
    calls = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call))
    return any(isinstance(c.func, ast.Name) and c.func.id in JUDGES_OWN for c in calls)


def checksum(cell_type: str, source: str, nbgrader: dict[str, Any]) -> str:
    """Return the MD5 that nbgrader 0.9 stores to tell whether a cell was changed.

    Over source, cell type, the flags grade, solution and locked, the grade_id and, for graded
    cells, the points (nbgrader.utils.compute_checksum).
    """
    parts = [source, cell_type]
    parts += [str(nbgrader[k]) for k in ("grade", "solution", "locked")]
    parts.append(nbgrader["grade_id"])
    if nbgrader["grade"]:
        parts.append(str(float(nbgrader["points"])))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def _cell(cell: ShownCell, problem: AuthoredProblem) -> dict[str, Any]:
    role, source, kind = _shown(cell, problem.locale)
    name = cell.grade_id or f"text {cell.index}"
    made: dict[str, Any] = {
        "cell_type": kind,
        "id": cell_id(problem.id, name),
        "metadata": _metadata(cell, role, kind, source),
        "source": source.splitlines(keepends=True),
    }
    return made if kind == "markdown" else made | {"execution_count": None, "outputs": []}


def _shown(cell: ShownCell, locale: str) -> tuple[str, str, str]:
    """Return role, source and cell type of a cell of the release."""
    if isinstance(cell, SolutionCell):
        return "solution", cell.starter, "code"
    if isinstance(cell, WrittenCell):
        return "manual", cell.starter, "markdown"
    if isinstance(cell, TextCell):
        return cell.role, cell.source, "markdown" if cell.markdown else "code"
    if needs_judge(cell.source):
        told = say(locale, "**Checked when you submit:** {title}", title=cell.title)
        return "test", told, "markdown"
    return "test", cell.shown, "code"


def _metadata(cell: ShownCell, role: str, kind: str, source: str) -> dict[str, Any]:
    ours: dict[str, Any] = {"pythonmastery": {"role": role}}
    if role == "text":
        return ours
    in_words = isinstance(cell, TestCell) and kind == "markdown"
    points = 0.0 if isinstance(cell, TextCell) or in_words else cell.points
    task = isinstance(cell, WrittenCell) and cell.task
    solution = isinstance(cell, SolutionCell | WrittenCell) and not task
    nbgrader: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": cell.grade_id,
        "grade": bool(points) and not task,
        "solution": solution,
        "locked": not solution,
        "task": task,
        "cell_type": kind,
    }
    if points:
        nbgrader["points"] = points
    nbgrader["checksum"] = checksum(kind, source, nbgrader)
    made = ours | {"deletable": False, "nbgrader": nbgrader}
    # What nbgrader's own release step sets: the learner cannot change a locked cell by a slip.
    return made if solution else made | {"editable": False}
