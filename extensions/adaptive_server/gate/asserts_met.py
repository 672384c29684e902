"""Checks that each assert of a test is reached, and that its failure is told."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.bundle import BundleCell, CellRole

from .asserts import body_of
from .case import Case

_CAUGHT = {"AssertionError", "Exception", "BaseException"}
_REMEDY = "Take away what stands round it, or let the test come there"


def check_asserts_met(case: Case) -> None:
    """Find asserts that nothing comes to, and those whose failure the test itself catches.

    Only asserts inside of a block can be passed by; the reference tells whether it comes to each.
    """
    for test in case.problem.tests:
        body = body_of(test)
        passed_by = _passed_by(case, test.grade_id, _inner(body))
        lost = dict.fromkeys(passed_by, "the test never comes here")
        lost |= dict.fromkeys(_swallowed(body), "the test itself catches it when this fails")
        for line, why in sorted(lost.items()):
            case.findings.error("assert-met", why, _REMEDY, cell=test.grade_id, line=line)


def _inner(body: list[ast.stmt]) -> list[ast.Assert]:
    nodes = [n for x in body for n in ast.walk(x) if isinstance(n, ast.Assert)]
    return [n for n in nodes if n not in body]


def _swallowed(body: list[ast.stmt]) -> Iterator[int]:
    """Yield the lines of asserts in a `try` that catches them and goes on."""
    tries = (n for x in body for n in ast.walk(x) if isinstance(n, ast.Try))
    for node in tries:
        if any(_catches(h) and not _fails(h) for h in node.handlers):
            inner = (n for x in node.body for n in ast.walk(x))
            yield from (n.lineno for n in inner if isinstance(n, ast.Assert))


def _catches(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type
    names = kinds.elts if isinstance(kinds, ast.Tuple) else [kinds]
    return any(x is None or (isinstance(x, ast.Name) and x.id in _CAUGHT) for x in names)


def _fails(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(n, ast.Raise | ast.Assert) for x in handler.body for n in ast.walk(x))


def _passed_by(case: Case, name: str, inner: list[ast.Assert]) -> list[int]:
    """Return the lines of asserts that a run of the reference does not come to."""
    cell = next(c for c in case.bundle.cells if c.grade_id == name) if inner else None
    lines = sorted({node.lineno for node in inner})
    if cell is None:
        return []
    marked = (_Failing(line).visit(ast.parse(cell.source)) for line in _same(cell, inner))
    tests = tuple(
        BundleCell(f"met-{n}", CellRole.TEST, ast.unparse(tree), "met", 1.0)
        for n, tree in enumerate(marked)
    )
    failed = case.run_with_tests(tests).failed
    return [line for n, line in enumerate(lines) if f"met-{n}" not in failed]


def _same(cell: BundleCell, inner: list[ast.Assert]) -> list[int]:
    """Return the lines that those asserts have in the bundle, where markers are left out."""
    lines = sorted({n.lineno for n in _inner(ast.parse(cell.source).body)})
    return lines if len(lines) == len({n.lineno for n in inner}) else []


class _Failing(ast.NodeTransformer):
    """Lets the asserts of one line fail."""

    def __init__(self, line: int) -> None:
        self._line = line

    def visit_Assert(self, node: ast.Assert) -> ast.Assert:
        if node.lineno == self._line:
            node.test = ast.Constant(value=False)
        return node
