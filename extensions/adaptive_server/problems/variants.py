"""Variants of a problem: rows of values that take the place of `{{name}}` in its cells.

The rows are what `generate(seed)` gives for the seeds 0, 1, 2 …; they stand in the notebook, so
that nobody has to run an author's code to serve a problem, and a change of them shows in a diff.
The gate runs `generate` and compares.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .cells import RawCell
from .finding import Findings
from .python_source import parse_python

COUNT = 20
"""Rows that a problem with variants has."""

MOST_TEXT = 400
"""Most characters of one value."""

Values = Mapping[str, Any]

MARKS = re.compile(r"\{\{([a-z_][a-z0-9_]*)\}\}")
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
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
        _tell_unfilled(cells, findings)
        return ()
    rows = _literal(found[0].source)
    if rows is None:
        findings.error("variants", "the values cannot be read", _ROW, cell=found[0].label)
        return ()
    return rows if _marks_fit(cells, rows[0], findings) else ()


def _tell_unfilled(cells: list[RawCell], findings: Findings) -> None:
    """Tell once, with the first place, of marks that nothing would fill."""
    marked = [c for c in cells if c.role != "note" and MARKS.search(c.source)]
    found = [(cell, *mark) for cell in marked for mark in _meant(cell)]
    if found:
        cell, line, _ = found[0]
        marks = ", ".join(dict.fromkeys(f"{{{{{name}}}}}" for _, _, name in found))
        findings.error(
            "variants",
            f"nothing gives a value for {marks}",
            "Write a generator cell, then Write the values in the workshop; or write a value here",
            cell=cell.label,
            line=line,
        )


def _meant(cell: RawCell) -> Iterator[tuple[int, str]]:
    """Yield line and name of each mark that cannot be anything else.

    In a text within code, such as an f-string, two braces stand for one.
    """
    if cell.markdown:
        prose = _CODE.sub(lambda code: "\n" * code.group().count("\n"), cell.source)
        for mark in MARKS.finditer(prose):
            yield prose.count("\n", 0, mark.start()) + 1, mark[1]
        return
    tree = parse_python(cell.source)
    for node in ast.walk(tree) if isinstance(tree, ast.Module) else ():
        match node:
            case ast.Set([ast.Set([ast.Name(name)])]):  # as Python no set can be in a set
                yield node.lineno, name


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
