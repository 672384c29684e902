"""Answers that show no skill: constants, and the visible expected values written down."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..core.problem import ANSWERED
from ..problems.authored import AuthoredProblem
from ..problems.bundle import defined_in
from ..problems.python_source import SyntaxFault, bound_names, is_literal, parse_python

CONSTANTS = ("None", "0", "''", "[]", "{}", "True")


def constant_answers(problem: AuthoredProblem) -> Iterator[tuple[str, str]]:
    """Yield (constant, source): each name of the reference is that, or a function that gives it."""
    names, _ = defined_in(problem.reference)
    if not names:
        yield "nothing", "pass"
        return
    for value in dict.fromkeys((*CONSTANTS, *map(ast.unparse, _wanted(problem)))):
        if problem.entry_point:
            yield value, "\n".join(f"def {n}(*a, **k):\n    return {value}" for n in names)
        else:
            yield value, "\n".join(f"{n} = {value}" for n in names)


def is_refuted(problem: AuthoredProblem, constant: str) -> bool:
    """Return whether some test plainly asks the function for another value than a constant.

    Such a test is a statement `assert f(...) == literal`, or of a name that was set to the call:
    the constant need not be run to know that it fails.
    """
    if not problem.entry_point:
        return False
    value = ast.literal_eval(constant)
    return any(ast.literal_eval(wanted) != value for wanted in _wanted(problem))


def _wanted(problem: AuthoredProblem) -> Iterator[ast.expr]:
    """Yield the literals that tests plainly ask the function for."""
    trees = [parse_python(test.source) for test in problem.tests]
    for tree in trees:
        if isinstance(tree, ast.Module):
            yield from _plainly_wanted(problem.entry_point, tree.body)


def _plainly_wanted(name: str, statements: list[ast.stmt]) -> Iterator[ast.expr]:
    """Yield the literals that calls of a function are compared with, until it gets less plain."""
    bound: dict[str, ast.expr] = {}
    for node in statements:
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=made):
                bound[target] = made
            case ast.Assert(test=ast.Compare(left=left, ops=[ast.Eq()], comparators=[wanted])):
                call = bound.get(left.id, left) if isinstance(left, ast.Name) else left
                if isinstance(call, ast.Call) and _is_name(call.func, name) and is_literal(wanted):
                    yield wanted
            case ast.Assert():
                pass
            case _:
                return


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


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
