"""Notebook -> AuthoredProblem. Everything malformed becomes a finding; nothing raises."""

from __future__ import annotations

import hashlib
import json
import pathlib
import re
from dataclasses import dataclass, fields, replace
from typing import Any

from .authored import AuthoredProblem, ShownCell, TextCell
from .cells import RawCell, read_cell
from .fields import Fields
from .finding import Finding, Findings
from .header import ID_PATTERN, Header, read_header
from .roles import (
    alternative_cell,
    check_python,
    hint_cell,
    probe_cell,
    solution_cell,
    test_cell,
    written_cell,
)
from .source_file import UnreadableError, parse_json, read_bytes
from .template import gap_in
from .variants import filled, read_rows

_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a notebook; `problem` is None where it cannot be used at all."""

    name: str
    problem: AuthoredProblem | None
    findings: tuple[Finding, ...]


def parse_file(path: pathlib.Path) -> Parsed:
    """Read a problem notebook from a file."""
    try:
        return parse_bytes(read_bytes(path), str(path))
    except UnreadableError as error:
        return _unreadable(str(path), error)


def parse_bytes(raw: bytes, name: str) -> Parsed:
    """Read a problem notebook; `name` stands in findings until its id is known."""
    try:
        data = parse_json(raw)
    except UnreadableError as error:
        return _unreadable(name, error)
    parsed = parse_data(data, raw, name)
    if parsed.problem is None:
        return parsed
    findings = Findings(parsed.name, list(parsed.findings))
    _check_layout(data, raw, findings)
    return replace(parsed, findings=tuple(findings.found))


def parse_data(data: dict[str, Any], raw: bytes, name: str) -> Parsed:
    """Read a problem notebook that is parsed already; `raw` is what its hash is of."""
    findings = Findings(name, [])
    problem = _read(data, raw, findings)
    return Parsed(findings.problem, problem, tuple(findings.found))


def _unreadable(name: str, error: UnreadableError) -> Parsed:
    findings = Findings(name, [])
    findings.error("file", error.message, error.remedy)
    return Parsed(name, None, tuple(findings.found))


def _read(data: dict[str, Any], raw: bytes, findings: Findings) -> AuthoredProblem | None:
    cells, metadata = data.get("cells"), data.get("metadata")
    if not is_current(data, findings) or not isinstance(cells, list):
        return None
    ours = metadata.get("pythonmastery") if isinstance(metadata, dict) else None
    if not isinstance(metadata, dict) or not isinstance(ours, dict):
        findings.error(
            "schema",
            "the notebook has no metadata.pythonmastery",
            "Add it: Edit the notebook's metadata, or copy a sound problem",
        )
        return None
    if isinstance(ours.get("id"), str) and ID_PATTERN.fullmatch(ours["id"]):
        findings.problem = ours["id"]
    header = read_header(Fields(ours, findings, "pythonmastery"))
    _check_kernel(metadata, findings)
    read = [read_cell(n, cell, findings) for n, cell in enumerate(cells)]
    known = [cell for cell in read if cell]
    _check_ids(cells, known, findings)
    _check_gaps(known, findings)
    return _with_variants(header, known, hashlib.sha256(raw).hexdigest(), findings)


def is_current(data: dict[str, Any], findings: Findings) -> bool:
    """Return whether the notebook has the one format that we read, with a finding where not."""
    major, minor = data.get("nbformat"), data.get("nbformat_minor")
    remedy = "Open and save it in JupyterLab 4, or run `jupyter nbconvert --to notebook`"
    if not _plain_whole(major) or not _plain_whole(minor):
        findings.error("nbformat", "the notebook does not say its format", remedy)
    elif (major, minor) != (4, 5):
        told = f"{major}.{minor}"[:20]
        findings.error("nbformat", f"the notebook has format {told} instead of 4.5", remedy)
    elif not isinstance(data.get("cells"), list):
        findings.error("nbformat", "the notebook has no list of cells", "Copy a sound problem")
    else:
        return True
    return False


def _plain_whole(value: object) -> bool:
    return type(value) is int and 0 <= value < 1000


def _check_kernel(metadata: dict[str, Any], findings: Findings) -> None:
    kernel = metadata.get("kernelspec")
    if not isinstance(kernel, dict) or kernel.get("name") != "python3":
        findings.error("schema", "metadata.kernelspec is not python3", "Choose the kernel Python 3")


def _check_ids(cells: list[Any], known: list[RawCell], findings: Findings) -> None:
    seen: set[str] = set()
    for number, cell in enumerate(cells, 1):
        key = cell.get("id") if isinstance(cell, dict) else None
        if isinstance(key, str) and _CELL_ID.fullmatch(key) and key not in seen:
            seen.add(key)
            continue
        if not isinstance(key, str):
            told = "the cell has no id"
        else:
            told = f"cell id {key[:70]!r} {'twice' if key in seen else 'is none of nbformat'}"
        findings.error(
            "cell-id",
            told,
            "Give every cell an id of its own: 1 to 64 letters, digits, - and _",
            cell=f"cell {number}",
        )
    grade_ids: set[str] = set()
    for raw in known:
        if raw.grade_id and raw.grade_id in grade_ids:
            findings.error(
                "grade-id",
                f"the grade_id {raw.grade_id!r} is there twice",
                "Give each cell a grade_id of its own",
                cell=f"cell {raw.index + 1} ({raw.role})",
            )
        grade_ids.add(raw.grade_id)


def _check_gaps(cells: list[RawCell], findings: Findings) -> None:
    for cell in cells:
        if gap := gap_in(cell.source):
            findings.error(
                "gap",
                f"the template's text is still there: {gap[1]}",
                "Write your own in its place, without the marks ‹ and ›",
                cell=cell.label,
                line=gap[0],
            )


def _with_variants(
    header: Header | None, cells: list[RawCell], digest: str, findings: Findings
) -> AuthoredProblem | None:
    """Put the parts together once for each row of values; the first is the problem itself."""
    rows = read_rows(cells, findings)
    if not rows:
        return _assemble(header, cells, digest, findings)
    made: list[AuthoredProblem] = []
    for number, row in enumerate(rows):
        own = findings if number == 0 else Findings(findings.problem, [])
        problem = _assemble(header, filled(cells, row), digest, own)
        if number and own.found[:1] and not findings.found:
            first = own.found[0]
            told = f"in variant {number}: {first.message}"
            findings.error(first.check, told, first.remedy, cell=first.cell, line=first.line)
        if problem is None:
            return None
        made.append(replace(problem, variant=number))
    source = next(c.source for c in cells if c.role == "generator")
    return replace(made[0], generator=source, variants=tuple(made), values=rows)


def _assemble(
    header: Header | None, cells: list[RawCell], digest: str, findings: Findings
) -> AuthoredProblem | None:
    """Put the parts together; None where one that everything else needs is missing."""
    starters = _starters(cells, findings)
    shown: list[ShownCell | None] = []
    for cell in cells:
        if cell.role in ("statement", "given", "text"):
            if cell.role == "given":
                check_python(cell, cell.source, findings)
            shown.append(TextCell(cell.index, cell.grade_id, cell.source, cell.role, cell.markdown))
        elif cell.role == "manual" and cell.markdown:
            shown.append(written_cell(cell, findings))
        elif cell.role == "manual" or cell.role == "solution":
            shown.append(solution_cell(cell, starters, findings))
        elif cell.role == "test":
            shown.append(test_cell(cell, findings))
    hints = [hint_cell(c, findings) for c in cells if c.role == "hint"]
    probes = [probe_cell(c, findings) for c in cells if c.role == "probe"]
    others = [alternative_cell(c, findings) for c in cells if c.role == "alternative"]
    if not _complete(cells, findings) or header is None or None in shown:
        return None
    first = next(c.index for c in cells if c.role == "statement")
    whole = tuple(c for c in shown if c)
    return AuthoredProblem(
        **{f.name: getattr(header, f.name) for f in fields(header)},
        statement=next(c for c in whole if isinstance(c, TextCell) and c.index == first),
        cells=whole,
        hints=tuple(h for h in hints if h),
        probes=tuple(p for p in probes if p),
        alternatives=tuple(a for a in others if a),
        content_hash=digest,
    )


def _starters(cells: list[RawCell], findings: Findings) -> dict[str, str]:
    solutions = {c.grade_id for c in cells if c.role == "solution"}
    starters: dict[str, str] = {}
    for cell in (c for c in cells if c.role == "starter"):
        target = cell.ours.text("for", "the grade_id of a solution cell")
        if target in starters or (target and target not in solutions):
            cell.ours.bad("for", "the grade_id of a solution cell without another starter")
        starters.setdefault(target, cell.source)
    return starters


def _complete(cells: list[RawCell], findings: Findings) -> bool:
    count = {r: sum(c.role == r for c in cells) for r in ("statement", "solution", "test")}
    ids = {c.grade_id for c in cells if c.role == "statement"}
    if count["statement"] != 1 or ids != {"statement"}:
        findings.error(
            "schema",
            f"the notebook has {count['statement']} statement cells",
            'Write exactly one, with the grade_id "statement"',
        )
    for role in ("solution", "test"):
        if not count[role]:
            findings.error("schema", f"the notebook has no {role} cell", "Write at least one")
    return count["statement"] == 1 and bool(count["solution"] and count["test"])


def _check_layout(data: dict[str, Any], raw: bytes, findings: Findings) -> None:
    """A file written otherwise would change in every line when JupyterLab saves it."""
    orders = (True, False)  # JupyterLab's first
    written = (json.dumps(data, indent=1, ensure_ascii=False, sort_keys=s) for s in orders)
    if not any(raw.decode() == text + "\n" for text in written):
        findings.warning(
            "layout",
            "the file is not written as JupyterLab writes it",
            "Save it from JupyterLab (indent 1, UTF-8 characters as they are, newline at the end)",
        )
