"""Draft -> problem notebook, as JupyterLab writes files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..problems.header import SCHEMA
from ..problems.markers import HIDDEN, SOLUTION
from .draft import Draft, DraftNotebook, DraftTest

Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """What a source does not say of itself.

    Attributes:
        topic: Middle part of the ids.
        seconds: Limit per call.
    """

    section: str = "imported"
    lesson: str = "imported"
    skill: str = "fn.define"
    topic: str = "imported"
    authors: tuple[str, ...] = ("unknown",)
    licence: str = "LicenseRef-unstated"
    band: int = 2
    minutes: int = 10
    seconds: float = 2.0


def notebook_text(draft: Draft | DraftNotebook, place: Place, slug: str) -> str:
    """Return the notebook's file; equal input gives equal output."""
    if isinstance(draft, Draft):
        own = {"kind": draft.kind.value, "entry_point": draft.entry_point}
        cells = _cells(draft)
    else:
        own, cells = {}, [dict(c) for c in draft.cells]
    for number, made in enumerate(cells, 1):
        made["id"] = f"cell-{number:03}"
    header = {
        "schema": SCHEMA,
        "id": f"{place.section}.{place.topic}.{slug}",
        "version": 1,
        "locale": "en",
        "title": draft.title,
        "section": place.section,
        "lesson": place.lesson,
        "kind": "write_function",
        "entry_point": "",
        "skills": {"primary": [place.skill], "secondary": []},
        "difficulty": {"band": place.band, "b": 0.0},
        "minutes": place.minutes,
        "context": "imported",
        "authors": list(place.authors),
        "licence": place.licence,
        "limits": {"seconds": place.seconds, "memory_mb": 256, **_folder(draft)},
        **own,
    }
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "pythonmastery": header},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return as_file(notebook)


def _folder(draft: Draft | DraftNotebook) -> dict[str, int]:
    return {"files_kb": draft.files_kb} if draft.files_kb else {}


def as_file(notebook: Mapping[str, Any]) -> str:
    """Return a notebook as JupyterLab writes it."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _cells(draft: Draft) -> list[Cell]:
    cells = [
        cell("statement", f"# {draft.title}\n\n{draft.statement.strip()}", "statement", "markdown")
    ]
    if draft.given.strip():
        cells.append(cell("given", draft.given.strip("\n"), "given"))
    marked = f"{SOLUTION.begin}\n{draft.reference.strip(chr(10))}\n{SOLUTION.end}"
    cells.append(cell("solution", marked, "answer", flags={"solution": True, "locked": False}))
    cells.append(cell("starter", draft.starter.strip("\n"), own={"for": "answer"}))
    return cells + [_test(n, test) for n, test in enumerate(draft.tests, 1)]


def _test(number: int, test: DraftTest) -> Cell:
    title = " ".join(test.title.split())[:80] or f"Case {number}"
    return check_cell(f"test-{number}", title, test.source, test.points, visible=test.visible)


def check_cell(
    grade_id: str, title: str, source: str, points: float, *, visible: bool, hint: str = ""
) -> Cell:
    """Return a test cell; a hidden one stands between its markers."""
    body = source.strip("\n")
    text = body if visible else f"{HIDDEN.begin}\n{body}\n{HIDDEN.end}"
    own: dict[str, Any] = {"visible": visible} | ({"hint": hint} if hint else {})
    return cell(
        "test", f"# {title}\n{text}", grade_id, flags={"grade": True, "points": points}, own=own
    )


def cell(
    role: str,
    source: str,
    grade_id: str = "",
    kind: str = "code",
    *,
    flags: Mapping[str, Any] | None = None,
    own: Mapping[str, Any] | None = None,
) -> Cell:
    """Return a cell of our format without its id; with a `grade_id` it carries nbgrader's flags."""
    metadata: dict[str, Any] = {"pythonmastery": {"role": role, **(own or {})}}
    if grade_id:
        metadata["nbgrader"] = {
            "schema_version": 3,
            "grade_id": grade_id,
            "grade": False,
            "solution": False,
            "locked": True,
            "task": False,
            **(flags or {}),
        }
    made: Cell = {
        "cell_type": kind,
        "metadata": metadata,
        "source": source.splitlines(keepends=True),
    }
    return made if kind == "markdown" else made | {"execution_count": None, "outputs": []}
