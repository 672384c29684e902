"""Checks the pieces of code that decide a solution: they are named, and they can be given away."""

from __future__ import annotations

from ..core.problem import ANSWERED, Kind
from ..problems.authored import AuthoredProblem
from ..problems.likeness import squeeze
from .case import Case

_REMEDY = "Name one to three pieces of a right answer that decide it, and that nobody is shown"


def check_keys(case: Case) -> None:
    """Check that a problem whose answer is code has key expressions, and that each is of use."""
    problem, findings = case.problem, case.findings
    if problem.kind in ANSWERED or not any(problem.solution_lines()):
        return
    if not problem.key_expressions:
        findings.warning(
            "key-expression", "`key_expressions` does not say what decides the solution", _REMEDY
        )
    right = [squeeze(s) for s in (problem.reference, *(a.source for a in problem.alternatives))]
    shown = [squeeze(text) for text in _shown(problem)]
    for key in problem.key_expressions:
        piece = squeeze(key)
        if not any(piece in answer for answer in right):
            findings.warning(
                "key-expression", f"the key expression `{key}` is in no right answer", _REMEDY
            )
        elif any(piece in text for text in shown):
            findings.warning(
                "key-expression", f"learners are shown the key expression `{key}` already", _REMEDY
            )


def _shown(problem: AuthoredProblem) -> list[str]:
    """Return what a learner has from the start; lines to be ordered are no secret."""
    ordered = problem.kind is Kind.PARSONS or problem.starter_lines
    starters = [] if ordered else [c.starter for c in problem.solutions]
    return [problem.statement.source, *(c.source for c in problem.given), *starters]
