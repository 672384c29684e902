"""Reads the cells of a problem notebook by role; what is malformed becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .fields import Fields
from .finding import Findings
from .markers import ALL_MARKS, HIDDEN, SOLUTION, misspelt

MARKDOWN, CODE = "markdown", "code"
ROLES: Mapping[str, str] = {
    "note": "",
    "statement": MARKDOWN,
    "text": "",
    "given": CODE,
    "solution": CODE,
    "manual": "",
    "starter": CODE,
    "test": CODE,
    "hint": MARKDOWN,
    "probe": CODE,
    "alternative": CODE,
    "generator": CODE,
    "values": CODE,
}
_FLAGS: Mapping[str, Mapping[str, bool]] = {
    "statement": {"grade": False, "solution": False, "locked": True, "task": False},
    "given": {"grade": False, "solution": False, "locked": True, "task": False},
    "solution": {"grade": False, "solution": True, "locked": False, "task": False},
    "test": {"grade": True, "solution": False, "locked": True, "task": False},
    "manual": {"grade": True, "solution": True, "locked": False, "task": False},
    "task": {"grade": False, "solution": False, "locked": True, "task": True},
}
_KEYS: Mapping[str, tuple[str, ...]] = {
    "test": ("visible", "hint", "partial", "in_place"),
    "manual": ("rubric",),
    "hint": ("level", "move", "when"),
    "starter": ("for",),
}
MAX_TEXT = 20_000
"""Characters of one cell: more than anybody reads, and few enough for every check to be quick."""
# Controls, marks that turn the direction of text or have no width (code then runs otherwise than it
# reads), tags. What joins letters and emoji stays.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
_GRADE_ID = re.compile(r"[A-Za-z0-9_\-]{1,80}")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell whose role is known; `ours` is its metadata under our own key.

    Attributes:
        label: What findings call it: its `grade_id`, else `cell N (role)`, counted from 1.
        points: nbgrader's points of a test cell, else 0.
    """

    index: int
    label: str
    role: str
    grade_id: str
    source: str
    ours: Fields
    points: float
    markdown: bool
    task: bool


def read_cell(index: int, cell: object, findings: Findings) -> RawCell | None:
    """Read what every cell has; None, with a finding, where its role cannot be known."""
    label = f"cell {index + 1}"
    if not isinstance(cell, dict):
        findings.error("schema", "a cell is no object", "Remove it", cell=label)
        return None
    source = source_text(cell.get("source"))
    metadata = cell.get("metadata")
    if source is None:
        told = "the cell's source is no text and no list of texts"
        findings.error("schema", told, "Write the cell anew in JupyterLab", cell=label)
        return None
    if not isinstance(metadata, dict):
        told = "the cell's metadata are no object"
        findings.error("schema", told, 'Set "metadata" to {} and choose a role', cell=label)
        return None
    ours = metadata.get("pythonmastery")
    role = ours.get("role") if isinstance(ours, dict) else None
    if not isinstance(ours, dict) or not isinstance(role, str) or role not in ROLES:
        findings.error(
            "role",
            f"the role is {role!r}" if role else "the cell has no role",
            f"Set metadata.pythonmastery.role to one of {', '.join(ROLES)}",
            cell=label,
        )
        return None
    label = f"cell {index + 1} ({role})"
    grade_id, points = _nbgrader(role, metadata.get("nbgrader"), findings, label)
    label = grade_id or label
    fields = Fields(ours, findings, "pythonmastery", label)
    fields.only("role", *_KEYS.get(role, ()))
    _check_shell(cell, role, source, findings, label)
    markdown = cell.get("cell_type") == MARKDOWN
    task = _is_task(role, metadata.get("nbgrader"))
    return RawCell(index, label, role, grade_id, source, fields, points, markdown, task)


