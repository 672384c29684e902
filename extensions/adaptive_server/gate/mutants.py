"""Small changes to a solution, one at a time: what tests ought to notice."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.edits import swap

_SWAPS: dict[type[ast.AST], tuple[type[ast.AST], str, str]] = {
    ast.Lt: (ast.LtE, "<", "<="),
    ast.LtE: (ast.Lt, "<=", "<"),
    ast.Gt: (ast.GtE, ">", ">="),
    ast.GtE: (ast.Gt, ">=", ">"),
    ast.Eq: (ast.NotEq, "==", "!="),
    ast.NotEq: (ast.Eq, "!=", "=="),
    ast.In: (ast.NotIn, "in", "not in"),
    ast.NotIn: (ast.In, "not in", "in"),
    ast.Add: (ast.Sub, "+", "-"),
    ast.Sub: (ast.Add, "-", "+"),
    ast.Mult: (ast.Add, "*", "+"),
    ast.Div: (ast.Mult, "/", "*"),
    ast.FloorDiv: (ast.Mult, "//", "*"),
    ast.Mod: (ast.FloorDiv, "%", "//"),
    ast.Pow: (ast.Mult, "**", "*"),
    ast.And: (ast.Or, "and", "or"),
    ast.Or: (ast.And, "or", "and"),
}
_CONVERSIONS = frozenset({"list", "dict", "set", "tuple", "sorted", "int", "float", "str"})
_WITH_DOCSTRING = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a source; `name` says line and change, e.g. "line 3: < becomes <=".

    A name that would be there twice gets a number: the second is "line 3: + becomes - (2)".
    """

    name: str
    line: int
    _tree: ast.Module
    _change: _Change

    def source(self) -> str:
        """Return the changed source."""
        with self._change.made():
            return ast.unparse(self._tree)

    def is_input_of(self, function: str) -> bool:
        """Say whether the change is in what a call of a function gets."""
        return any(
            part is self._change.owner
            for call in ast.walk(self._tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == function
            for given in (*call.args, *call.keywords)
            for part in ast.walk(given)
        )


@dataclass(frozen=True, slots=True)
class _Change:
    """A part of a tree (`owner`'s attribute, or item of a list) and what it becomes."""

    line: int
    what: str
    owner: Any
    key: str | int
    value: object

    @contextlib.contextmanager
    def made(self) -> Iterator[None]:
        before = swap(self.owner, self.key, self.value)
        try:
            yield
        finally:
            swap(self.owner, self.key, before)


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of a source that compiles, in the order of its lines."""
    tree = ast.parse(source)
    used: dict[str, int] = {}
    made = []
    for change in sorted(_changes(tree), key=lambda c: c.line):
        name = f"line {change.line}: {change.what}"
        used[name] = used.get(name, 0) + 1
        name += f" ({used[name]})" if used[name] > 1 else ""
        made.append(Mutant(name, change.line, tree, change))
    return made


def _changes(tree: ast.Module) -> Iterator[_Change]:
    skipped = {id(n) for node in ast.walk(tree) for n in _not_code(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        yield from _operators(node)
        yield from _constants(node)
        yield from _statements(node)
        yield from _expressions(node)


def _not_code(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what no test should hold anyone to: docstrings, annotations, wordings; format specs."""
    if isinstance(node, _WITH_DOCSTRING) and node.body:
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            yield first
            yield first.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "input":
        yield from (x for argument in node.args for x in ast.walk(argument))
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        yield from (x for argument in node.exc.args for x in ast.walk(argument))
    for key in ("annotation", "returns", "format_spec"):
        part = getattr(node, key, None)
        if isinstance(part, ast.AST):
            yield from ast.walk(part)


def _operators(node: ast.AST) -> Iterator[_Change]:
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            if type(op) in _SWAPS:
                new, before, after = _SWAPS[type(op)]
                yield _change(node, f"{before} becomes {after}", node.ops, place, new())
            if isinstance(op, ast.LtE | ast.GtE):
                # Tests of a limit often try the limit itself, and nothing beyond it.
                yield _change(node, f"{before} becomes ==", node.ops, place, ast.Eq())
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp) and type(node.op) in _SWAPS:
        new, before, after = _SWAPS[type(node.op)]
        mark = "=" if isinstance(node, ast.AugAssign) else ""
        yield _change(node, f"{before}{mark} becomes {after}{mark}", node, "op", new())


