"""Parses Python that others wrote; any fault is a value, never an exception or a warning."""

from __future__ import annotations

import ast
import contextlib
import io
import tokenize
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST_LAMBDAS = 300
"""One inside the other, ten times as many would keep the compiler busy for seconds."""
_AWAITS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT  # as notebooks and the grader do
_KEPT = 8192  # sources: those of a whole course, of which items made from a problem share most


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
        return SyntaxFault(None, _why(error))


@lru_cache(maxsize=_KEPT)
def syntax_faults(source: str) -> tuple[SyntaxFault | None, tuple[SyntaxFault, ...]]:
    """Return why a source does not compile, or None, and what the compiler warns of.

    It warns of an assert on a tuple, for one, which is always true. Kept, for the variants of a
    problem share most of their cells.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            if _has_too_many_lambdas(source):
                return SyntaxFault(None, f"more than {MOST_LAMBDAS} times `lambda`"), ()
            compile(source, "<cell>", "exec", _AWAITS, dont_inherit=True)
        except SyntaxError as error:
            return SyntaxFault(error.lineno, error.msg), ()
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            return SyntaxFault(None, _why(error)), ()
    return None, tuple(SyntaxFault(w.lineno, str(w.message)) for w in caught)


def _why(error: Exception) -> str:
    # Of what is too deep for its stack, Python's parser says that memory is short.
    deep = isinstance(error, RecursionError | MemoryError)
    return "an expression is nested too deeply" if deep else str(error)


def _has_too_many_lambdas(source: str) -> bool:
    # To make a tree of every source would take longer than to compile it.
    if source.count("lambda") <= MOST_LAMBDAS:
        return False
    return sum(isinstance(n, ast.Lambda) for n in ast.walk(ast.parse(source))) > MOST_LAMBDAS


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


@lru_cache(maxsize=_KEPT)
def lines_of(source: str) -> tuple[tuple[str, bool], ...]:
    r"""Return the stripped lines of a source, and whether each one is of a text that does nothing.

    Such as a docstring. Code with gaps will do: what follows a fault that tokens cannot be read
    after is taken for code.

    >>> lines_of("def f():\n    '''Say it.'''\n    return 1")
    (('def f():', False), ("'''Say it.'''", True), ('return 1', False))
    """
    told = {n for first, last in _idle_texts(source) for n in range(first, last + 1)}
    return tuple((line.strip(), n in told) for n, line in enumerate(source.splitlines(), 1))


_BETWEEN = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.COMMENT)


def _idle_texts(source: str) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each text that is a statement of its own."""
    begins, text = True, None
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if text and token.type == tokenize.NEWLINE:
                yield text.start[0], text.end[0]
            text = token if begins and token.type == tokenize.STRING else None
            begins = token.type in _BETWEEN


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
