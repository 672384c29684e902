"""The cells of a submission in the order in which they run."""

from __future__ import annotations

from grader import checks
from grader.bundle import BundleCell, CellRole, Submission


def steps(
    compiled: checks.CompiledBundle, submission: Submission
) -> list[tuple[str, str, CellRole, bool]]:
    """Return (name, source, role, belongs to the notebook) in the order of running.

    Loose cells see the given values, and the given values are then set again: what a learner
    tried out must not change what the answer is checked with.
    """
    given = [
        (f"given {c.grade_id}", c.source, CellRole.GIVEN) for c in compiled.cells(CellRole.GIVEN)
    ]
    found: list[tuple[str, str, CellRole, bool]] = []
    if submission.loose:
        found = [(f"{name} first", source, role, False) for name, source, role in given]
    for number, source in enumerate(submission.loose):
        found.append((f"loose {number}", source, CellRole.SOLUTION, False))
    found += [_step(cell, submission) for cell in compiled.bundle.cells]
    return found


def _step(cell: BundleCell, submission: Submission) -> tuple[str, str, CellRole, bool]:
    match cell.role:
        case CellRole.GIVEN:
            return f"given {cell.grade_id}", cell.source, cell.role, True
        case CellRole.SOLUTION:
            return cell.grade_id, submission.cells.get(cell.grade_id, ""), cell.role, True
    return cell.grade_id, "", cell.role, True
