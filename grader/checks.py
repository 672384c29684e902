"""Compiles the instructor's cells of a bundle: which names a test needs, and what it compares."""

from __future__ import annotations

import ast
import builtins
import functools
import operator
import re
import symtable
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from grader.bundle import Bundle, BundleCell, CellRole
from grader.differences import difference
from grader.last_words import file_of, file_of_given
from grader.patches import Place, names, places
from grader.remote import same
from grader.templates import CheckedTemplates
from grader.text import show
from grader.value_texts import texts_in

RUN, SOURCE, ACCEPTS, CATCHES = "run", "source", "accepts", "catches"
JUDGES_OWN = frozenset({RUN, SOURCE, ACCEPTS, CATCHES})
_BY_TEXT = frozenset({"globals", "locals", "vars", "dir", "eval", "exec"})
_NAME = re.compile(r"[^\W\d]\w*")
_AWAITS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
COMPARE = "__compare__"
SAME = "__same__"

_OPERATORS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: same,
    ast.IsNot: lambda x, y: not same(x, y),
}


class BrokenBundle(ValueError):
    """The instructor's cells cannot be used; the text says which and why."""


class Mismatch(AssertionError):
    """A comparison without a message of its own did not hold; the text says expected and got."""


@dataclass(frozen=True, slots=True)
class Check:
    """A compiled test cell.

    Attributes:
        needs: Global names it reads and does not set itself, and those it deletes.
        sets: Global names it sets.
        last: Code of the last expression of a cell with partial credit.
        patches: Places in the library where it may put something of its own.
        replaces: Names of the answer's module that it may patch there.
        talks: It may tell a generator something on its way, so no item is fetched ahead.
    """

    cell: BundleCell
    code: CodeType
    last: CodeType | None
    needs: tuple[str, ...]
    sets: frozenset[str]
    patches: tuple[Place, ...] = ()
    replaces: frozenset[str] = frozenset()
    talks: bool = False


@dataclass(frozen=True)
class CompiledBundle:
    """A bundle ready to be run.

    Attributes:
        given: Code and names set, by grade_id of the given cells.
        checks: By grade_id of the test cells.
    """

    bundle: Bundle
    given: dict[str, tuple[CodeType, frozenset[str]]]
    checks: dict[str, Check]

    @property
    def max_score(self) -> float:
        """Points of all test cells."""
        return sum(check.cell.points for check in self.checks.values())

    @functools.cached_property
    def texts(self) -> frozenset[str]:
        """Texts that stand in the instructor's cells."""
        given = [code for code, _ in self.given.values()]
        tests = [code for check in self.checks.values() for code in (check.code, check.last)]
        return frozenset(text for code in (*given, *tests) if code for text in texts_in(code))

    def cells(self, role: CellRole) -> Iterator[BundleCell]:
        """Yield the cells of a role in notebook order."""
        return (cell for cell in self.bundle.cells if cell.role is role)


def _named_in_texts(tree: ast.AST) -> set[str]:
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {name for text in texts if isinstance(text, str) for name in _NAME.findall(text)}


def _global_names(source: str) -> tuple[set[str], set[str]]:
    def walk(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
        yield table
        for inner in table.get_children():
            yield from walk(inner)

    top = symtable.symtable(source, "<test>", "exec")
    read: set[str] = set()
    bound: set[str] = set()
    for table in walk(top):
        for symbol in table.get_symbols():
            if table is not top and not symbol.is_global():
                continue
            if symbol.is_referenced():
                read.add(symbol.get_name())
            if symbol.is_assigned() or symbol.is_imported():
                bound.add(symbol.get_name())
    return read, bound


def _deleted(tree: ast.AST) -> set[str]:
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Del)}


class _ExplainComparisons(ast.NodeTransformer):
    """Gives a bare `assert a == b` the values it compared."""

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        """Rewrite one assert."""
        match node:
            case ast.Assert(ast.Compare(left, [how], [right]) as compared, None):
                if type(how) not in _OPERATORS:
                    return self._quote(node)
                arguments: list[ast.expr] = [
                    left,
                    ast.Constant(type(how).__name__),
                    right,
                    ast.Constant("" if isinstance(left, ast.Constant) else ast.unparse(left)),
                    ast.Constant(ast.unparse(compared)),
                ]
                node.test = ast.Call(ast.Name(COMPARE, ast.Load()), arguments, [])
            case ast.Assert(_, None):
                return self._quote(node)
        return node

    @staticmethod
    def _quote(node: ast.Assert) -> ast.AST:
        node.msg = ast.Constant(f"This does not hold: {ast.unparse(node.test)}")
        return node


