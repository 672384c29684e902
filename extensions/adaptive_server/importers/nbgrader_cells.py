"""Cells of an nbgrader source notebook as cells of our format."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

from ..problems.markers import HIDDEN, SOLUTION, Markers
from ..problems.python_source import SyntaxFault, bound_names, parse_python
from .draft import NotImportable, title_of
from .nbgrader_config import Config
from .notebook import Cell, cell

STATEMENT = "statement"
"""What the format calls that cell."""

_MAGIC = re.compile(r"^(\s*)([%!].*)$")
_HARMLESS = re.compile(r"%%(time|timeit|capture)\b")
_TIMES = ("round", "sum", "min", "max", "len", "int", "float", "abs")


class Converter:
    """Turns the cells of one notebook.

    Attributes:
        notes: What could not be taken over as it was, one line each.
    """

    def __init__(self, config: Config) -> None:
        self.notes: list[str] = []
        self._config = config
        self._answers: set[str] = set()
        self._used: set[str] = set()

    def cells(self, raw: list[dict[str, Any]]) -> list[Cell]:
        """Return the cells in their order.

        Raises:
            NotImportable: A cell cannot be graded here, or nbgrader itself would refuse it.
        """
        flags = [_flags(x) for x in raw]
        self._used = {f["grade_id"] for x, f in zip(raw, flags, strict=True) if not _is_text(x, f)}
        for one, flag in zip(raw, flags, strict=True):
            if flag["solution"] and one.get("cell_type") == "code":
                tree = parse_python(SOLUTION.without_marks(self._source(one)))
                self._answers |= set() if isinstance(tree, SyntaxFault) else set(bound_names(tree))
        made = [self._cell(n, x, f) for n, (x, f) in enumerate(zip(raw, flags, strict=True), 1)]
        return [x for x in made if x]

    def with_statement(self, cells: list[Cell], title: str) -> list[Cell]:
        """Return the cells with the first text, or else a title, as the statement.

        Raises:
            NotImportable: Another cell has its name.
        """
        name = self._new_id(STATEMENT)
        if name != STATEMENT:
            raise NotImportable(f"a cell that is no plain text is called {STATEMENT}; rename it")
        for number, made in enumerate(cells):
            ours = made["metadata"]["pythonmastery"]
            if ours["role"] == "text" and made["cell_type"] == "markdown":
                first = cell("statement", "".join(made["source"]), name, "markdown")
                return [*cells[:number], first, *cells[number + 1 :]]
        return [cell("statement", f"# {title}", name, "markdown"), *cells]

    def given(self, source: str, wanted: str) -> Cell:
        """Return a given cell of our own, under a new name."""
        return cell("given", source, self._new_id(wanted))

    def _new_id(self, wanted: str) -> str:
        names = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, 10_000))
        name = next(n for n in names if n not in self._used)
        self._used.add(name)
        return name

    def _source(self, raw: Mapping[str, Any]) -> str:
        source = raw.get("source", "")
        text = "".join(source) if isinstance(source, list) else str(source)
        pairs = (
            (self._config.begin_solution_delimeter, SOLUTION.begin),
            (self._config.end_solution_delimeter, SOLUTION.end),
            (self._config.begin_test_delimeter, HIDDEN.begin),
            (self._config.end_test_delimeter, HIDDEN.end),
        )
        lines = text.replace("\r\n", "\n").splitlines()
        return "\n".join(
            next((_indent(x) + own for theirs, own in pairs if theirs in x), x) for x in lines
        )

    def _cell(self, number: int, raw: Mapping[str, Any], flags: Mapping[str, Any]) -> Cell | None:
        source, kind, name = self._source(raw), raw.get("cell_type"), flags["grade_id"]
        label = name or f"cell {number}"
        if raw.get("attachments"):
            self.notes.append(f"{label}: attached pictures are not taken over")
        if kind not in ("code", "markdown"):
            self.notes.append(f"{label}: a {kind} cell is left out")
            return None
        if SOLUTION.present(source) and not flags["solution"]:
            raise NotImportable(f"{label} has a solution region, but is no solution cell")
        if HIDDEN.present(source) and not flags["grade"]:
            raise NotImportable(f"{label} has hidden tests, but is no test cell")
        for marks in (SOLUTION, HIDDEN):
            fault = marks.fault(source)
            if fault:
                raise NotImportable(f"{label}, line {fault[0]}: {fault[1]}")
        if _is_manual(flags):
            return self._manual(label, kind, source, flags)
        if _is_text(raw, flags):
            return cell("text", SOLUTION.without_blocks(source, ("YOUR ANSWER HERE",)), kind=kind)
        source = self._plain_python(label, source)
        if flags["grade"]:
            return self._test(label, source, flags)
        if flags["solution"]:
            return cell(
                "solution", _marked(source), name, flags={"solution": True, "locked": False}
            )
        return self._shown(label, source, name or self._new_id(f"given-{number}"))

    def _manual(self, label: str, kind: str, source: str, flags: Mapping[str, Any]) -> Cell | None:
        points = flags["points"]
        if points <= 0:
            self.notes.append(f"{label}: it has no points, so nobody grades it")
        if flags["task"]:
            begin = self._config.begin_mark_scheme_delimeter
            scheme = Markers(
                f"=== {begin} ===", f"=== {self._config.end_mark_scheme_delimeter} ==="
            )
            text = scheme.without_blocks(source)
            wanted: dict[str, Any] = {"task": True}
        else:
            text, wanted = _marked(source), {"grade": True, "solution": True, "locked": False}
        if points <= 0:
            return cell("text", SOLUTION.without_blocks(text, ("YOUR ANSWER HERE",)), kind=kind)
        return cell("manual", text, flags["grade_id"], kind, flags={**wanted, "points": points})

    def _test(self, label: str, source: str, flags: Mapping[str, Any]) -> Cell | None:
        if "### AUTOTEST" in source or "### HASHED AUTOTEST" in source:
            raise NotImportable(f"{label} uses AUTOTEST; write its tests as asserts")
        if flags["points"] <= 0:
            self.notes.append(f"{label}: a test without points is left out")
            return None
        first = source.split("\n", 1)[0].strip()
        if not first.startswith("#") or first.startswith("###") or not first.strip("# "):
            source = f"# {title_of(flags['grade_id'])}\n{source}"
        own: dict[str, Any] = {"visible": True}
        if _is_partial(source):
            own["partial"] = True
        wanted = {"grade": True, "points": flags["points"]}
        return cell("test", source, flags["grade_id"], flags=wanted, own=own)

    def _shown(self, label: str, source: str, name: str) -> Cell:
        tree = parse_python(source)
        if isinstance(tree, SyntaxFault):
            raise NotImportable(f"{label} is no valid Python: {tree.message}")
        read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
        if read & self._answers:
            self.notes.append(f"{label}: it uses the answer, so it is shown, not run")
            return cell("text", source)
        return cell("given", source, name)

    def _plain_python(self, label: str, source: str) -> str:
        """Return code without magics: the judge is no notebook."""
        if not isinstance(parse_python(source), SyntaxFault):
            return source
        lines = []
        for line in source.split("\n"):
            magic = _MAGIC.match(line)
            if magic and line.startswith("%%") and not _HARMLESS.match(line):
                raise NotImportable(f"{label} is a cell of {line.split()[0]}")
            lines.append(f"{magic[1]}pass  # {magic[2]}" if magic else line)
            if magic:
                self.notes.append(f"{label}: the line {magic[2][:40]} is passed over")
        return "\n".join(lines)


def _flags(raw: Mapping[str, Any]) -> dict[str, Any]:
    metadata = raw.get("metadata")
    data = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    found = data if isinstance(data, dict) else {}
    points = found.get("points", 0)
    return {
        "grade_id": found["grade_id"] if isinstance(found.get("grade_id"), str) else "",
        "points": points if type(points) in (int, float) else 0,
        **{key: found.get(key) is True for key in ("grade", "solution", "locked", "task")},
    }


def _is_text(raw: Mapping[str, Any], flags: Mapping[str, Any]) -> bool:
    """Say whether a cell is only read: it is told without its name."""
    return raw.get("cell_type") == "markdown" and not _is_manual(flags)


def _is_manual(flags: Mapping[str, Any]) -> bool:
    """Say whether a person grades a cell."""
    return bool(flags["task"] or (flags["grade"] and flags["solution"]))


def _marked(source: str) -> str:
    """Return a solution between markers; nbgrader takes the whole cell where there are none."""
    return source if SOLUTION.present(source) else f"{SOLUTION.begin}\n{source}\n{SOLUTION.end}"


def _is_partial(source: str) -> bool:
    """Say whether a cell ends in a value, which nbgrader takes for the points."""
    tree = parse_python(HIDDEN.without_marks(source))
    last = tree.body[-1] if isinstance(tree, ast.Module) and tree.body else None
    if not isinstance(last, ast.Expr):
        return False
    value = last.value
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in _TIMES
    if isinstance(value, ast.Constant):
        return type(value.value) in (int, float)
    return isinstance(value, ast.Name | ast.BinOp | ast.IfExp)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
