"""Lesson notebook -> LessonNotebook. Everything malformed becomes a finding; nothing raises."""

from __future__ import annotations

import hashlib
import pathlib
from dataclasses import dataclass
from typing import Any

from .cells import source_text
from .fields import Fields
from .finding import Finding, Findings
from .format import is_current
from .header import ID_PATTERN
from .lesson import KIND, SCHEMA, LessonCell, LessonNotebook
from .roles import check_source
from .source_file import UnreadableError, parse_json, read_bytes

KEYS = (
    "schema", "id", "kind", "lesson", "version", "locale", "title", "minutes", "authors", "licence",
)  # fmt: skip
ROLES = {
    "concept": "markdown",
    "example": "code",
    "change": "markdown",
    "predict": "markdown",
    "reveal": "code",
}
MAX_MINUTES = 15


@dataclass(frozen=True, slots=True)
class ParsedLesson:
    """What became of a notebook; `notebook` is None where it cannot be used at all."""

    name: str
    notebook: LessonNotebook | None
    findings: tuple[Finding, ...]


def parse_lesson(path: pathlib.Path) -> ParsedLesson:
    """Read a lesson notebook from a file."""
    findings = Findings(str(path), [])
    try:
        raw = read_bytes(path, wanted="Give the path of a lesson notebook")
        data = parse_json(raw)
    except UnreadableError as error:
        findings.error("file", error.message, error.remedy)
    else:
        return parse_lesson_data(data, raw, str(path))
    return ParsedLesson(findings.problem, None, tuple(findings.found))


def parse_lesson_data(data: dict[str, Any], raw: bytes, name: str) -> ParsedLesson:
    """Read a lesson notebook that is parsed already; `raw` is what its hash is of."""
    findings = Findings(name, [])
    made = _read(data, raw, findings)
    if findings.failed:
        made = None
    return ParsedLesson(findings.problem, made, tuple(findings.found))


def _read(data: dict[str, Any], raw: bytes, findings: Findings) -> LessonNotebook | None:
    cells, metadata = data.get("cells"), data.get("metadata")
    if not is_current(data, findings) or not isinstance(cells, list):
        return None
    ours = metadata.get("pythonmastery") if isinstance(metadata, dict) else None
    if not isinstance(ours, dict):
        findings.error(
            "schema", "the notebook has no metadata.pythonmastery", "Copy that of a sound lesson"
        )
        return None
    fields = Fields(ours, findings, "pythonmastery")
    fields.only(*KEYS)
    fields.whole("schema", SCHEMA, SCHEMA)
    if ours.get("kind") != KIND:
        fields.bad("kind", f'"{KIND}"')
    lesson = fields.text("lesson", "the id of a lesson of the skill graph")
    name = _identity(fields, lesson)
    findings.problem = name or findings.problem
    return LessonNotebook(
        id=name,
        lesson=lesson,
        version=fields.whole("version", 1, 1_000_000),
        locale=fields.text("locale", 'a language, such as "en"'),
        title=fields.text("title"),
        minutes=fields.whole("minutes", 1, MAX_MINUTES),
        authors=fields.texts("authors", needed=True),
        licence=fields.text("licence", 'the licence of the text, such as "CC-BY-4.0"'),
        cells=tuple(c for n, x in enumerate(cells) if (c := _cell(n, x, findings))),
        content_hash=hashlib.sha256(raw).hexdigest(),
    )


def _identity(fields: Fields, lesson: str) -> str:
    wanted = f"{lesson or 'lesson'}. and a slug of lower-case letters, digits and -"
    name = fields.text("id", wanted)
    if name and not (ID_PATTERN.fullmatch(name) and name.startswith(f"{lesson}.")):
        fields.bad("id", wanted)
        return ""
    return name


def _cell(index: int, cell: object, findings: Findings) -> LessonCell | None:
    label = f"cell {index + 1}"
    source = source_text(cell.get("source")) if isinstance(cell, dict) else None
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    ours = metadata.get("pythonmastery") if isinstance(metadata, dict) else None
    role = ours.get("role") if isinstance(ours, dict) else None
    if not isinstance(cell, dict) or source is None or not isinstance(ours, dict):
        findings.error("schema", "the cell cannot be read", "Write it anew", cell=label)
        return None
    if not isinstance(role, str) or ROLES.get(role) != cell.get("cell_type"):
        wanted = ", ".join(f"{r} ({kind})" for r, kind in ROLES.items())
        findings.error(
            "role",
            f"the role is {role!r} in a {cell.get('cell_type')} cell",
            f"Set metadata.pythonmastery.role to one of {wanted}",
            cell=label,
        )
        return None
    if not isinstance(cell.get("id"), str):
        findings.error("cell-id", "the cell has no id", "Give it one of its own", cell=label)
    if cell.get("outputs") or cell.get("execution_count") is not None:
        findings.error("outputs", "the cell holds an output", "Clear all outputs", cell=label)
    fields = Fields(ours, findings, "pythonmastery", label)
    fields.only("role", *(("raises", "typed") if ROLES[role] == "code" else ()))
    raises = fields.text("raises") if "raises" in ours else ""
    made = LessonCell(index, role, source, raises, fields.texts("typed"))
    if made.code and raises != "SyntaxError":
        check_source(label, source, findings)
    return made
