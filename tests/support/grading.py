"""Small bundles for tests of the grader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.bundle import Bundle, BundleCell, CellRole, Limits, Submission
from grader.sentences import STARVED
from grader.verdict import Status, Verdict

QUICK = Limits(seconds=0.6, memory_mb=128, output_kb=64)


def given(source: str, name: str = "given") -> BundleCell:
    return BundleCell(name, CellRole.GIVEN, source)


def solution(name: str = "answer") -> BundleCell:
    return BundleCell(name, CellRole.SOLUTION, "raise NotImplementedError()")


def check(name: str, source: str, points: float = 1.0, **more: object) -> BundleCell:
    return BundleCell(name, CellRole.TEST, source, title=name, points=points, **more)  # type: ignore[arg-type]


def bundle(
    *cells: BundleCell,
    required: Sequence[str] = (),
    limits: Limits = QUICK,
    classes: Sequence[str] = (),
) -> Bundle:
    return Bundle("s01.test.small", 1, cells, tuple(required), limits, tuple(classes))


def answer(source: str, *loose: str) -> Submission:
    return Submission({"answer": source}, loose)


SQUARES = bundle(
    solution(),
    check("example", "assert sum_squares(3) == 14"),
    check("hidden-large", "assert sum_squares(10) == 385", 3.0, hidden=True, hint="Try 10."),
    check("hidden-zero", "assert sum_squares(0) == 0\nassert sum_squares(1) == 1", hidden=True),
    check("typed", "assert isinstance(sum_squares(2), int), 'The sum is a whole number.'"),
    required=["sum_squares"],
)
RIGHT = "def sum_squares(n):\n    return sum(i * i for i in range(1, n + 1))\n"


def earned_nothing(verdict: Verdict) -> bool:
    """Say whether an attack failed, ran out of time or met a machine too busy to judge it."""
    judged = verdict.status in (Status.FAILED, Status.TIMEOUT)
    return (judged or verdict.message == STARVED) and verdict.score == 0


def unmeasured(verdict: Verdict) -> str:
    """Return what a verdict says beside its figures of time and memory, which are by chance."""
    return str(replace(verdict, cpu_ms=0.0, wall_ms=0.0, peak_mb=0.0))
