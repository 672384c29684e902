"""A solution in whatever notation: a query, a spreadsheet, a formula, one line of another language.

Names, brackets and order differ between notations; the signs, numbers, texts and calls that a
solution is made of do not. So where a piece of an answer holds most of those of a reference, and
little else, it tells the reference. What the learner wrote counts for nothing.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from .secret import Secret, once
from .task import CLASS, DEFINITION, undocumented

MATHS = re.compile(r"\$\$?(.+?)\$\$?|\\\[(.+?)\\\]|\\\((.+?)\\\)", re.S)
CELL = re.compile(r"^[ \t]*=(?!=)[ \t]*\S.*$", re.M)
"""A formula of a spreadsheet, on a line of its own."""
MARK = re.compile(
    r"\b(?:def|fn|func|function|class|import|from)\s+[\w.]+|\bself\.\w+|[-=]>"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|(?P<number>(?<![\w.])\d+(?:\.\d+)?)"
    r"|\\(?P<tex>[a-z]+)|(?P<dot>\.\s?|::)?\b(?P<word>[^\W\d]\w*)(?P<call>!?\()?"
    r"|(?P<sign>\*\*|//|<=|>=|<>|!==?|&&|\|\||[-+*/%<>^≤≥≠·×÷∑∈])"
)
_SAME = {
    "+": "plus Add ∑",
    "-": "minus Sub",
    "*": "times Mult cdot · × multiplied",
    "/": "// divided Div FloorDiv frac dfrac tfrac div ÷ QUOTIENT quotient",
    "%": "Mod MOD bmod mod modulo pmod remainder rem",
    "**": "^ Pow POWER pow power",
    "<": "Lt lt",
    "<=": "LtE le leq ≤ lte",
    ">": "Gt gt",
    ">=": "GtE ge geq ≥ gte",
    "!=": "!== <> NotEq ne neq ≠",
    "and": "And AND && land wedge",
    "or": "Or OR || lor vee",
    "not": "Not NOT lnot neg",
    "in": "In IN ∈ includes contains SEARCH",
    "sum": "SUM reduce",
    "len": "length LEN COUNT COUNTA size",
    "max": "MAX",
    "min": "MIN",
    "round": "ROUND",
    "abs": "ABS",
    "upper": "toUpperCase to_uppercase UPPER toupper",
    "lower": "toLowerCase to_lowercase LOWER tolower",
    "strip": "trim TRIM",
    "replace": "REPLACE SUBSTITUTE replaceAll",
    "startswith": "startsWith starts_with STARTSWITH",
    "endswith": "endsWith ends_with ENDSWITH",
    "append": "push",
    "split": "SPLIT TEXTSPLIT",
    "join": "JOIN TEXTJOIN",
}
SAME = {other: sign for sign, others in _SAME.items() for other in others.split()}
_WEIGHTS = {
    0.3: "0 1 2 in",
    0.4: "+ - and or not print len range int str append input sum float list",
    0.5: "< <= > >= !=",
    0.7: "* / % **",
}
WEIGHT = {mark: weight for weight, marks in _WEIGHTS.items() for mark in marks.split()}
SHORT_TEXT = 0.5
"""What a text without a word in it counts."""
SIGNS = frozenset(_SAME)
_FRAME = (
    "if while for return elif assert print console log iter map filter then when case select where"
    " f def bool substr mid lambda floor trunc array list tuple ret cmp bin aug do args a comp"
    " attr collect of else"
)
IGNORED = frozenset(_FRAME.split()) | {name.lower() for name in vars(ast)}
"""Words that a notation writes round what is done, those for parts of a syntax tree too."""
ENOUGH, DENSE, LEAST = 0.75, 0.7, 2.4
"""Share of the reference's marks, share of those shown that are its, and their weight."""
MOST_SPACES = 3
"""Spaces of the longest text that is part of the work, and no docstring."""
PARTS = re.compile(r"^(?=(?:def|class|async def) )", re.M)
Marks = Counter[str]


@lru_cache(maxsize=4096)
def marks_of(text: str, calls: frozenset[str] = frozenset()) -> Marks:
    """Return the signs, numbers, texts and calls of code in any notation.

    Args:
        text: Code, a formula, a tree.
        calls: Words that are calls wherever they stand.

    >>> marks_of("round(a // 60, 1)") == marks_of("ROUND(QUOTIENT(b; 60); 1)")
    True
    """
    found: Marks = Counter()
    for match in MARK.finditer(text):
        kind, all_ = match.lastgroup, match[0]
        if kind is None:
            continue  # a name that an author chose
        if kind == "text":
            if all_[1:-1] and all_.count(" ") <= MOST_SPACES:
                found["'" + all_[1:-1]] += 1
        elif kind in ("number", "sign"):
            found[SAME.get(all_, all_)] += 1
        elif kind == "tex":
            if match["tex"] in SAME:
                found[SAME[match["tex"]]] += 1
        else:  # dot, word or call: the last that took part
            word = match["word"]
            mark = SAME.get(word, word)
            called = match["dot"] or match["call"]
            if mark in SIGNS or mark in calls or (called and mark.lower() not in IGNORED):
                found[mark] += 1
    return found


@lru_cache(maxsize=2048)
def marks_of_solution(source: str) -> tuple[Marks, ...]:
    """Return the marks of a reference and of its parts, without names that its author chose."""
    chosen = {name for name, _ in DEFINITION.findall(source)} | set(CLASS.findall(source))
    bare = undocumented(source)
    parts = PARTS.split(bare)
    return tuple(
        Counter({mark: n for mark, n in marks_of(text).items() if mark not in chosen})
        for text in (bare, *(parts if len(parts) > 2 else ()))
    )


def mass(marks: Marks) -> float:
    """Return what marks count together."""
    return sum(n * _weight(mark) for mark, n in marks.items())


def _weight(mark: str) -> float:
    if mark in WEIGHT:
        return WEIGHT[mark]
    return SHORT_TEXT if mark[0] == "'" and not any(map(str.isalnum, mark)) else 1.0


def is_shown(text: str, code: Iterable[str], secret: Secret) -> bool:
    """Say whether a piece of code, or a formula in a text, is a reference in any notation."""
    parts, calls = _wanted(secret)
    if not parts:
        return False
    maths = MATHS.finditer(text) if "$" in text or "\\" in text else ()
    formulas = [next(filter(None, m.groups())) for m in maths]
    for piece in (*code, *formulas, *CELL.findall(text)):
        shown = marks_of(piece, calls)
        if mass(shown) < LEAST * ENOUGH:
            continue
        for wanted, whole in parts:
            if mass(wanted & shown) < ENOUGH * whole:
                continue
            # What is done in several steps is repeated where it is one expression.
            if mass(Counter(shown.keys() & wanted.keys())) >= DENSE * mass(Counter(shown.keys())):
                return True
    return False


@once
def _wanted(secret: Secret) -> tuple[list[tuple[Marks, float]], frozenset[str]]:
    """Return the marks that the learner lacks of each solution with their mass, and the calls."""
    own = marks_of(secret.own)
    all_ = (m for p in secret.parts if p.lines for m in marks_of_solution(p.reference.source))
    parts = [(new, whole) for marks in all_ if (whole := mass(new := marks - own)) >= LEAST]
    return parts, frozenset(m for marks, _ in parts for m in marks if m.isidentifier())
