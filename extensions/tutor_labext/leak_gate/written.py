"""Solutions by what is written, brackets and indentation and all: whole, or what one turns on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .idioms import COMMON_LINES
from .secret import LONG_LINE, SMALL, Part, Secret
from .task import undocumented
from .tokens import pattern, tokens, uncommented

LEADING = re.compile(r"\s*(?:(?:return|print|if|elif|while|assert)\b|[\w.]+\s*=(?!=))\s*")
WORKS = re.compile(r"[-+*/%<>=\[(]")
SHORTEST = 9
"""Signs of the shortest expression that is no chance."""


def is_whole(code: Sequence[str], secret: Secret) -> bool:
    """Say whether code holds all lines of a reference in a row, and what is known does not.

    So a solution is found of which each line is known, only not in this order or with these
    brackets.
    """
    shown = list(map(rows, code))
    known = rows(secret.own), rows(secret.task.public)
    wholes = {rows(part.reference.source) for part in secret.parts} - {"\n"}
    return any(w in s for w in wholes for s in shown if not any(w in k for k in known))


def is_bracketed(code: Sequence[str], secret: Secret) -> bool:
    """Say whether one of the learner's lines is shown with the brackets of a reference's."""
    own = set(secret.own_lines)
    shown = {unspaced(s) for piece in code for s in piece.splitlines() if tokens(s) in own}
    wanted = shown & {unspaced(line) for part in secret.parts for line in lines_of(part)}
    known = f"{secret.own}\n{secret.task.public}".splitlines() if wanted else []
    return not wanted <= set(map(unspaced, known))


def key_in(text: str, secret: Secret) -> bool:
    """Say whether a text holds, sign by sign, an expression that a solution turns on."""
    keys = keys_of(secret)
    return bool(keys) and any(map(unspaced(text).__contains__, keys))


@lru_cache(maxsize=128)
def keys_of(secret: Secret) -> frozenset[str]:
    """Return what the secret lines of the solutions work out, unless it is known."""
    known = unspaced(f"{secret.task.public}\n{secret.own}")
    return frozenset(k for part in secret.parts for k in _keys(part) if k not in known)


def _keys(part: Part) -> Iterator[str]:
    small = part.size <= SMALL or len(part.lines) <= 2
    for line in lines_of(part):
        if (found := tokens(line)) not in part.lines or found[0] in ("def", "class", "for"):
            continue
        rest = LEADING.sub("", line, count=1).rstrip(": ")
        key, row = unspaced(rest), tokens(rest)
        if len(key) < SHORTEST or not WORKS.search(key) or pattern(row) in COMMON_LINES:
            continue
        if small or len(row) >= LONG_LINE:
            yield key


def lines_of(part: Part) -> list[str]:
    """Return the lines of a reference that are no documentation."""
    return [uncommented(s) for s in undocumented(part.reference.source).splitlines() if s.strip()]


def unspaced(text: str) -> str:
    r"""Return a text without its spaces, with one kind of quotes.

    >>> unspaced('f( "a",\n b)')
    "f('a',b)"
    """
    return "".join(text.split()).replace('"', "'")


@lru_cache(maxsize=2048)
def rows(code: str) -> str:
    r"""Return the lines of code, set in as they are from the least on, spaces and comments gone.

    >>> rows("  if x :\n\n    y = 1  # one")
    '\n0ifx:\n2y=1\n'
    """
    lines = [s for line in undocumented(code).splitlines() if (s := uncommented(line)).strip()]
    depth = [len(s) - len(s.lstrip()) for s in lines]
    least = min(depth, default=0)
    return "\n" + "".join(
        f"{at - least}{unspaced(s)}\n" for at, s in zip(depth, lines, strict=True)
    )
