"""What a process of the gate leaves behind that the kernel ended, deaf in one long operation."""

from __future__ import annotations

from typing import BinaryIO

from grader.alarm import end_when_deaf
from grader.last_words import test_of

from ..problems.authored import AuthoredProblem

DEAF = "the code of a test never ends, in one operation that nothing stops"
REMEDY = "Look for a test that never ends or needs much memory; make limits.seconds smaller"
STEPS_WITH_OTHER_TESTS = frozenset({"asserts met", "examples", "derived items"})
"""Steps that run other tests than the notebook's, so that the place of one says nothing."""


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


def deaf_test(left: bytes, problem: AuthoredProblem | None) -> str | None:
    """Return the `grade_id` of the test that a process was deaf in.

    Args:
        left: What stands in its `StepFile`.
        problem: What it checked.

    Returns:
        "" where a test was deaf, but not which; None where none was.
    """
    step, _, words = left.partition(b"\n")
    place = test_of(words)
    if place is None:
        return None
    if problem is None or step.decode() in STEPS_WITH_OTHER_TESTS or place >= len(problem.tests):
        return ""
    return problem.tests[place].grade_id
