"""A syntax tree in whatever notation, by the row of the kinds of its nodes.

Brackets, XML, YAML and `ast.dump` all name the nodes from the root down. Other names change nothing
of that; where the learner's own tree has the same kinds, its names and values are compared as well.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .secret import Secret
from .trees import parse

WORD = re.compile(r"\w+")
KINDS = frozenset(
    name.lower()
    for name, kind in vars(ast).items()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
)
UNSAID = frozenset({"load", "store", "del", "module", "expr", "arguments", "arg", "constant"})
"""Kinds that a notation may leave out, and that are also words for parts of a node."""
_MARKS = (
    "BinOp|BoolOp|UnaryOp|FunctionDef|ClassDef|AugAssign|IfExp|ListComp|DictComp|GeneratorExp"
    "|JoinedStr|FormattedValue|Subscript|Compare|Assign|Constant|Attribute|Call|Return"
)
MARK = re.compile(rf"\b(?:{_MARKS})\b", re.I)
FEW_MARKS = 4
ROW = 3
ENOUGH, FEWEST = 0.5, 4
VALUED_ENOUGH, VALUED_FEWEST = 0.7, 2
"""Share and number of the secret rows of kinds, and of kinds and values, that are a solution's."""
Row = tuple[str, ...]


def are_told(text: str, secret: Secret) -> bool:
    """Say whether a text shows much of the tree of a reference."""
    if len(MARK.findall(text)) < FEW_MARKS:
        return False
    said = WORD.findall(text)
    kinds, own_kinds = rows([k for w in said if (k := kind_of(w))]), rows_of(secret.own)
    own_valued = rows(row_of(secret.own, valued=True))
    for part in secret.parts:
        source = part.reference.source
        if _is_much(kinds, rows_of(source) - own_kinds, ENOUGH, FEWEST):
            return True
        row = row_of(source, valued=True)
        shown = rows([k for w in said if (k := kind_of(w) or w) in row])
        if _is_much(shown, rows(row) - own_valued, VALUED_ENOUGH, VALUED_FEWEST):
            return True
    return False


def _is_much(shown: frozenset[Row], wanted: frozenset[Row], enough: float, fewest: int) -> bool:
    hits = len(wanted & shown)
    return hits >= fewest and hits >= enough * len(wanted)


def rows_of(source: str) -> frozenset[Row]:
    """Return the rows of kinds of a program."""
    return rows(row_of(source))


@lru_cache(maxsize=1024)
def row_of(source: str, *, valued: bool = False) -> tuple[str, ...]:
    """Return the kinds of a program's nodes from the root down, with their values if wanted."""
    tree = parse(source)
    return tuple(_row(tree, valued=valued)) if tree is not None else ()


def rows(row: Sequence[str]) -> frozenset[Row]:
    """Return every few kinds in a row."""
    return frozenset(tuple(row[at : at + ROW]) for at in range(len(row) - ROW + 1))


def kind_of(word: str) -> str:
    """Return the kind of node that a word names, or ""."""
    low = word.lower()
    return low if low in KINDS and low not in UNSAID else ""


def _row(node: ast.AST, *, valued: bool) -> Iterator[str]:
    if kind := kind_of(type(node).__name__):
        yield kind
    for _, value in ast.iter_fields(node):
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                yield from _row(part, valued=valued)
            elif valued and part is not None:
                yield from WORD.findall(str(part))
