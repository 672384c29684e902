"""Parses Python that others wrote; any fault is a value, never an exception or a warning."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Why a source is no Python; `line` is 1-based, or None."""

    line: int | None
    message: str


def parse_python(source: str) -> ast.Module | SyntaxFault:
    """Return the tree of a source that compiles, else the fault."""
    fault, _ = syntax_faults(source)
    if fault:
        return fault
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return SyntaxFault(None, str(error) or type(error).__name__)


@lru_cache(maxsize=4096)
def syntax_faults(source: str) -> tuple[SyntaxFault | None, tuple[SyntaxFault, ...]]:
    """Return why a source does not compile, or None, and what the compiler warns of.

    It warns of an assert on a tuple, for one, which is always true. Kept, for the variants of a
    problem share most of their cells.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<cell>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return SyntaxFault(error.lineno, error.msg), ()
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            return SyntaxFault(None, str(error) or type(error).__name__), ()
    return None, tuple(SyntaxFault(w.lineno, str(w.message)) for w in caught)


def is_literal(node: ast.expr) -> bool:
    """Return whether an expression is a value written down.

    >>> [is_literal(ast.parse(x).body[0].value) for x in ("[1, 'a']", "f(1)")]
    [True, False]
    """
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return False
    return True


_CLASS_MAKERS = ("namedtuple", "NamedTuple", "TypedDict", "make_dataclass", "type", "Enum")


def bound_classes(tree: ast.Module) -> tuple[str, ...]:
    r"""Return the names that a module's top level binds to classes, sorted.

    >>> bound_classes(ast.parse("class A: pass\nP = namedtuple('P', 'x')\nf = A()"))
    ('A', 'P')
    """
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef():
                found.add(node.name)
            case ast.Assign([ast.Name(name)], ast.Call(func)):
                maker = getattr(func, "attr", getattr(func, "id", ""))
                if maker.removeprefix("Int").removeprefix("Str") in _CLASS_MAKERS:
                    found.add(name)
    return tuple(sorted(found & set(bound_names(tree))))


def bound_names(tree: ast.Module) -> tuple[str, ...]:
    r"""Return the names that a module's top level defines or assigns, sorted; no imports.

    >>> bound_names(ast.parse("import os\ndef f(): y = 1\nfor i in a: x, z = i"))
    ('f', 'i', 'x', 'z')
    """
    found: set[str] = set()
    stack: list[ast.AST] = list(tree.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif not isinstance(
            node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
        ):
            stack += ast.iter_child_nodes(node)
    return tuple(sorted(found))


def names_set(sources: Iterable[str]) -> frozenset[str]:
    r"""Return every name that sources define or assign to; what does not parse sets none.

    >>> sorted(names_set(["def a():\n    b = 1", "class C: pass", "("]))
    ['C', 'a', 'b']
    """
    names: set[str] = set()
    for tree in map(parse_python, sources):
        for node in ast.walk(tree) if isinstance(tree, ast.Module) else ():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, ast.alias):
                names.add(node.asname or node.name)
    return frozenset(names)