class _SameHandles(ast.NodeTransformer):
    """Lets `x is y` hold for two handles on one object."""

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Rewrite one comparison."""
        self.generic_visit(node)
        match node:
            case ast.Compare(left, [ast.Is() | ast.IsNot() as how], [right]):
                if isinstance(right, ast.Constant):
                    return node
                call = ast.Call(ast.Name(SAME, ast.Load()), [left, right], [])
                return call if isinstance(how, ast.Is) else ast.UnaryOp(ast.Not(), call)
        return node


def compare(left: Any, how: str, right: Any, what: str, whole: str) -> bool:
    """Compare for an assert without message.

    Args:
        left: Value that the learner's code gave.
        how: Name of the ast operator class.
        right: Value that is expected.
        what: Source of the left side; empty for a constant.
        whole: Source of the comparison.

    Raises:
        Mismatch: It does not hold.
    """
    if _OPERATORS[getattr(ast, how)](left, right):
        return True
    if how != "Eq":
        raise Mismatch(f"This does not hold: {whole} (the left side is {show(left)})")
    got, expected = (left, right) if what else (right, left)
    where = f"{what}: " if what else ""
    said = f"{where}expected {show(expected)}, got {show(got)}"
    raise Mismatch("\n".join(filter(None, (said, difference(expected, got)))))


_TALK = frozenset(("send", "throw", "close"))


# The gate grades with many bundles that differ in their limits only.
@lru_cache(maxsize=512)
def _compile_check(cell: BundleCell, number: int) -> Check:
    tree, file = ast.parse(cell.source), file_of(number)
    patches, replaces, talks = places(tree), names(tree), _talks(tree)
    if not cell.hidden:
        tree = ast.fix_missing_locations(_ExplainComparisons().visit(tree))
    tree = ast.fix_missing_locations(CheckedTemplates().visit(_SameHandles().visit(tree)))
    last = None
    if cell.partial:
        final = tree.body.pop() if tree.body else None
        if not isinstance(final, ast.Expr):
            raise BrokenBundle(f"cell {cell.grade_id}: partial credit needs a last expression")
        last = compile(ast.Expression(final.value), file, "eval", flags=_AWAITS)
    read, bound = _global_names(cell.source)
    gone = bound & _deleted(tree)
    if read & _BY_TEXT:
        read |= _named_in_texts(tree)
    code = compile(tree, file, "exec", flags=_AWAITS, dont_inherit=True)
    needs, sets = tuple(sorted(read - bound | gone)), frozenset(bound)
    return Check(cell, code, last, needs, sets, patches, replaces, talks)


def _talks(tree: ast.AST) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr in _TALK for n in ast.walk(tree))


def _compiled(cells: Iterable[BundleCell]) -> tuple[dict[str, Any], dict[str, Check]]:
    given: dict[str, Any] = {}
    checks: dict[str, Check] = {}
    for cell in cells:
        try:
            if cell.role is CellRole.GIVEN:
                tree = ast.fix_missing_locations(CheckedTemplates().visit(ast.parse(cell.source)))
                code = compile(tree, file_of_given(len(given)), "exec", dont_inherit=True)
                given[cell.grade_id] = code, frozenset(_global_names(cell.source)[1])
            elif cell.role is CellRole.TEST:
                checks[cell.grade_id] = _compile_check(cell, len(checks))
        except SyntaxError as error:
            raise BrokenBundle(f"cell {cell.grade_id}: {error}") from error
    return given, checks


def compile_bundle(bundle: Bundle) -> CompiledBundle:
    """Compile given and test cells.

    Raises:
        BrokenBundle: No test cell, a cell that does not parse, ids that repeat, points of 0.
    """
    ids = [cell.grade_id for cell in bundle.cells]
    if len(set(ids)) < len(ids):
        raise BrokenBundle("two cells have the same grade_id")
    given, checks = _compiled(bundle.cells)
    if not checks:
        raise BrokenBundle("there is no test cell")
    if any(check.cell.points <= 0 for check in checks.values()):
        raise BrokenBundle("every test cell needs points greater than 0")
    return CompiledBundle(bundle, given, checks)


def comes_from_learner(name: str, own: set[str], required: tuple[str, ...]) -> bool:
    """Say whether a test's free name is looked up in the learner's process.

    A name that the reference solution defines always is: otherwise a blank answer to "write your
    own `max`" would pass with the judge's builtin.

    Args:
        name: The free name.
        own: Names that given cells and earlier tests set in the judge.
        required: Names that the reference solution defines.
    """
    return name in required or (
        name not in JUDGES_OWN and name not in own and not hasattr(builtins, name)
    )
