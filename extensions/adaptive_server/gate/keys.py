"""Checks the pieces of code that decide a solution: they are named, and they can be given away."""

from __future__ import annotations

from ..core.problem import ANSWERED, Kind
from ..problems.authored import AuthoredProblem
from ..problems.likeness import squeeze
from .case import Case

REMEDY = (
    "Name one to three pieces of a right answer that decide it, and that nobody is shown: in the "
    "workshop under About, Pieces that decide the answer; in a file as `key_expressions`"
)


def check_keys(case: Case) -> None:
    """Check that an answer of code has key expressions, and that each guards a piece of one."""
    problem = case.problem
    if problem.kind in ANSWERED:  # the value to be found may well stand in the program that is read
        return
    if not problem.key_expressions and any(problem.solution_lines()):
        said = (
            "nothing says which pieces of code decide the answer, so the tutor may give them away"
        )
        case.findings.warning("key-expression", said, REMEDY)
    right = [squeeze(s) for s in (problem.reference, *(a.source for a in problem.alternatives))]
    shown = [squeeze(text) for text in _shown(problem)]
    for key in problem.key_expressions:
        piece = squeeze(key)
        if not any(piece in answer for answer in right):
            said = f"the key expression `{key}` is in no right answer"
        elif any(piece in text for text in shown):
            said = f"learners are shown the key expression `{key}` already"
        else:
            continue
        case.findings.warning("key-expression", said, REMEDY)


def _shown(problem: AuthoredProblem) -> list[str]:
    """Return what a learner has from the start; lines to be ordered are no secret."""
    ordered = problem.kind is Kind.PARSONS or problem.starter_lines
    starters = [] if ordered else [c.starter for c in problem.solutions]
    return [problem.statement.source, *(c.source for c in problem.given), *starters]
