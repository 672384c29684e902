"""Finds the cell that a finding names, so that an editor can put the cursor there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_BY_NUMBER = re.compile(r"cell (\d+)(?: \(\w+\))?")
_BY_ROLE = re.compile(r"(hint|probe|alternative) (\d+)")


def cell_id(cells: Sequence[Any], label: str) -> str:
    """Return the id of the cell that findings call `label`, or "" where there is none.

    Args:
        cells: The notebook's cells as JSON; anything may be wrong with them.
        label: A `grade_id`, `cell N (role)`, or `hint N`, `probe N`, `alternative N`.
    """
    if found := _BY_NUMBER.fullmatch(label):
        return _id(cells, int(found[1]) - 1)
    if found := _BY_ROLE.fullmatch(label):
        places = [n for n, cell in enumerate(cells) if _ours(cell).get("role") == found[1]]
        number = int(found[2]) - 1
        return _id(cells, places[number]) if number < len(places) else ""
    for number, cell in enumerate(cells):
        if label and _metadata(cell, "nbgrader").get("grade_id") == label:
            return _id(cells, number)
    return ""


def _id(cells: Sequence[Any], place: int) -> str:
    cell = cells[place] if 0 <= place < len(cells) else None
    found = cell.get("id") if isinstance(cell, dict) else None
    return found if isinstance(found, str) else ""


def _ours(cell: object) -> Mapping[str, Any]:
    return _metadata(cell, "pythonmastery")


def _metadata(cell: object, key: str) -> Mapping[str, Any]:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    found = metadata.get(key) if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}
