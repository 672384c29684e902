"""Compares pieces of code as a reader does: white space and the sort of quotes say nothing."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Sequence

from .python_source import SyntaxFault, parse_python

MIN_LINE = 12
"""Shorter lines, such as `x = 0`, may well stand anywhere."""


def squeeze(text: str) -> str:
    """Return code without its white space and with one kind of quotes, to compare it."""
    return "".join(text.split()).replace('"', "'")


LONGEST = 8
"""Words that are compared as one piece, at most."""

MOST_LACKING = 0.5
MOST_CODE = 10_000
"""Characters; longer code is no slip that an author foresaw."""

_Piece = tuple[str, ...]
_WORD = re.compile(r"\w+|\n *|[-+*/%<>=!&|]+|[^\w\s]")


def is_nearer(code: str, wrong: str, right: Sequence[str]) -> bool:
    """Return whether code is more like a wrong answer than like the right one that it comes from.

    What counts is what only one of the two has; a learner's own style is in neither. The right
    answer that the wrong one comes from is the one most like it. Code without any word that only
    the wrong one has made another mistake, and where the wrong one only lacks words, code with
    more than half of them lacks something else.

    >>> right, wrong = "ok = a and b", "ok = a or b"
    >>> is_nearer("fine = a or b", wrong, [right]), is_nearer("ok = False", wrong, [right])
    (True, False)
    """
    if not code.strip() or len(code) > MOST_CODE:
        return False
    mistaken, written = _pieces(wrong), _pieces(code)
    origin = max(map(_pieces, right), key=lambda r: _alike(r, mistaken), default=Counter())
    own = written - (mistaken & origin)
    telling, lacking = _words(mistaken - origin), _words(origin - mistaken)
    if telling and not own & telling:
        return False
    if lacking and not mistaken - origin:
        return _share(own, lacking, 0) <= MOST_LACKING
    return _share(own, mistaken - origin, 1) > _share(own, origin - mistaken, 0)


def _share(found: Counter[_Piece], asked: Counter[_Piece], otherwise: float) -> float:
    """Return how much of what is asked for is found, from 0 to 1."""
    return (found & asked).total() / asked.total() if asked else otherwise


def _pieces(code: str) -> Counter[_Piece]:
    """Count the runs of up to `LONGEST` words, with signs and indentation as words."""
    tree = parse_python(code)
    plain = code if isinstance(tree, SyntaxFault) else ast.unparse(tree)
    words = _WORD.findall(plain)
    return Counter(
        tuple(words[i : i + size])
        for size in range(1, LONGEST + 1)
        for i in range(len(words) - size + 1)
    )


def _words(pieces: Counter[_Piece]) -> Counter[_Piece]:
    """Return the single words among pieces, without signs."""
    return Counter({p: n for p, n in pieces.items() if len(p) == 1 and p[0].isalnum()})


def _alike(one: Counter[_Piece], other: Counter[_Piece]) -> float:
    """Return the share of common pieces, from 0 to 1 (Dice 1945, doi:10.2307/1932409)."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())
