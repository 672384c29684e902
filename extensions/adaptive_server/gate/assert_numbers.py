"""Finds a number in the wording of an assert that its code knows nothing of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .numbers_told import counts_in, known_of, numbers_in_code, numbers_in_words

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]{3}")
_BEYOND = re.compile(
    r"\b(?:above|below|over|under|beyond|past|more|less|fewer|larger|smaller|longer|shorter)\b"
    r"|\b(?:least|most)\b|\b(?:más|menos|encima|debajo)\b",
    re.IGNORECASE,
)
"""What is said then is a limit, near which the test may well ask."""


def other_text(text: str, asked: ast.expr, made: list[ast.AST]) -> str | None:
    """Tell of a text with a number that the wording has with another one.

    Args:
        text: The wording.
        asked: What the assert asks, as `"Length: 435" in shown`.
        made: What the names in it were set to: a text that stands there is another one's.
    """
    texts = [each for piece in (asked, *made) for each in _texts_in(piece)]
    for wanted in _texts_in(asked):
        if wanted in text or not (_FIGURE.search(wanted) and _WORD.search(wanted)):
            continue
        shape = _FIGURE.pattern.join(map(re.escape, _FIGURE.split(wanted)))
        for said in re.finditer(rf"(?<![\w.]){shape}(?!\w|\.\d)", text):
            if said.group() not in texts:
                return f"the wording says {said.group()!r}, the test asks for {wanted!r}"
    return None


def lone_number(text: str, asked: ast.expr, made: list[ast.AST], around: set[float]) -> str | None:
    """Tell of the only number of a wording where the assert has others, and nothing has it.

    Args:
        text: The wording.
        asked: What the assert asks, as `is_open(22) is False`.
        made: What the names in it were set to.
        around: Numbers that a wording may well speak of: those of the statement and the code.
    """
    said, pieces = numbers_in_words(text), (asked, *made)
    own = set().union(*(numbers_in_code(ast.unparse(piece)) for piece in pieces))
    if len(said) != 1 or not own or _BEYOND.search(text):
        return None
    other = said - own.union(around, *map(counts_in, pieces)) - known_of(text)
    return f"the wording says {other.pop():g}, which the test does not ask about" if other else None


def _texts_in(piece: ast.AST) -> Iterator[str]:
    for node in ast.walk(piece):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
