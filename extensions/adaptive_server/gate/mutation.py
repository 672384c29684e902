"""Checks the tests themselves: they must notice small changes to the reference."""

from __future__ import annotations

import ast

from ..core.problem import Kind
from ..problems.authored import AuthoredProblem, SolutionCell
from ..problems.finding import Level
from ..problems.python_source import SyntaxFault, parse_python
from .case import Case
from .mutants import Mutant, mutants

MIN_SCORE = 0.9
# More tell little; the longest references would take minutes.
MAX_MUTANTS = 80


def check_mutation(case: Case) -> None:
    """Run mutants of each solution cell and list those that every test lets pass.

    Cells with points of their own are left out: a person grades them, no test.
    """
    waived = {w.mutant for w in case.problem.waived}
    every = [
        (cell.grade_id, mutant)
        for cell in case.problem.solutions
        if not cell.points
        for mutant in written_mutants(cell)
        if not as_good(case.problem, mutant)
    ]
    for name in sorted(waived - {m.name for _, m in every}):
        case.findings.warning(
            "mutant-waiver",
            f"the waived mutant {name!r} does not exist",
            "Remove it from waived_mutants, or write its name as the gate does",
        )
    chosen = _sample([(cell, m) for cell, m in every if m.name not in waived])
    survivors = [
        (cell, mutant)
        for cell, mutant in chosen
        if case.passes(case.reference() | {cell: mutant.source()})
    ]
    score = 1 - len(survivors) / len(chosen) if chosen else 1.0
    level = Level.ERROR if score < MIN_SCORE else Level.WARNING
    for cell, mutant in survivors:
        case.findings.add(
            level,
            "mutation",
            f"no test notices this change of the reference: {mutant.name} "
            f"(score {score:.2f}, bar {MIN_SCORE})",
            "Add a test that does, or waive it with a reason in waived_mutants if it is equivalent",
            cell=cell,
            line=mutant.line,
            waives=mutant.name,
        )


def as_good(problem: AuthoredProblem, mutant: Mutant) -> bool:
    """Say whether a change leaves the answer right: where tests are asked for, other inputs do."""
    return problem.kind is Kind.WRITE_TESTS and mutant.is_input_of(problem.entry_point)


def written_mutants(cell: SolutionCell) -> list[Mutant]:
    """Return the mutants of what the learner writes, not of whole statements of the starter."""
    starter, reference = parse_python(cell.starter), parse_python(cell.source)
    if isinstance(starter, SyntaxFault) or isinstance(reference, SyntaxFault):
        return mutants(cell.source)
    handed_out = {ast.dump(statement) for statement in starter.body}
    lines = {
        line
        for statement in reference.body
        if ast.dump(statement) in handed_out
        for line in range(_first_line(statement), (statement.end_lineno or 0) + 1)
    }
    return [mutant for mutant in mutants(cell.source) if mutant.line not in lines]


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(d.lineno for d in decorators)])


def _sample(every: list[tuple[str, Mutant]]) -> list[tuple[str, Mutant]]:
    """Return at most `MAX_MUTANTS`, evenly spread over the lines."""
    step = -(-len(every) // MAX_MUTANTS) or 1
    return every[::step]
