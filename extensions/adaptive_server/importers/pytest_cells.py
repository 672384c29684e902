"""A pytest module -> one test cell per test function, without pytest.

What stands in for pytest is a few lines at the head of the cells that need it: learners need none.
Taken over are `parametrize`, fixtures of the file, `capsys`, `tmp_path`, `raises`, `approx`,
`param` and `fail`; a test that needs more is the reason to leave a file out.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping

from .draft import DraftTest, NotImportable, title_of
from .unittest_cells import tests_of, unittest_cells

_KNOWN = {"raises", "approx", "param", "fail", "mark", "fixture"}
_SHIM = """
import contextlib as _contextlib
import math as _math
import re as _re

class _Raised:
    value = type = None

class _Approx:
    def __init__(self, expected, rel=1e-6, abs=1e-12):
        self.expected, self.rel, self.abs = expected, rel or 0.0, abs or 0.0

    def __eq__(self, other):
        return self._close(other, self.expected)

    def _close(self, got, wanted):
        if isinstance(wanted, dict):
            return (type(got) is dict and set(got) == set(wanted)
                    and all(self._close(got[k], wanted[k]) for k in wanted))
        if isinstance(wanted, (list, tuple)):
            return (isinstance(got, (list, tuple)) and len(got) == len(wanted)
                    and all(map(self._close, got, wanted)))
        if isinstance(got, (int, float)) and isinstance(wanted, (int, float)):
            return _math.isclose(got, wanted, rel_tol=self.rel, abs_tol=self.abs)
        return type(got) is type(wanted) and got == wanted

    def __repr__(self):
        return f"about {self.expected!r}"

class pytest:
    approx = _Approx

    @staticmethod
    def param(*values, id=None):
        return values if len(values) != 1 else values[0]

    @staticmethod
    def fail(reason=""):
        raise AssertionError(reason)

    @staticmethod
    @_contextlib.contextmanager
    def raises(expected, match=None):
        info = _Raised()
        try:
            yield info
        except expected as error:
            info.value, info.type = error, type(error)
            assert match is None or _re.search(match, str(error)), f"the text was: {error}"
        else:
            raise AssertionError(f"{expected} was not raised")
"""
_CAPSYS = """
import contextlib as _contextlib
import io as _io
import types as _types

class _Capsys:
    def __init__(self):
        self.shown = _io.StringIO()

    def readouterr(self):
        text = self.shown.getvalue()
        self.shown.seek(0)
        self.shown.truncate()
        return _types.SimpleNamespace(out=text, err="")