def _constants(node: ast.AST) -> Iterator[_Change]:
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    changed: object
    if isinstance(value, bool):
        changed = not value
    elif isinstance(value, int | float):
        changed = value + 1
    elif isinstance(value, str):
        changed = value + "!"
    else:
        return
    yield _change(node, f"{_short(value)} becomes {_short(changed)}", node, "value", changed)


def _statements(node: ast.AST) -> Iterator[_Change]:
    if isinstance(node, ast.If):
        yield _change(node, "the condition is always true", node, "test", ast.Constant(True))
        negated = ast.UnaryOp(ast.Not(), node.test)
        yield _change(node, "the condition is negated", node, "test", negated)
    elif isinstance(node, ast.Return) and not _is_none(node.value):
        yield _change(node, "return gives nothing", node, "value", None)
    body = getattr(node, "body", None)
    for statements in (body, getattr(node, "orelse", None)):
        if not isinstance(statements, list):
            continue
        for place, child in enumerate(statements):
            if isinstance(child, ast.AugAssign | ast.Break | ast.Continue) or _is_call(child):
                text = _short(ast.unparse(child), quote=False)
                yield _change(child, f"without {text}", statements, place, ast.Pass())


def _expressions(node: ast.AST) -> Iterator[_Change]:
    for owner, key, part in _parts(node):
        if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not):
            yield _change(part, "without not", owner, key, part.operand)
        elif isinstance(part, ast.Compare) and (emptiness := _emptiness(part)):
            text = _short(ast.unparse(part), quote=False)
            yield _change(part, f"{text} becomes {ast.unparse(emptiness)}", owner, key, emptiness)
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and not part.args:
            yield _change(part, f"without .{part.func.attr}()", owner, key, part.func.value)
        elif isinstance(part, ast.Call) and _is_conversion(part):
            yield _change(part, f"without {ast.unparse(part.func)}()", owner, key, part.args[0])
    if isinstance(node, ast.Slice):
        for key in ("lower", "upper", "step"):
            part = getattr(node, key)
            if part is not None:
                text = _short(ast.unparse(part), quote=False)
                yield _change(part, f"slice without its {key} {text}", node, key, None)


def _emptiness(asked: ast.Compare) -> ast.expr | None:
    """Return what asks of a collection whether it is empty, where it was asked for an item."""
    match asked:
        case ast.Compare(ops=[ast.In()], comparators=[ast.Name() as held]):
            return held
        case ast.Compare(ops=[ast.NotIn()], comparators=[ast.Name() as held]):
            return ast.UnaryOp(ast.Not(), held)
    return None


def _parts(node: ast.AST) -> Iterator[tuple[Any, str | int, ast.AST]]:
    """Yield (owner, key, expression) of the expressions right below a node."""
    if isinstance(node, ast.Expr):
        return  # a statement of its own: leaving it out is a change by itself
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.expr):
            yield node, name, value
        elif isinstance(value, list):
            yield from ((value, n, x) for n, x in enumerate(value) if isinstance(x, ast.expr))


def _is_conversion(call: ast.Call) -> bool:
    """Say whether a call copies or converts one value: what beginners leave out."""
    named = isinstance(call.func, ast.Name) and call.func.id in _CONVERSIONS
    return named and len(call.args) == 1 and not call.keywords


def _is_none(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _change(node: ast.AST, what: str, owner: Any, key: str | int, value: object) -> _Change:
    return _Change(getattr(node, "lineno", 1), what, owner, key, value)


def _short(value: object, *, quote: bool = True) -> str:
    text = repr(value) if quote else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"
