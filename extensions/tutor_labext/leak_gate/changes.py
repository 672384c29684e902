"""What separates two programs that are nearly the same: the tokens that go and those that come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from .task import undocumented
from .tokens import Tokens, is_name, likeness, pattern, tokens

MOST_LINES, MOST_TOKENS = 3, 10
"""Lines and tokens of the largest change that one sentence can tell."""
LIKE = 0.4
"""Likeness from which one line is a changed version of another."""
LEAST_SHOWN = 3
"""Tokens of the shortest part of a line that shows the change in it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place in which the learner's program and a solution differ.

    Attributes:
        line: Number of the learner's line.
        old: Tokens that go.
        new: Tokens that come; those of `old` in another order where two are swapped.
        around: The learner's line; a new one, or where that is a word of Python's, those beside it.
        moved: The line stays as it is, in another place.
        shown: Parts of the changed line with all that comes and something of what stays.
        line_new: The line as it ought to be, where it is there already.
    """

    line: int
    old: Tokens
    new: Tokens
    around: Tokens
    moved: bool = False
    shown: tuple[Tokens, ...] = ()
    line_new: Tokens = ()


@lru_cache(maxsize=1024)
def changes_of(own: str, source: str) -> tuple[Change, ...]:
    """Return where a program differs from a solution; none where that is more than a small fix."""
    mine, theirs = _lines(own), _lines(in_names_of(own, source))
    rows = [t for _, _, t in mine], [t for _, _, t in theirs]
    found = SequenceMatcher(None, *rows, autojunk=False).get_opcodes()
    changed = [c for c in found if c[0] != "equal"]
    gone = Counter(line for _, i1, i2, _, _ in changed for line in rows[0][i1:i2])
    came = Counter(line for _, _, _, j1, j2 in changed for line in rows[1][j1:j2])
    size = sum(max(i2 - i1, j2 - j1) for _, i1, i2, j1, j2 in changed)
    # A line that is only moved goes at one place and comes at another.
    if size - (gone & came).total() > MOST_LINES:
        return ()
    if not changed:
        pairs = zip(mine, theirs, strict=True)
        return tuple(Change(a[0], (), (), a[2], moved=True) for a, b in pairs if a[1] != b[1])
    return tuple(e for _, i1, i2, j1, j2 in changed for e in _hunk(mine, rows, i1, i2, j1, j2))


def in_names_of(own: str, source: str) -> str:
    r"""Return a solution with the names that the learner has for the same things.

    Lines that are the same but for their names say which are which.

    >>> in_names_of("n = 0\nfor a in b:\n    n = a", "m = 0\nfor a in b:\n    m += a\nm")
    'n = 0\nfor a in b:\n    n += a\nn'
    """
    mine, theirs = ([found for _, _, found in _lines(code)] for code in (own, source))
    row, other = ([pattern(line) for line in lines] for lines in (mine, theirs))
    taken = {token for line in theirs for token in line}
    names: dict[str, str] = {}
    for at, to, size in SequenceMatcher(None, row, other, autojunk=False).get_matching_blocks():
        for pair in zip(mine[at : at + size], theirs[to : to + size], strict=True):
            for new, old in zip(*pair, strict=True):
                if new != old and new not in taken and is_name(new):
                    names.setdefault(old, new)
    return re.sub(r"(?<!\.)\b\w+", lambda m: names.get(m[0], m[0]), source) if names else source


def _hunk(mine: list, rows: tuple, i1: int, i2: int, j1: int, j2: int) -> Iterator[Change]:  # type: ignore[type-arg]
    left = list(range(i1, i2))
    for new in rows[1][j1:j2]:
        near = max(left, key=lambda at: likeness(rows[0][at], new), default=None)
        if near is not None and (likeness(rows[0][near], new) >= LIKE or i2 - i1 == j2 - j1):
            left.remove(near)
            yield from _change(mine[near][0], rows[0][near], new)
        elif len(new) <= MOST_TOKENS and new not in rows[0]:
            beside = [t for row in rows[0][max(0, i1 - 1) : i1 + 1] for t in row]
            yield Change(0, (), new, new if any(map(is_name, new)) else tuple(beside))
    for at in left:
        line = rows[0][at]
        moved = rows[0].count(line) == rows[1].count(line)
        yield Change(mine[at][0], () if moved else line, (), line, moved)


def _change(line: int, old: Tokens, new: Tokens) -> Iterator[Change]:
    start, end = _common(old, new)
    stop = len(new) - end
    if stop - start <= MOST_TOKENS:
        shown = (
            new[max(0, start - 2) : stop],
            new[start : stop + 2],
            new[max(0, start - 1) : stop + 1],
        )
        parts = tuple(p for p in shown if len(p) >= LEAST_SHOWN and p != old)
        yield Change(
            line, old[start : len(old) - end], new[start:stop], old, shown=parts, line_new=new
        )


def _common(a: Tokens, b: Tokens) -> tuple[int, int]:
    """Return how many tokens two lines share at their beginnings and at their ends."""
    most = min(len(a), len(b))
    start = next((n for n in range(most) if a[n] != b[n]), most)
    end = next((n for n in range(most - start) if a[-1 - n] != b[-1 - n]), most - start)
    return start, end


def _lines(source: str) -> list[tuple[int, int, Tokens]]:
    """Return number, indentation and tokens of each line."""
    bare = undocumented(source)
    lines = ((n, len(s) - len(s.lstrip()), tokens(s)) for n, s in enumerate(bare.splitlines(), 1))
    return [(n, depth, found) for n, depth, found in lines if found]