"""


def pytest_cells(tree: ast.Module) -> tuple[DraftTest, ...]:
    """Return the cells; the first is visible.

    Raises:
        NotImportable: There is no test, or one needs what cannot be taken over.
    """
    _check(tree)
    fixtures = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef) and _is_fixture(n)}
    cases = [n for n in tree.body if isinstance(n, ast.ClassDef) and tests_of(n)]
    tests = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test")]
    before = [n for n in tree.body if n not in tests and n not in cases and not _is_pytest(n)]
    shared = _SHIM if _uses(tree, "pytest") else ""
    shared += "".join(ast.unparse(_bare(n)) + "\n" for n in before)
    made = [
        DraftTest(title_of(test.name), shared + _cell(test, fixtures))
        for test in tests
        if not _is_skipped(test)
    ]
    if cases:
        own = ast.Module([*_parsed(shared), *cases], [])
        methods = unittest_cells(own, lambda method, call: _calls(method, call, fixtures))
        made += [DraftTest(t.title, t.source) for t in methods]
    if not made:
        raise NotImportable("there is no function test_… in it")
    first, *rest = made
    return (DraftTest(first.title, first.source, visible=True), *rest)


def _parsed(source: str) -> list[ast.stmt]:
    return ast.parse(source).body


def _check(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "pytest":
            if node.attr not in _KNOWN:
                raise NotImportable(f"it uses pytest.{node.attr}")
        elif isinstance(node, ast.ImportFrom) and node.module == "pytest":
            raise NotImportable("it imports names from pytest; write `import pytest`")


def _cell(test: ast.FunctionDef, fixtures: Mapping[str, ast.FunctionDef]) -> str:
    return "\n".join([ast.unparse(_bare(test)), *_calls(test, test.name, fixtures)])


def _calls(
    test: ast.FunctionDef, called: str, fixtures: Mapping[str, ast.FunctionDef]
) -> list[str]:
    """Return the lines that call a test, or a method of a class, with its fixtures."""
    loops = [_loop(d) for d in test.decorator_list if _mark(d) == "parametrize"]
    given = {name for names, _ in loops for name in names}
    lines: list[str] = []
    wanted = [a.arg for a in test.args.args][called != test.name :]
    capsys = "capsys" in wanted
    opened: dict[str, str] = {}
    call = ", ".join(
        f"{name}={name if name in given else _made(name, fixtures, test.name, opened)}"
        for name in wanted
    )
    indent = ""
    for names, values in reversed(loops):
        target = names[0] if len(names) == 1 else f"({', '.join(names)},)"
        lines.append(f"{indent}for {target} in {values}:")
        indent += "    "
    if capsys:
        lines.insert(0, _CAPSYS)
        lines.append(f"{indent}_capsys = _Capsys()")
        lines.append(f"{indent}with _contextlib.redirect_stdout(_capsys.shown):")
        indent += "    "
    for manager in opened.values():
        lines.append(f"{indent}with {manager}:")
        indent += "    "
    if opened:
        lines.insert(0, "import contextlib as _contextlib\nimport pathlib as _pathlib")
        lines.insert(1, "import tempfile as _tempfile")
    return [*lines, f"{indent}{called}({call})"]


def _made(
    name: str,
    fixtures: Mapping[str, ast.FunctionDef],
    test: str,
    opened: dict[str, str],
    depth: int = 0,
) -> str:
    """Return the expression that makes a fixture's value; what a `with` opens goes to `opened`."""
    if name == "capsys":
        return "_capsys"
    if name == "tmp_path":
        opened[name] = f"_tempfile.TemporaryDirectory() as _{name}"
        return f"_pathlib.Path(_{name})"
    fixture = fixtures.get(name)
    if fixture is None or depth > 9:
        raise NotImportable(f"{test} needs the fixture {name}, which a grader does not have")
    wanted = [_made(a.arg, fixtures, test, opened, depth + 1) for a in fixture.args.args]
    made = f"{name}({', '.join(wanted)})"
    if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(fixture)):
        opened.setdefault(
            name, f"_contextlib.contextmanager({name})({', '.join(wanted)}) as _{name}"
        )
        return f"_{name}"
    return made


def _loop(mark: ast.expr) -> tuple[list[str], str]:
    """Return names and values of a `parametrize`."""
    assert isinstance(mark, ast.Call)
    if len(mark.args) < 2 or any(k.arg != "ids" for k in mark.keywords):
        raise NotImportable("a parametrize has other arguments than names, values and ids")
    try:
        names = ast.literal_eval(mark.args[0])
    except ValueError:
        raise NotImportable("the names of a parametrize are no text") from None
    found = names.split(",") if isinstance(names, str) else list(names)
    return [str(name).strip() for name in found], ast.unparse(mark.args[1])


def _bare(node: ast.stmt) -> ast.stmt:
    if isinstance(node, ast.FunctionDef):
        node = copy.deepcopy(node)
        node.decorator_list = [d for d in node.decorator_list if not _mark(d)]
    return node


def _mark(decorator: ast.expr) -> str:
    """Return `parametrize` of `@pytest.mark.parametrize(…)`, `fixture` of `@pytest.fixture`."""
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    text = ast.unparse(target)
    return text.rsplit(".", 1)[-1] if text.startswith("pytest.") else ""


def _is_fixture(node: ast.FunctionDef) -> bool:
    return any(_mark(d) == "fixture" for d in node.decorator_list)


def _is_skipped(node: ast.FunctionDef) -> bool:
    return any(_mark(d) in ("skip", "skipif", "xfail") for d in node.decorator_list)


def _is_pytest(node: ast.stmt) -> bool:
    if isinstance(node, ast.If):
        return "__name__" in ast.unparse(node.test)
    return isinstance(node, ast.Import) and [a.name for a in node.names] == ["pytest"]


def _uses(tree: ast.Module, name: str) -> bool:
    calls = (
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.Attribute) and n.attr not in ("mark", "fixture")
    )
    return any(isinstance(n.value, ast.Name) and n.value.id == name for n in calls)
