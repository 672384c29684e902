"""AuthoredProblem -> what the grader needs to grade submissions to it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from grader.bundle import Bundle, BundleCell, CellRole, Rules

from ..core.problem import Kind
from .authored import AuthoredProblem, ShownCell, SolutionCell, TextCell, WrittenCell
from .python_source import SyntaxFault, bound_classes, bound_names, parse_python

RULE_CREDIT = 0.5
"""Share of a passed test's points in an answer that misses what it should be written with."""
_RULE_IS_TASK = (
    *(Kind.PREDICT_OUTPUT, Kind.MULTIPLE_CHOICE, Kind.EXPLAIN_ERROR),
    *(Kind.PARSONS, Kind.REFACTOR),
)
"""Kinds where any program could pass the tests, so that without the rule nothing is shown."""


def build_bundle(problem: AuthoredProblem) -> Bundle:
    """Return the bundle: given, solution and test cells in order, markers removed.

    `required` are the names that the reference defines at its top level.
    """
    required, classes = defined_in(problem.reference)
    return Bundle(
        problem_id=problem.id,
        version=problem.version,
        cells=tuple(cell for c in problem.cells if (cell := _cell(c))),
        required=required,
        limits=problem.limits,
        classes=classes,
        rules=_rules(problem),
        locale=problem.locale,
        rule_credit=0.0 if problem.kind in _RULE_IS_TASK else RULE_CREDIT,
    )


def _rules(problem: AuthoredProblem) -> Rules:
    """Return the rules with the lines of the starter, which may stand there as comments."""
    if not problem.starter_lines:
        return problem.rules
    lines = [x.strip().lstrip("# ") for c in problem.solutions for x in c.starter.splitlines()]
    return replace(problem.rules, only_lines=tuple(x for x in lines if x))


@lru_cache(maxsize=2048)
def defined_in(reference: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that a reference defines, and those of them that are classes, sorted."""
    tree = parse_python(reference)
    return ((), ()) if isinstance(tree, SyntaxFault) else (bound_names(tree), bound_classes(tree))


def _cell(cell: ShownCell) -> BundleCell | None:
    """Return what the grader needs of a cell; None where that is nothing."""
    if isinstance(cell, TextCell):
        given = cell.role == "given"
        return BundleCell(cell.grade_id, CellRole.GIVEN, cell.source) if given else None
    if isinstance(cell, WrittenCell):
        return None
    if isinstance(cell, SolutionCell):
        return BundleCell(cell.grade_id, CellRole.SOLUTION, cell.starter)
    return BundleCell(
        grade_id=cell.grade_id,
        role=CellRole.TEST,
        source=cell.source,
        title=cell.title,
        points=cell.points,
        hidden=not cell.visible or cell.mixed,
        partial=cell.partial,
        hint=cell.hint,
        in_place=cell.in_place,
    )
