"""A pytest module -> one test cell per test function, without pytest.

What stands in for pytest is a few lines at the head of the cells that need it: learners need none.
Taken over are `parametrize`, fixtures, `capsys`, `tmp_path`, `tmp_path_factory`, `monkeypatch`,
`recwarn`, `raises`, `warns`, `approx`, `param` and `fail`; a test that needs more is the reason to
leave a file out.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping

from .draft import DraftTest, NotImportable, title_of
from .pytest_names import patches_of, spelled_out
from .pytest_stand_ins import CAPSYS, MONKEYPATCH, PYTEST, RECWARN
from .unittest_cells import tests_of, unittest_cells

_KNOWN = {"raises", "warns", "approx", "param", "fail", "mark", "fixture"}
_PATCHES = {"setattr", "setitem", "delattr", "delitem", "undo"}


def pytest_cells(tree: ast.Module) -> tuple[DraftTest, ...]:
    """Return the cells; the first is visible.

    Raises:
        NotImportable: There is no test, or one needs what cannot be taken over.
    """
    tree = spelled_out(tree)
    _check(tree)
    fixtures = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef) and _is_fixture(n)}
    cases = [n for n in tree.body if isinstance(n, ast.ClassDef) and tests_of(n)]
    tests = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test")]
    before = [n for n in tree.body if n not in tests and n not in cases and not _is_pytest(n)]
    shared = PYTEST if _uses(tree, "pytest") else ""
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
        raise NotImportable("there is no function test_… in it that is not skipped")
    first, *rest = made
    return (DraftTest(first.title, first.source, visible=True), *rest)


def _parsed(source: str) -> list[ast.stmt]:
    return ast.parse(source).body


def _check(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ast.Name("pytest"), name) if name not in _KNOWN:
                raise NotImportable(f"it uses pytest.{name}")
            case ast.Attribute(ast.Name("monkeypatch"), name) if name not in _PATCHES:
                raise NotImportable(f"it uses monkeypatch.{name}")


def _cell(test: ast.FunctionDef, fixtures: Mapping[str, ast.FunctionDef]) -> str:
    return "\n".join([ast.unparse(_bare(test)), *_calls(test, test.name, fixtures)])


def _calls(
    test: ast.FunctionDef, called: str, fixtures: Mapping[str, ast.FunctionDef]
) -> list[str]:
    """Return the lines that call a test, or a method of a class, with its fixtures."""
    loops = [_loop(d) for d in test.decorator_list if _mark(d) == "parametrize"]
    given = {name for names, _ in loops for name in names}
    lines: list[str] = []
    wanted = [a.arg for a in test.args.args][(called != test.name) + patches_of(test) :]
    used = _used(wanted, fixtures)
    every = [fixtures[name] for name in sorted(used & fixtures.keys())]
    loops += [([_param(f.name)], values) for f in every if (values := _params(f))]
    capsys = "capsys" in used
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
        lines.insert(0, CAPSYS)
        lines.append(f"{indent}_capsys = _Capsys()")
        lines.append(f"{indent}with _contextlib.redirect_stdout(_capsys.shown[0]):")
        lines.append(f"{indent}  with _contextlib.redirect_stderr(_capsys.shown[1]):")
        indent += "    "
    if "recwarn" in used:
        lines.insert(0, RECWARN)
    if used & {"request", "tmp_path_factory"}:
        lines.insert(0, "import types as _types")
    if "monkeypatch" in used:
        lines.insert(0, MONKEYPATCH)
    for step in opened.values():
        lines.append(indent + step)
        indent += "    " * step.endswith(":")
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
    maker: str = "",
) -> str:
    """Return the expression for a fixture's value; the lines that make it go to `opened`."""
    if name == "capsys":
        return "_capsys"
    if name == "monkeypatch":
        opened.setdefault(name, "with _Monkeypatch() as _monkeypatch:")
        return "_monkeypatch"
    if name == "recwarn":
        opened.setdefault(name, "with _recorded() as _recwarn:")
        return "_recwarn"
    if name == "tmp_path_factory":
        opened[name] = f"with _tempfile.TemporaryDirectory() as _{name}:"
        made = f"_pathlib.Path(_tempfile.mkdtemp(prefix=name, dir=_{name}))"
        return f"_types.SimpleNamespace(mktemp=lambda name, numbered=True: {made})"
    if name == "request" and maker:
        return f"_types.SimpleNamespace(param={_param(maker)})"
    if name == "tmp_path":
        opened[name] = f"with _tempfile.TemporaryDirectory() as _{name}:"
        return f"_pathlib.Path(_{name})"
    fixture = fixtures.get(name)
    if fixture is None or depth > 9:
        raise NotImportable(f"{test} needs the fixture {name}, which a grader does not have")
    wanted = [_made(a.arg, fixtures, test, opened, depth + 1, name) for a in fixture.args.args]
    given = ", ".join(wanted)
    step = f"_{name} = {name}({given})"
    if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(fixture)):
        step = f"with _contextlib.contextmanager({name})({given}) as _{name}:"
    opened.setdefault(name, step)  # once a test, however many ask for it
    return f"_{name}"


def _used(names: list[str], fixtures: Mapping[str, ast.FunctionDef]) -> set[str]:
    """Return the names with those of the fixtures that these need."""
    found, left = set[str](), list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += [a.arg for a in fixtures[name].args.args] if name in fixtures else []
    return found


def _param(fixture: str) -> str:
    return f"_{fixture}_param"


def _params(fixture: ast.FunctionDef) -> str:
    """Return the values of `@pytest.fixture(params=…)`, or ''."""
    calls = (d for d in fixture.decorator_list if isinstance(d, ast.Call))
    found = (k.value for d in calls for k in d.keywords if k.arg == "params")
    return next(map(ast.unparse, found), "")


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
