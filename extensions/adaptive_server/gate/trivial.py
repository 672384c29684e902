"""Answers that show no skill: constants, and the visible expected values written down."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..core.problem import ANSWERED
from ..problems.authored import AuthoredProblem
from ..problems.bundle import defined_in
from ..problems.python_source import SyntaxFault, bound_names, is_literal, parse_python

CONSTANTS = ("None", "0", "''", "[]", "{}", "True")
EMPTY_DATA = {
    "np.array([])": "import numpy as np",
    "pd.Series(dtype=float)": "import pandas as pd",
    "pd.DataFrame()": "import pandas as pd",
}
"""Data without items, with what makes the name: to numpy nothing equals everything."""


def constant_answers(problem: AuthoredProblem) -> Iterator[tuple[str, str]]:
    """Yield (constant, source): each name of the reference is that, or a function that gives it."""
    names, _ = defined_in(problem.reference)
    if not names:
        yield "nothing", "pass"
        return
    values = dict.fromkeys((*CONSTANTS, *map(ast.unparse, _wanted(problem))), "")
    for value, imported in (values | (EMPTY_DATA if problem.limits.data else {})).items():
        if problem.entry_point:
            lines = [f"def {n}(*a, **k):\n    return {value}" for n in names]
        else:
            lines = [f"{n} = {value}" for n in names]
        yield value, "\n".join([*filter(None, [imported]), *lines])


def is_refuted(problem: AuthoredProblem, constant: str) -> bool:
    """Return whether some test plainly asks for another value than a constant.

    Such a test is a statement `assert f(...) == literal`, or `assert got.name == literal` of what
    `run(...)` gave: the constant need not be run to know that it fails.
    """
    value = ast.parse(constant, mode="eval").body
    pairs = (pair for test in problem.tests for pair in _plainly_asked(problem, test.source, value))
    return any(ast.literal_eval(got) != ast.literal_eval(wanted) for got, wanted in pairs)


def _wanted(problem: AuthoredProblem) -> Iterator[ast.expr]:
    """Yield the literals that tests plainly ask the function for."""
    anything = ast.Constant(None)
    for test in problem.tests if problem.entry_point else ():
        for got, wanted in _plainly_asked(problem, test.source, anything):
            if got is anything:
                yield wanted


def _plainly_asked(
    problem: AuthoredProblem, source: str, value: ast.expr
) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield (what it would be, literal wanted) of a test's plain asserts, until it gets less plain.

    Args:
        problem: Says which names the learner sets.
        source: The test.
        value: What every one of those names is, or gives when it is called.
    """
    tree = parse_python(source)
    filled = _Filled(problem, value)
    for node in tree.body if isinstance(tree, ast.Module) else ():
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=made):
                filled.bound[target] = filled.visit(made)
            case ast.Assert(test=ast.Compare(left=left, ops=[ast.Eq()], comparators=[wanted])):
                got = filled.visit(left)
                asked = any(part is value for part in ast.walk(got))
                if asked and is_literal(got) and is_literal(wanted):
                    yield got, wanted
            case ast.Assert():
                pass
            case _:
                return


class _Filled(ast.NodeTransformer):
    """Puts one value wherever a test asks for what the learner has written."""

    def __init__(self, problem: AuthoredProblem, value: ast.expr) -> None:
        self.bound: dict[str, ast.expr] = {}
        self._program, self._value = not problem.entry_point, value
        self._names = defined_in(problem.reference)[0]

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A call of the learner's function gives the value."""
        return self._value if not self._program and self._is_own(node.func) else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """A name of what `run()` gave is the value."""
        if self._program and node.attr in self._names and _is_run(self.visit(node.value)):
            return self._value
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A name that the test has set is what it was set to."""
        return self.bound.get(node.id, node)

    def _is_own(self, func: ast.expr) -> bool:
        return isinstance(func, ast.Name) and func.id in self._names and func.id not in self.bound


def _is_run(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _is_name(node.func, "run")


def needs_more_than_echo(problem: AuthoredProblem) -> bool:
    """Return whether the visible values are not the whole answer.

    A program without given values and input has one right output, so showing it is fair, unless
    finding it is the task.
    """
    if problem.entry_point or problem.kind in ANSWERED:
        return True
    tree = parse_python(problem.reference)
    given = parse_python("\n".join(c.source for c in problem.given))
    if isinstance(tree, SyntaxFault) or isinstance(given, SyntaxFault):
        return False
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    return "input" in used or bool(used & set(bound_names(given)))


def echo_answer(problem: AuthoredProblem) -> str | None:
    """Return a source that only knows what the visible tests expect; None if that is nothing."""
    trees = [parse_python(t.source) for t in problem.tests if t.visible]
    asserts = [
        (tree, node)
        for tree in trees
        if isinstance(tree, ast.Module)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert)
    ]
    if problem.entry_point:
        return _function_echo(problem.entry_point, asserts)
    return _program_echo(asserts)


def _function_echo(name: str, asserts: list[tuple[ast.Module, ast.Assert]]) -> str | None:
    rows = []
    for tree, node in asserts:
        bound = _assigned(tree)
        for left, right in _compared(node):
            call = bound.get(left.id, left) if isinstance(left, ast.Name) else left
            if not isinstance(call, ast.Call) or not _is_name(call.func, name):
                continue
            if is_literal(right) and all(is_literal(a) for a in call.args) and not call.keywords:
                arguments = "".join(ast.unparse(a) + ", " for a in call.args)
                rows.append(f"(({arguments}), {ast.unparse(right)})")
    if not rows:
        return None
    table = ", ".join(rows)
    return (
        f"def {name}(*args):\n    for given, answer in [{table}]:\n"
        "        if given == args:\n            return answer\n    return answer\n"
    )


def _program_echo(asserts: list[tuple[ast.Module, ast.Assert]]) -> str | None:
    lines = []
    for _, node in asserts:
        for left, right in _compared(node):
            if not is_literal(right):
                continue
            names = {n.attr for n in ast.walk(left) if isinstance(n, ast.Attribute)}
            if "output" in names:
                lines.append(f"print({ast.unparse(right)})")
            elif isinstance(left, ast.Attribute):
                lines.append(f"{left.attr} = {ast.unparse(right)}")
            else:
                found = next((n.id for n in ast.walk(left) if isinstance(n, ast.Name)), None)
                lines += [f"{found} = {ast.unparse(right)}"] if found else []
    return "\n".join(lines) or None


def _compared(node: ast.Assert) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield (tested, expected) of each `==` or `in` below an assert, both ways round."""
    for part in ast.walk(node.test):
        if isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.Eq | ast.In):
            yield part.left, part.comparators[0]
            yield part.comparators[0], part.left


def _assigned(tree: ast.Module) -> dict[str, ast.expr]:
    return {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
