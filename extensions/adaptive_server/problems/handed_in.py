"""Reads what a learner hands in as a file: a script or a notebook in any state.

Only source text counts. A cell is known by its nbgrader `grade_id`, else by the id that the release
gave it; flags, points and order are never read from it, so changing them changes nothing.
"""

from __future__ import annotations

import ast
import codecs
import io
import json
import pathlib
import re
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.bundle import Submission

from ..core.review import AnswerKind, untouched
from .authored import AuthoredProblem, SolutionCell, WrittenCell
from .header import ID_PATTERN
from .python_source import SyntaxFault, bound_names, parse_python
from .release import cell_id
from .source_file import UnreadableError, read_bytes

SUFFIXES = (".py", ".ipynb")
MAX_BYTES = 32_000_000
MOST_LOOSE = 100
_REPLACED = "\ufffd"
_TOP_NAME = re.compile(r"^(?:async\s+def|def|class)\s+(\w+)|^(\w+)\s*=(?!=)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ManualAnswer:
    """A cell that a person grades; where it is as the release had it, there is nothing to grade.

    Attributes:
        points: What a person gave, where that is known.
        comment: What they wrote with it.
    """

    id: str
    max_points: float
    unchanged: bool
    points: float | None = None
    comment: str = ""

    @property
    def told(self) -> float | None:
        """Points that are certain: those given, or 0 where there is nothing to grade."""
        return 0.0 if self.unchanged and self.points is None else self.points


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a file holds: sources for the judge, and answers for a person.

    Attributes:
        made_for: Id of the problem that the file says it is of, or empty. A learner can write
            anything there, so it may only explain a verdict.
    """

    submission: Submission
    manual: tuple[ManualAnswer, ...] = ()
    made_for: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    place: int
    source: str

    @property
    def names(self) -> set[str]:
        """Names that stand at the left edge of a definition or assignment."""
        return {a or b for a, b in _TOP_NAME.findall(self.source)}

    @property
    def lines(self) -> set[str]:
        """Lines of code, stripped."""
        return {x.strip() for x in self.source.splitlines() if x.strip()}


def read_submission(path: pathlib.Path, problem: AuthoredProblem) -> HandedIn:
    """Return the answers in a `.py` or `.ipynb` file.

    Raises:
        UnreadableError: The file holds nothing that could answer this problem.
    """
    raw = read_bytes(path, MAX_BYTES, "Give a .py or .ipynb file")
    if path.suffix == ".py":
        first, *rest = problem.solutions
        if rest:
            raise UnreadableError(
                f"a .py file answers one cell, this problem has {1 + len(rest)}",
                "Hand in the notebook, a .ipynb file",
            )
        cells = {first.grade_id: _script(raw)}
        return HandedIn(Submission(cells), _manual(problem, cells))
    data = _json(raw)
    submission = from_notebook(data, problem)
    manual = _manual(problem, _written(data, problem) | submission.cells)
    return HandedIn(submission, manual, _made_for(data))


def _made_for(data: Mapping[str, Any]) -> str:
    metadata = data.get("metadata")
    ours = metadata.get("pythonmastery") if isinstance(metadata, dict) else None
    name = _text(ours.get("id")) if isinstance(ours, dict) else ""
    return name if ID_PATTERN.fullmatch(name) else ""


def _manual(problem: AuthoredProblem, sources: Mapping[str, str]) -> tuple[ManualAnswer, ...]:
    return tuple(
        ManualAnswer(
            cell.id,
            cell.max_points,
            # In a file nobody knows what of it answers a task.
            unchanged=cell.kind is not AnswerKind.TASK
            and untouched(cell, sources.get(cell.id, "")),
        )
        for cell in problem.manual
    )


def _written(data: Mapping[str, Any], problem: AuthoredProblem) -> dict[str, str]:
    words = [c for c in problem.cells if isinstance(c, WrittenCell)]
    by_key = {c.grade_id: c for c in words} | {cell_id(problem.id, c.grade_id): c for c in words}
    found: dict[str, str] = {}
    for _, (grade_id, key, source) in _cells(data["cells"], "markdown"):
        cell = by_key.get(grade_id) or by_key.get(key)
        if cell:
            found.setdefault(cell.grade_id, source)
    return found


def _script(raw: bytes) -> str:
    """Decode a script as Python would; what is in no encoding is replaced where Python reads on.

    Raises:
        UnreadableError: It is no Python for what was replaced.
    """
    try:
        encoding = "utf-16"  # what Windows writes where a shell sends output into a file
        if not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        text = raw.decode(encoding, "replace")
    except (SyntaxError, LookupError, UnicodeError):
        text = raw.decode("utf-8-sig", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fault = parse_python(text) if _REPLACED in text else None
    if isinstance(fault, SyntaxFault) and _REPLACED in text.split("\n")[(fault.line or 1) - 1]:
        place = f"line {fault.line}" if fault.line else "the file"
        raise UnreadableError(
            f"{place} is not in the encoding UTF-8",
            "Save the file as UTF-8, or name its encoding in the first line",
        )
    return _storable(text)


def _json(raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise UnreadableError("the file is no notebook", "Save it from JupyterLab") from None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise UnreadableError("the file has no cells", "Save it from JupyterLab 4") from None
    return data


def from_notebook(data: Mapping[str, Any], problem: AuthoredProblem) -> Submission:
    """Return the sources in a notebook, whatever has been done to it.

    A cell that was cut in two is joined again, also where one part has lost what marks it: a cell
    beside the answer belongs to it where one of them is no Python without the other, or the answer
    lacks a name that the problem asks for and that cell has. Of a copy the first counts; the other
    one is taken for a cell of the learner's own. Where the only answer cell is gone, the learner's
    own cells are the answer.
    """
    by_grade_id = {c.grade_id: c for c in problem.cells if c.grade_id}
    by_id = {cell_id(problem.id, name): cell for name, cell in by_grade_id.items()}
    pieces: dict[str, list[_Piece]] = {c.grade_id: [] for c in problem.solutions}
    loose: list[_Piece] = []
    for place, (grade_id, key, source) in _cells(data["cells"], "code"):
        known = by_grade_id.get(grade_id) or by_id.get(key)
        if isinstance(known, SolutionCell):
            pieces[known.grade_id].append(_Piece(place, source))
        elif known is None and source.strip():
            loose.append(_Piece(place, source))
    if len(pieces) == 1 and not any(pieces.values()):
        own = "\n\n".join(piece.source for piece in loose)
        return Submission(dict.fromkeys(pieces, own))
    cells = {}
    for answer in problem.solutions:
        if found := pieces[answer.grade_id]:
            source, last, copies = _joined(found)
            loose += copies
            wanted = _names(answer.reference)
            cells[answer.grade_id] = _with_lost(source, (found[0].place, last), loose, wanted)
    loose.sort(key=lambda piece: piece.place)
    return Submission(cells, tuple(piece.source for piece in loose[:MOST_LOOSE]))


def _cells(cells: list[Any], kind: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    for place, cell in enumerate(cells):
        if not isinstance(cell, dict) or cell.get("cell_type") != kind:
            continue
        source = cell.get("source")
        if isinstance(source, list):
            source = "".join(x for x in source if isinstance(x, str))
        if isinstance(source, str):
            metadata = cell.get("metadata")
            nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
            name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
            yield place, (_text(name), _text(cell.get("id")), _storable(source))


def _names(source: str) -> set[str]:
    tree = parse_python(source)
    return set() if isinstance(tree, SyntaxFault) else set(bound_names(tree))


def _with_lost(source: str, place: tuple[int, int], loose: list[_Piece], wanted: set[str]) -> str:
    """Return an answer with the parts that became cells of the learner's own, taken from those.

    Args:
        source: What is left of it.
        place: Where that begins and ends.
        loose: The learner's own cells; parts that are found are taken out.
        wanted: Names that the answer cell is there for.
    """
    first, last = place
    for beside, after in ((last + 1, True), (first - 1, False)):
        piece = next((p for p in loose if p.place == beside), None)
        if piece is None:
            continue
        whole = f"{source}\n{piece.source}" if after else f"{piece.source}\n{source}"
        if _is_broken(whole):
            continue
        cut = _is_broken(source) or (_is_broken(piece.source) and not (after and _ends(source)))
        if cut or (wanted & piece.names) - _names(source):
            loose.remove(piece)
            return _with_lost(whole, (min(first, beside), max(last, beside)), loose, wanted)
    return source


def _is_broken(source: str) -> bool:
    return isinstance(parse_python(source), SyntaxFault)


def _ends(source: str) -> bool:
    """Say whether nothing could follow in the last function: it has returned."""
    node: object = parse_python(source)
    while isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        node = node.body[-1] if node.body else None
    return isinstance(node, ast.Return | ast.Raise)


def _joined(found: list[_Piece]) -> tuple[str, int, list[_Piece]]:
    """Return the whole answer, where it ends, and the copies that do not belong to it."""
    first, *others = found
    source, names, lines, last = first.source, first.names, first.lines, first.place
    copies = []
    for piece in others:
        alike = len(piece.lines & lines) * 2 >= max(1, len(piece.lines))
        if piece.place == last + 1 and not alike and not piece.names & names:
            source += "\n" + piece.source
            names, lines, last = names | piece.names, lines | piece.lines, piece.place
        elif piece.source.strip():
            copies.append(piece)
    return source, last, copies


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _storable(text: str) -> str:
    """Return text without halves of characters, which no pipe would take."""
    return text.encode("utf-8", "replace").decode()
