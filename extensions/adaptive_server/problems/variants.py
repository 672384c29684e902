"""Variants of a problem: rows of values that take the place of `{{name}}` in its cells.

The rows are what `generate(seed)` gives for the seeds 0, 1, 2 …; they stand in the notebook, so
that nobody has to run an author's code to serve a problem, and a change of them shows in a diff.
The gate runs `generate` and compares.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from .cells import RawCell
from .finding import Findings

COUNT = 20
"""Rows that a problem with variants has."""

MOST_TEXT = 400
"""Most characters of one value."""

Values = Mapping[str, Any]

MARKS = re.compile(r"\{\{([a-z_][a-z0-9_]*)\}\}")
_ROW = "Write a list of dictionaries, all with the same names; `mastery curriculum variants` does"


def rows_text(rows: Iterable[Values]) -> str:
    """Return rows as the cell holds them: one a line.

    >>> print(rows_text([{"a": 1}, {"a": 2}]))
    [
        {'a': 1},
        {'a': 2},
    ]
    """
    return "[\n" + "".join(f"    {dict(row)!r},\n" for row in rows) + "]"


def fill(text: str, values: Values) -> str:
    """Return a text with its marks filled; unknown names stay as they are.

    >>> fill("{{n}} tins for {{town}}, {{x}}", {"n": 3, "town": "Oaxaca"})
    '3 tins for Oaxaca, {{x}}'
    """
    return MARKS.sub(lambda m: str(values[m[1]]) if m[1] in values else m[0], text)


def read_rows(cells: list[RawCell], findings: Findings) -> tuple[Values, ...]:
    """Return the rows of values, none for a problem without variants."""
    generators = [c for c in cells if c.role == "generator"]
    found = [c for c in cells if c.role == "values"]
    if len(generators) != len(found) or len(found) > 1:
        findings.error(
            "variants",
            f"the notebook has {len(generators)} generator and {len(found)} values cells",
            "Write one of each, or none; in the workshop, Write the values makes the second",
        )
        return ()
    if not found:
        return ()
    rows = _literal(found[0].source)
    if rows is None:
        findings.error("variants", "the values cannot be read", _ROW, cell=found[0].label)
        return ()
    return rows if _marks_fit(cells, rows[0], findings) else ()


def filled(cells: Iterable[RawCell], values: Values) -> list[RawCell]:
    """Return the cells with their marks filled, the hints of tests too."""
    return [_filled(cell, values) for cell in cells]


def _filled(cell: RawCell, values: Values) -> RawCell:
    ours = cell.ours
    if isinstance(hint := ours.values.get("hint"), str):
        ours = replace(ours, values={**ours.values, "hint": fill(hint, values)})
    return replace(cell, source=fill(cell.source, values), ours=ours)


def _literal(source: str) -> tuple[Values, ...] | None:
    try:
        rows = ast.literal_eval(source.strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    if not isinstance(rows, list) or len(rows) != COUNT:
        return None
    if not all(isinstance(r, dict) and r and r.keys() == rows[0].keys() for r in rows):
        return None
    fits = all(
        isinstance(k, str) and k.isidentifier() and len(str(v)) <= MOST_TEXT
        for r in rows
        for k, v in r.items()
    )
    return tuple(rows) if fits else None


def _marks_fit(cells: list[RawCell], values: Values, findings: Findings) -> bool:
    """Check that every mark has a value and every value a mark."""
    used: set[str] = set()
    sound = True
    for cell in cells:
        texts = [cell.source, str(cell.ours.values.get("hint", ""))]
        marks = {m for text in texts for m in MARKS.findall(text)}
        used |= marks
        for name in sorted(marks - values.keys()):
            sound = False
            findings.error(
                "variants",
                f"{{{{{name}}}}} has no value",
                f"The values are {', '.join(values)}",
                cell=cell.label,
            )
    for name in sorted(values.keys() - used):
        findings.warning("variants", f"the value {name} is not used", "Use or drop it")
    return sound
