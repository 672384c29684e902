"""What a new text of a problem changes against the published one: cells, points, tests, header.

Both are notebooks as JSON. Either may be malformed: what cannot be read counts as not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from grader.text import clean

from .cells import source_text

AROUND = 2
"""Equal lines shown above and below a change."""

MOST_LINES = 200
"""Lines shown of one cell."""

MOST_COMPARED = 1_000
"""Lines compared of one cell: the comparison takes the square of their number in the worst case."""

MOST_WIDTH = 400
"""Characters shown of one line."""

_SKIPPED = frozenset({"schema", "version"})


class Change(StrEnum):
    """What became of a cell."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class LineKind(StrEnum):
    """Where a line of a text diff stands: in both, in one, or left out (`text` is empty)."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text diff."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with its value in the published problem and in the new text, "" for none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """What became of one cell.

    Attributes:
        name: Its `grade_id`, else its role with its place among the cells, from 1.
        facts: Metadata that differ, such as points.
        lines: The text diff, empty where the text is the same.
    """

    change: Change
    role: str
    name: str
    facts: tuple[Fact, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs.

    Attributes:
        facts: Of the notebook's header.
        points: What the tests and reviewers give in all, before and after.
    """

    cells: tuple[CellChange, ...]
    facts: tuple[Fact, ...]
    points: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Cell:
    key: str
    role: str
    name: str
    source: str
    facts: Mapping[str, str]
    points: float


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Say what differs between two texts of a problem."""
    old, new = _cells(before), _cells(after)
    return Comparison(
        cells=tuple(_cell_changes(old, new)),
        facts=_facts(_header(before), _header(after)),
        points=(sum(c.points for c in old), sum(c.points for c in new)),
    )


def text_diff(before: str, after: str) -> tuple[Line, ...]:
    r"""Return the lines that differ, each with a little around it.

    >>> [(x.kind.value, x.text) for x in text_diff("a\nb", "a\nc")]
    [('same', 'a'), ('removed', 'b'), ('added', 'c')]
    """
    if before == after:
        return ()
    a, b = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    compared = SequenceMatcher(None, a[:MOST_COMPARED], b[:MOST_COMPARED], autojunk=False)
    groups = compared.get_grouped_opcodes(AROUND)
    for number, group in enumerate(groups):
        if number:
            lines.append(Line(LineKind.GAP, ""))
        for tag, i, j, k, m in group:
            if tag == "equal":
                lines += [_line(LineKind.SAME, text) for text in a[i:j]]
            else:
                lines += [_line(LineKind.REMOVED, text) for text in a[i:j]]
                lines += [_line(LineKind.ADDED, text) for text in b[k:m]]
    if max(len(a), len(b)) > MOST_COMPARED or len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [Line(LineKind.GAP, "")]
    return tuple(lines)


def _line(kind: LineKind, text: str) -> Line:
    return Line(kind, clean(text, MOST_WIDTH))


def _cell_changes(old: Sequence[_Cell], new: Sequence[_Cell]) -> Iterator[CellChange]:
    """Yield changes in the new order; a removed cell stands where it was."""
    known = {c.key: c for c in old}
    keys = [c.key for c in old], [c.key for c in new]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    kept = set(keys[0]) & set(keys[1])
    for tag, i, j, k, m in matcher.get_opcodes():
        for cell in old[i:j]:
            if cell.key not in kept:
                lines = tuple(_line(LineKind.REMOVED, x) for x in cell.source.splitlines())
                yield _change(Change.REMOVED, cell, (), lines[:MOST_LINES])
        for cell in new[k:m]:
            if cell.key not in kept:
                lines = tuple(_line(LineKind.ADDED, x) for x in cell.source.splitlines())
                yield _change(Change.ADDED, cell, (), lines[:MOST_LINES])
                continue
            was = known[cell.key]
            facts, lines = _facts(was.facts, cell.facts), text_diff(was.source, cell.source)
            if facts or lines:
                yield _change(Change.CHANGED, cell, facts, lines)
            elif tag != "equal":
                yield _change(Change.MOVED, cell, (), ())


def _change(
    change: Change, cell: _Cell, facts: tuple[Fact, ...], lines: tuple[Line, ...]
) -> CellChange:
    return CellChange(change, cell.role, cell.name, facts, lines)


def _cells(notebook: Mapping[str, Any]) -> list[_Cell]:
    found: dict[str, _Cell] = {}
    cells = notebook.get("cells")
    for number, cell in enumerate(cells if isinstance(cells, list) else [], 1):
        if isinstance(cell, dict):
            read = _cell(number, cell)
            found.setdefault(read.key, read)
    return list(found.values())


def _cell(number: int, cell: Mapping[str, Any]) -> _Cell:
    metadata = _record(cell.get("metadata"))
    ours, theirs = _record(metadata.get("pythonmastery")), _record(metadata.get("nbgrader"))
    role = clean(str(ours.get("role") or "no role"), 40)
    grade_id = theirs.get("grade_id")
    points = theirs.get("points")
    facts = {str(k): v for k, v in ours.items()}
    if points is not None:
        facts["points"] = points
    name = grade_id if isinstance(grade_id, str) and grade_id else ""
    return _Cell(
        key=f"grade {name}" if name else f"id {cell.get('id', number)}",
        role=role,
        name=clean(name, 80) or f"cell {number} ({role})",
        source=source_text(cell.get("source")) or "",
        facts=_told(facts),
        points=float(points) if isinstance(points, int | float) else 0.0,
    )


def _header(notebook: Mapping[str, Any]) -> Mapping[str, str]:
    ours = _record(_record(notebook.get("metadata")).get("pythonmastery"))
    return _told({k: v for k, v in ours.items() if k not in _SKIPPED})


def _told(values: Mapping[str, Any]) -> dict[str, str]:
    """Return values as text: of a table each value by itself, of a list its parts in a row."""
    told = {}
    for name, value in values.items():
        parts = {f"{name}.{k}": v for k, v in value.items()} if isinstance(value, dict) else {}
        for key, part in (parts or {name: value}).items():
            told[clean(str(key), 40)] = clean(_words(part), MOST_WIDTH)
    return told


def _words(value: object) -> str:
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _facts(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Fact, ...]:
    names = dict.fromkeys([*after, *before])
    told = (Fact(n, before.get(n, ""), after.get(n, "")) for n in names)
    return tuple(f for f in told if f.before != f.after)


def _record(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
