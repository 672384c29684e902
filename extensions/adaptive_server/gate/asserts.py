"""Checks what asserts ask, and that what they say agrees with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..problems.authored import TestCell
from ..problems.python_source import parse_python
from .assert_words import says_other, wording
from .case import Case
from .numbers_told import numbers_in_code, numbers_meant

DIGITS = 12
"""A float of so many was copied from a screen: other right answers differ in the last one."""
_SAFE = ord("r"), ord("s"), ord("a")

Told = tuple[int, str, str]
"""Line, what is wrong, remedy."""


def check_asserts(case: Case) -> None:
    """Warn of asserts that are always true, say another number, or ask what was asked before."""
    shown = {_asked(node) for t in case.problem.tests if t.visible for node in body_of(t)}
    around = _around(case)
    for test in case.problem.tests:
        body = body_of(test)
        nodes = [node for node in body if isinstance(node, ast.Assert)]
        for node in nodes:
            for line, what, remedy in _of(node):
                case.findings.warning("assert", what, remedy, cell=test.grade_id, line=line)
            if other := says_other(node, body[: body.index(node)], around):
                remedy, line = "Correct the wording or the value", node.lineno
                case.findings.warning("assert", other, remedy, cell=test.grade_id, line=line)
        for line, what, remedy in _breaks(nodes):
            case.findings.warning("assert", what, remedy, cell=test.grade_id, line=line)
        if nodes and not test.visible and all(_asked(node) in shown for node in body):
            case.findings.warning(
                "assert",
                "this hidden test asks only what visible ones ask",
                "Ask for another value, so that an answer for the example alone fails",
                cell=test.grade_id,
                line=nodes[0].lineno,
            )


def body_of(test: TestCell) -> list[ast.stmt]:
    """Return the statements of a test as its author wrote it; none where Python cannot read it."""
    tree = parse_python(test.raw)
    return tree.body if isinstance(tree, ast.Module) else []


def _asked(node: ast.stmt) -> str:
    """Return what a statement does, whatever an assert says."""
    return ast.dump(_unsaid(node))


def _of(node: ast.Assert) -> Iterator[Told]:
    if not wording(node.msg).strip():
        yield node.lineno, "who fails it reads nothing", "Say in a message what should be"
    for part in ast.walk(node.test):
        if isinstance(part, ast.BoolOp) and isinstance(part.op, ast.Or):
            for value in part.values:
                if isinstance(value, ast.Constant) and value.value:
                    told = f"`{ast.unparse(part)}` is always true"
                    yield node.lineno, told, "Compare with each value, or by `in`"
        if isinstance(part, ast.Compare) and _always_holds(part):
            told = f"`{ast.unparse(part)}` is true of nearly every answer"
            yield node.lineno, told, "Compare with what should come out"
        if isinstance(part, ast.Compare) and any(isinstance(x, ast.Eq) for x in part.ops):
            for side in (part.left, *part.comparators):
                if isinstance(side, ast.Constant) and _is_copied(side.value):
                    told = f"{side.value!r} holds for one order of the sums only"
                    yield node.lineno, told, "Compare with round(…) or math.isclose(…)"


def _always_holds(compared: ast.Compare) -> bool:
    """Say whether something is compared with itself, a length with 0, or is only not one object."""
    match compared:
        case ast.Compare(ast.Name(one), [ast.Eq() | ast.LtE() | ast.GtE() | ast.Is()], [other]):
            return isinstance(other, ast.Name) and other.id == one
        case ast.Compare(ast.Call(ast.Name("len")), [ast.GtE()], [ast.Constant(0)]):
            return True
        case ast.Compare(ast.Call(ast.Name("len")), [ast.Gt()], [ast.UnaryOp(ast.USub())]):
            return True
        case ast.Compare(_, [ast.IsNot()], [ast.Constant(value)]):
            return value is not None
    return False


def _is_copied(value: object) -> bool:
    return isinstance(value, float) and len(f"{value!r}".strip("-0.").replace(".", "")) >= DIGITS


def _around(case: Case) -> set[float]:
    """Return the numbers that a wording may well speak of."""
    problem = case.problem
    code = [problem.reference, *(c.source for c in problem.given)]
    return numbers_meant(problem.statement.source).union(*map(numbers_in_code, code))


def _unsaid(node: ast.stmt) -> ast.AST:
    """Return a statement without what an assert says."""
    return node.test if isinstance(node, ast.Assert) else node


def _breaks(nodes: list[ast.Assert]) -> Iterator[Told]:
    """Tell of a wording that formats what may be of any type, and that nothing has looked at."""
    looked: set[str] = set()
    for node in nodes:
        parts = node.msg.values if isinstance(node.msg, ast.JoinedStr) else []
        for part in parts:
            if not isinstance(part, ast.FormattedValue) or not part.format_spec:
                continue
            names = {n.id for n in ast.walk(part.value) if isinstance(n, ast.Name)}
            if part.conversion not in _SAFE and not names & looked:
                told = f"the wording cannot be made where {ast.unparse(part.value)} is None"
                yield node.lineno, told, "Write {…!r}, or look at the type in an assert before"
        looked |= {n.id for n in ast.walk(node.test) if isinstance(n, ast.Name)}
