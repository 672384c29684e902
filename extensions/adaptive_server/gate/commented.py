"""Finds a solution that a starter holds as a comment with other names; `leaks` finds its own."""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Iterator

from ..core.problem import ANSWERED, Kind
from ..problems.likeness import MIN_LINE, squeeze
from .case import Case

_COMMENT = re.compile(r"^\s*#+ ?(.*)$", re.MULTILINE)
_ELSEWHERE = frozenset({Kind.PARSONS, Kind.REFACTOR, Kind.FIX_BUG, *ANSWERED})
"""Kinds whose starter is the code itself, to be ordered, reshaped, mended or read."""
_LAYOUT = (tokenize.NL, tokenize.COMMENT, tokenize.ENDMARKER, tokenize.NEWLINE)


def check_commented(case: Case) -> None:
    """Tell of comments of a starter that are a line of the solution but for their names."""
    if case.problem.kind in _ELSEWHERE:
        return
    for cell in case.problem.solutions:
        written = set(cell.starter.splitlines())
        lines = [x for x in cell.reference.splitlines() if x not in written]
        for number, said in _comments(cell.starter):
            if any(_tells(said, line) for line in lines):
                case.findings.error(
                    "starter",
                    f"a comment tells a line of the solution with other names: {said}",
                    "Say in words what is to be done, or leave the comment out",
                    cell=cell.grade_id,
                    line=number,
                )


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for match in _COMMENT.finditer(source):
        yield source.count("\n", 0, match.start(1)) + 1, match[1].strip()


def _tells(said: str, line: str) -> bool:
    own = line.strip()
    if len(squeeze(own)) <= MIN_LINE or squeeze(said) == squeeze(own):
        return False
    return shape(own) is not None and shape(said) == shape(own)


def shape(line: str) -> str | None:
    """Return a line of code with its names numbered, or None where it is no code to speak of.

    >>> shape("total = total + price * 2") == shape("sum_ = sum_ + p * 2")
    True
    >>> shape("Add the price.") is None
    True
    """
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(line).readline))
    except (tokenize.TokenError, SyntaxError):
        return None
    numbers: dict[str, str] = {}
    said = []
    for token in tokens:
        if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
            said.append(numbers.setdefault(token.string, f"name{len(numbers)}"))
        elif token.type not in _LAYOUT:
            said.append(token.string)
    signs = sum(not x.isidentifier() for x in said)
    return " ".join(said) if signs >= _SIGNS else None


_SIGNS = 3
"""Operators, brackets and numbers of a line that is no sentence, and more than `a = b`."""
