"""What a process of the gate leaves behind that the kernel ended, deaf in one long operation."""

from __future__ import annotations

from typing import BinaryIO

from grader.alarm import end_when_deaf
from grader.last_words import cell_of

from ..problems.authored import AuthoredProblem
from ..problems.finding import is_of_notebook


class StepFile:
    """The step that a process is at, in a file that its last words go to as well."""

    def __init__(self, file: BinaryIO) -> None:
        """Let the kernel end this process where it is deaf.

        Args:
            file: Written to without a buffer.
        """
        self._file = file
        end_when_deaf(file)

    def begins(self, step: str) -> None:
        """Note a step in the place of the one before it."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{step}\n".encode())


def deaf_cell(left: bytes, problem: AuthoredProblem | None) -> tuple[str, str] | None:
    """Return role and `grade_id` of the cell that a process was deaf in.

    Args:
        left: What stands in its `StepFile`.
        problem: What it checked.

    Returns:
        An id of "" where a cell was deaf, but not which; None where none was.
    """
    step, _, words = left.partition(b"\n")
    said = cell_of(words)
    if said is None:
        return None
    role, place = said
    if problem is None or not is_of_notebook(role, step.decode()):
        return role, ""
    ids = [cell.grade_id for cell in (problem.tests if role == "test" else problem.given)]
    return role, ids[place] if place < len(ids) else ""
