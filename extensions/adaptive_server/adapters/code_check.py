"""Code of an answer against the problem's tests: what passes is a solution, however written."""

from __future__ import annotations

import ast

from tutor_labext.leak_gate.code import fences

from grader.bundle import Submission
from grader.verdict import Status

from ..errors import GraderBusy, GraderUnavailable
from ..ports import GraderPort
from ..tutor_port import HintRequest

LEAST_STATEMENTS = 2
TUTOR = "the tutor"
"""The name under which the fair queue counts these runs."""


async def solves(piece: str, request: HintRequest, grader: GraderPort) -> bool:
    """Say whether a code block of a piece passes every test of the problem.

    Where nothing can be run now, the leak gate's word alone counts.
    """
    ids = request.problem.solution_ids
    if "```" not in piece and "~~~" not in piece:
        return False
    for _, code in fences(piece):
        if statements(code) < LEAST_STATEMENTS or len(ids) != 1:
            continue
        try:
            verdict = await grader.grade(request.problem.bundle, Submission({ids[0]: code}), TUTOR)
        except (GraderBusy, GraderUnavailable):
            return False
        if verdict.status is Status.PASSED:
            return True
    return False


def statements(code: str) -> int:
    """Count the statements of code; 0 where Python cannot read it."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return 0
    return sum(isinstance(node, ast.stmt) for node in ast.walk(tree))