def source_text(value: object) -> str | None:
    """Return a cell's text, which nbformat keeps whole or in lines; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return "".join(value)
    return None


def _nbgrader(role: str, data: object, findings: Findings, label: str) -> tuple[str, float]:
    """Check nbgrader's metadata of a cell; return `grade_id` and points."""
    flags = _FLAGS.get("task" if _is_task(role, data) else role)
    if flags is None:
        if data is not None:
            findings.error(
                "nbgrader",
                f"a {role} cell carries nbgrader metadata",
                "Remove metadata.nbgrader, or give the cell another role",
                cell=label,
            )
        return "", 0.0
    if not isinstance(data, dict):
        findings.error(
            "nbgrader", f"a {role} cell has no nbgrader metadata", _wanted(flags), cell=label
        )
        return "", 0.0
    fields = Fields(data, findings, "nbgrader", label)
    grade_id = fields.text("grade_id", "letters, digits, _ and -, unique in the notebook")
    if grade_id and not _GRADE_ID.fullmatch(grade_id):
        fields.bad("grade_id", "letters, digits, _ and -, unique in the notebook")
        grade_id = ""
    fields.cell = grade_id or label
    wanted: dict[str, Any] = {"schema_version": 3, **flags}
    if any(data.get(k) is not v and data.get(k) != v for k, v in wanted.items()):
        findings.error(
            "nbgrader",
            f"nbgrader metadata does not fit the role {role}",
            _wanted(flags),
            cell=fields.cell,
        )
    scored = flags["grade"] or flags["task"]
    return grade_id, fields.number("points", 0.01, 1000) if scored else 0.0


def _is_task(role: str, data: object) -> bool:
    return role == "manual" and isinstance(data, dict) and data.get("task") is True


def _wanted(flags: Mapping[str, bool]) -> str:
    text = ", ".join(f"{k} {str(v).lower()}" for k, v in flags.items())
    return f"Set metadata.nbgrader to grade_id, schema_version 3, {text}" + (
        ", points" if flags["grade"] or flags["task"] else ""
    )


def _check_shell(
    cell: dict[str, Any], role: str, source: str, findings: Findings, label: str
) -> None:
    kind = cell.get("cell_type")
    if ROLES[role] and kind != ROLES[role]:
        findings.error(
            "schema", f"the {role} cell is {kind}", f"Change it to {ROLES[role]}", cell=label
        )
    if cell.get("outputs") or cell.get("execution_count") is not None:
        findings.error(
            "outputs", "the cell holds an output or a count", "Clear all outputs", cell=label
        )
    if cell.get("attachments"):
        findings.error(
            "attachments",
            "the cell holds an attached file, which learners do not get",
            "Remove the attachment and what the text says of it",
            cell=label,
        )
    _check_text(source, findings, label)
    own = {"solution": SOLUTION, "manual": SOLUTION, "test": HIDDEN}.get(role)
    for mark in (SOLUTION, HIDDEN):
        if mark is not own and mark.present(source):
            findings.error(
                "markers",
                f"{mark.begin} stands in a {role} cell",
                f"Remove the markers {', '.join(ALL_MARKS)} that do not belong there",
                cell=label,
            )
    fault = (own.fault(source) if own else None) or misspelt(source)
    if fault:
        findings.error(
            "markers",
            fault[1],
            "Write the markers in pairs, each alone on its line and exactly spelt",
            cell=label,
            line=fault[0],
        )


def _check_text(source: str, findings: Findings, label: str) -> None:
    """Tell of characters that nobody sees, and of a text that no learner would read."""
    if found := _UNSEEN.search(source):
        findings.error(
            "schema",
            f"the text holds the control character {found.group()!r}",
            "Remove it, or write it as an escape in a text; lines end with a line feed alone",
            cell=label,
            line=source.count("\n", 0, found.start()) + 1,
        )
    if len(source) > MAX_TEXT:
        findings.error(
            "schema",
            f"the cell has {len(source):,} characters, {MAX_TEXT:,} are the limit",
            "Shorten it, or make it in code",
            cell=label,
        )
