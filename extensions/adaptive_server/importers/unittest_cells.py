"""A unittest module -> one test cell per method, each with its class and what stands before it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable

from .draft import DraftTest, NotImportable, title_of

_MOST = 200


Call = Callable[[ast.FunctionDef, str], list[str]]


def _plainly(method: ast.FunctionDef, call: str) -> list[str]:
    return [f"{call}()"]


def unittest_cells(tree: ast.Module, call: Call = _plainly) -> tuple[DraftTest, ...]:
    """Return the cells; the first is visible.

    Args:
        tree: The module.
        call: Returns the lines that call a method of a class without bases, given the method and
            what it is called as.

    Raises:
        NotImportable: There is no test method, or far too many.
    """
    cases = [n for n in tree.body if isinstance(n, ast.ClassDef) and tests_of(n)]
    before = [n for n in tree.body if n not in cases and not _runs_tests(n)]
    shared = "".join(ast.unparse(n) + "\n" for n in before)
    named = ((case, name) for case in cases for name in tests_of(case))
    made = [DraftTest(title_of(name), shared + _one(case, name, call)) for case, name in named]
    if not made:
        raise NotImportable("the test file has no method test_… in a class")
    if len(made) > _MOST:
        raise NotImportable(f"the test file has {len(made)} tests, {_MOST} are the most")
    first, *rest = made
    return (DraftTest(first.title, first.source, visible=True), *rest)


def tests_of(case: ast.ClassDef) -> list[str]:
    """Return the names of a class's test methods, but for those that are skipped."""
    methods = (n for n in case.body if isinstance(n, ast.FunctionDef))
    return [n.name for n in methods if n.name.startswith("test") and not _is_left_out(n)]


def without_skipped(tree: ast.Module) -> ast.Module:
    """Return a test module without the methods that are skipped: they may use what is not there."""
    tree = copy.deepcopy(tree)
    for case in tree.body:
        if isinstance(case, ast.ClassDef):
            case.body = [
                n for n in case.body if not (isinstance(n, ast.FunctionDef) and _is_left_out(n))
            ] or [ast.Pass()]
    return ast.fix_missing_locations(tree)


def _is_left_out(method: ast.FunctionDef) -> bool:
    marks = " ".join(map(ast.unparse, method.decorator_list))
    return "skip" in marks or "expectedFailure" in marks


def _one(case: ast.ClassDef, name: str, call: Call) -> str:
    alone = copy.deepcopy(case)
    kept = set(tests_of(case)) - {name}
    alone.body = [n for n in alone.body if getattr(n, "name", "") not in kept]
    for node in alone.body:
        if isinstance(node, ast.FunctionDef):
            marks = [d for d in node.decorator_list if not ast.unparse(d).startswith("pytest.")]
            node.decorator_list = marks
    methods = {n.name for n in alone.body if isinstance(n, ast.FunctionDef)}
    lines = [ast.unparse(alone)]
    if not case.bases:
        # Each case of a `parametrize` begins with an instance of its own.
        lines += ["def _case():", f"    case = {case.name}()"]
        if "setup_method" in methods:
            lines.append("    case.setup_method()")
        lines.append("    return case")
        method = next(n for n in case.body if isinstance(n, ast.FunctionDef) and n.name == name)
        lines += call(method, f"_case().{name}")
    else:
        # It may stand in a class that this one extends.
        lines.append(f"getattr({case.name}, 'setUpClass', lambda: None)()")
        lines.append(f"{case.name}({name!r}).debug()")
    return "\n".join(lines)


def _runs_tests(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
