"""Turns raw cells into the typed cells of an authored problem, one function per role."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.review import RubricItem
from .authored import (
    AlternativeCell,
    HintCell,
    ProbeCell,
    SolutionCell,
    TestCell,
    WrittenCell,
)
from .cells import RawCell
from .finding import Findings
from .markers import HIDDEN, SOLUTION, STUB, WRITTEN_STUB
from .options import read_options
from .python_source import syntax_faults

MOVES = ("orient", "plan", "point", "parallel-example", "skeleton")


def check_python(cell: RawCell, source: str, findings: Findings, *, shift: int = 0) -> bool:
    """Return whether the source compiles; `shift` lines of the cell stand above it."""
    return check_source(cell.label, source, findings, shift=shift)


def check_source(label: str, source: str, findings: Findings, *, shift: int = 0) -> bool:
    """Return whether the source of the cell that findings call `label` compiles."""
    error, warned = syntax_faults(source)
    if error:
        findings.error(
            "syntax",
            f"no valid Python: {error.message}",
            "Correct the code; notebook magics cannot be used",
            cell=label,
            line=error.line and error.line + shift,
        )
        return False
    for fault in warned:
        findings.warning(
            "syntax",
            fault.message,
            "Write what is meant",
            cell=label,
            line=fault.line and fault.line + shift,
        )
    return True


def solution_cell(
    cell: RawCell, starters: Mapping[str, str], findings: Findings
) -> SolutionCell | None:
    """Read a solution cell and its starter text."""
    if not SOLUTION.present(cell.source):
        findings.error(
            "markers",
            "the solution stands outside the markers, so the learner would get it",
            f"Put it between {SOLUTION.begin} and {SOLUTION.end}",
            cell=cell.label,
        )
        return None
    if SOLUTION.fault(cell.source) or not check_python(cell, cell.source, findings):
        return None
    own = starters.get(cell.grade_id)
    stub = SOLUTION.without_blocks(cell.source, STUB)
    return SolutionCell(
        cell.index,
        cell.grade_id,
        cell.source,
        stub if own is None else own,
        own is not None,
        cell.points,
        rubric_of(cell, findings),
    )


def written_cell(cell: RawCell, findings: Findings) -> WrittenCell | None:
    """Read an answer in words: what the learner sees is the text without its marked part."""
    if SOLUTION.fault(cell.source):
        return None
    if not cell.task and not SOLUTION.present(cell.source):
        findings.error(
            "markers",
            "the answer stands outside the markers, so the learner would get it",
            f"Put it between {SOLUTION.begin} and {SOLUTION.end}",
            cell=cell.label,
        )
        return None
    starter = SOLUTION.without_blocks(cell.source, (WRITTEN_STUB,))
    rubric = rubric_of(cell, findings)
    return WrittenCell(
        cell.index, cell.grade_id, cell.source, starter, cell.points, cell.task, rubric
    )


def rubric_of(cell: RawCell, findings: Findings) -> tuple[RubricItem, ...]:
    """Read what earns the points of a manual cell; it has to add up to them."""
    items: list[RubricItem] = []
    for fields in cell.ours.tables("rubric"):
        fields.only("text", "points")
        items.append(RubricItem(fields.text("text"), fields.number("points", 0.01, 1000)))
    total = sum(item.points for item in items)
    if items and abs(total - cell.points) > 1e-9:
        findings.error(
            "rubric",
            f"the rubric adds up to {total:g} points, the cell has {cell.points:g}",
            "Change one of them",
            cell=cell.label,
        )
    return tuple(items)


def test_cell(cell: RawCell, findings: Findings) -> TestCell | None:
    """Read a test cell: title comment, code, and that a hidden one is wholly inside markers."""
    visible = cell.ours.flag("visible")
    hint = cell.ours.text("hint", empty=True) if "hint" in cell.ours.values else ""
    partial = cell.ours.flag("partial", default=False)
    in_place = cell.ours.flag("in_place", default=False)
    lines = cell.source.splitlines()
    first = lines[0].strip() if lines else ""
    if not first.startswith("#") or first.startswith("###") or not first.strip("# "):
        findings.error(
            "test-title",
            "a test cell does not begin with its title",
            "Begin it with a comment that names the behaviour, e.g. `# An empty list`",
            cell=cell.label,
            line=1,
        )
        return None
    if HIDDEN.fault(cell.source) or not check_python(cell, cell.source, findings):
        return None
    if visible and HIDDEN.present(cell.source):
        findings.warning(
            "markers",
            "a visible test has a hidden part, so its failure is never explained",
            "Move that part to a test cell of its own with visible false",
            cell=cell.label,
        )
    if not visible:
        _check_hidden(cell, findings)
    source = HIDDEN.without_marks(cell.source)
    title = first.lstrip("#").strip()
    return TestCell(
        cell.index,
        cell.grade_id,
        title,
        source,
        cell.source,
        cell.points,
        visible,
        partial,
        hint,
        in_place,
    )


test_cell.__test__ = False  # type: ignore[attr-defined]  # pytest: not a test


def _check_hidden(cell: RawCell, findings: Findings) -> None:
    inside = False
    for number, line in enumerate(cell.source.splitlines(), 1):
        text = line.strip()
        if text in (HIDDEN.begin, HIDDEN.end):
            inside = text == HIDDEN.begin
        elif text and not inside and number > 1:
            findings.error(
                "hidden-outside",
                "a line of a hidden test stands outside the markers",
                f"Put everything after the title between {HIDDEN.begin} and {HIDDEN.end}",
                cell=cell.label,
                line=number,
            )
            return


def hint_cell(cell: RawCell, findings: Findings) -> HintCell | None:
    """Read one rung of the ladder."""
    level = cell.ours.whole("level", 1, 5)
    move = cell.ours.text("move", f"one of {', '.join(MOVES)}")
    if move and move not in MOVES:
        cell.ours.bad("move", f"one of {', '.join(MOVES)}")
    when = cell.ours.texts("when")
    if not cell.source.strip():
        findings.error("hint-empty", "a hint has no text", "Write or remove it", cell=cell.label)
        return None
    return None if cell.ours.broken else HintCell(cell.index, level, move, cell.source, when)


def probe_cell(cell: RawCell, findings: Findings) -> ProbeCell | None:
    """Read a wrong solution with its options."""
    options, code = read_options(cell.source)
    missing = [k for k in ("misconception", "fails", "feedback") if not options.get(k)]
    unknown = sorted(set(options) - {"misconception", "fails", "raises", "feedback"})
    if missing or unknown:
        what = "lacks " + ", ".join(missing) if missing else "has unknown " + ", ".join(unknown)
        findings.error(
            "probe-options",
            f"a probe {what}",
            "Begin it with #| misconception:, #| fails:, #| feedback: (and #| raises: if it does)",
            cell=cell.label,
        )
        return None
    if not check_python(cell, code, findings, shift=_shift(cell.source, code)):
        return None
    fails = frozenset(x.strip() for x in options["fails"].split(",") if x.strip())
    return ProbeCell(
        cell.index,
        options["misconception"],
        fails,
        options.get("raises") or None,
        options["feedback"],
        code,
    )


def alternative_cell(cell: RawCell, findings: Findings) -> AlternativeCell | None:
    """Read another right solution."""
    options, code = read_options(cell.source)
    if set(options) != {"alternative"} or not options["alternative"]:
        findings.error(
            "alternative-options",
            "an alternative does not say its name",
            "Begin it with `#| alternative: name` and no other option",
            cell=cell.label,
        )
        return None
    shift = _shift(cell.source, code)
    if not check_python(cell, code, findings, shift=shift):
        return None
    return AlternativeCell(cell.index, options["alternative"], code, shift + 1)


def _shift(source: str, code: str) -> int:
    return len(source.splitlines()) - len(code.splitlines())
