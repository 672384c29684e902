"""Checks that nothing that learners are shown does the task already."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..core.problem import Kind
from ..problems.authored import TextCell
from ..problems.python_source import parse_python
from .case import Case
from .shown_code import blocks_of

REMEDY = "Take it out: what is shown may help with the task, not do it"


def check_given_away(case: Case) -> None:
    """Hand in what is shown as the answer: given code alone, each function, each program.

    The scan of the release finds the reference's own lines. This finds a solution in other words.
    """
    problem = case.problem
    if problem.kind is Kind.REFACTOR:  # what is shown there is right, only its shape is not
        return
    if problem.given and case.passes(problem.answers("pass")):
        case.findings.error(
            "given-away",
            "an empty answer passes every test: the given cells do the task",
            REMEDY,
            cell=problem.given[0].grade_id,
        )
    tried: set[str] = set()
    for cell, tree in _shown(case):
        for line, what, source in _answers(problem.entry_point, tree):
            if source not in tried and case.passes(problem.answers(source)):
                told = f"{what} passes every test, and learners are shown it"
                case.findings.error("given-away", told, REMEDY, cell=cell, line=line)
            tried.add(source)


def _shown(case: Case) -> Iterator[tuple[str, ast.Module]]:
    """Yield (cell, tree) of all whole code that learners can read."""
    for cell in case.problem.cells:
        if not isinstance(cell, TextCell):
            continue
        name = cell.grade_id or f"cell {cell.index + 1} (text)"
        if cell.markdown:
            yield from ((name, tree) for tree in blocks_of(cell.source))
        elif isinstance(tree := parse_python(cell.source), ast.Module):
            yield name, tree
    for test in case.problem.tests:
        if test.visible and isinstance(tree := parse_python(test.shown), ast.Module):
            yield test.grade_id, tree


def _answers(entry: str, tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Yield (line, what it is, answer) of code that may be a whole solution."""
    if not entry and tree.body:
        yield tree.body[0].lineno, "this program", ast.unparse(tree)
    for node in tree.body if entry else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            named = "" if node.name == entry else f"\n{entry} = {node.name}"
            needs = [x for x in tree.body if isinstance(x, ast.Import | ast.ImportFrom)]
            source = "\n".join(map(ast.unparse, (*needs, node))) + named
            yield node.lineno, f"`{node.name}`", source
