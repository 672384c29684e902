"""A run of a program in the sandbox, as a submission to a problem that tests nothing."""

from __future__ import annotations

from grader.bundle import DATA_LIBRARIES, Bundle, BundleCell, CellRole, Limits, Submission
from grader.explain import Explanation, explain, returned_raw
from grader.verdict import Status

from ..adapters.grader import PoolGrader
from ..problems.curriculum_error import CurriculumError
from .judges import open_judges

CELL = "program"
SECONDS, FOLDER_KB = 5.0, 1024


async def explain_runs(sources: list[str]) -> list[Explanation | None]:
    """Run programs one after the other and explain what is wrong with each, or None.

    Raises:
        CurriculumError: This machine has no sandbox.
    """
    async with open_judges(1, waiting=8) as grader:
        return [await explain_run(grader, source) for source in sources]


async def explain_run(grader: PoolGrader, source: str) -> Explanation | None:
    """Run a program and explain what stopped it, or a value it shows that is no result yet.

    None where there is nothing of either.

    Raises:
        CurriculumError: The run says nothing about the program.
    """
    verdict = await grader.grade(bundle_of(source), Submission({CELL: source}), "explain")
    if fault := verdict.fault:
        known = fault.variables or {}
        return explain(source, fault.name, fault.message, fault.line, known)
    if verdict.status is Status.GRADER_ERROR:
        raise CurriculumError(f"the program could not be run: {verdict.message} Try again.")
    if verdict.status is Status.PASSED:
        return returned_raw("\n".join(test.output for test in verdict.tests), source)
    said = next((test.message for test in verdict.tests if test.message), verdict.message)
    return Explanation("Stopped", None, said, ())


def bundle_of(source: str) -> Bundle:
    """Return a problem that asks nothing of a program but that it runs."""
    needs = any(f"import {name}" in source or f"from {name}" in source for name in DATA_LIBRARIES)
    cells = (
        BundleCell(CELL, CellRole.SOLUTION, ""),
        BundleCell("runs", CellRole.TEST, "run()", title="It runs", points=1.0),
    )
    limits = Limits(seconds=SECONDS, files_kb=FOLDER_KB, data=needs)
    return Bundle(problem_id="explain", version=1, cells=cells, limits=limits)
