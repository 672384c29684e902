"""Words in one column: the first or last of each clause, what varies in a frame, what is placed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from .leak_gate.code import bare

CLAUSE = re.compile(r"(?<=\S)[.;!?]+(?=\s|$)|(?<=[^\s,]),\s")
PLACED = re.compile(r"^\W*(?:[a-z]+ )?(\d{1,2})\s*[:.)=-]\s*(\S.*)$", re.M | re.I)
FEW = 3
"""Words of the shortest column that is no chance, and of a clause that only names one."""
SLOT = 3
"""Words of the longest part that varies in a frame."""
Column = tuple[str, ...]


@lru_cache(maxsize=512)
def columns(text: str) -> tuple[Column, ...]:
    """Return the columns of a plain text, each from above to below and from below to above.

    >>> columns("Then comes a. Then comes +. Then comes b.")[-1]
    ('b', '+', 'a')
    """
    lines = (clause for line in text.splitlines() for clause in CLAUSE.split(bare(line)))
    clauses = [words for clause in lines if (words := clause.split())]
    runs = [*_brief(clauses), clauses] if len(clauses) >= FEW else _brief(clauses)
    ends = [tuple(words[at] for words in run) for run in runs for at in (0, -1)]
    found = (*ends, *_slots(clauses), *_numbered(text))
    return tuple(row for column in found for row in (column, column[::-1]))


def _brief(clauses: Sequence[list[str]]) -> list[list[list[str]]]:
    """Return the clauses in a row that are so short that each names one word only."""
    runs: list[list[list[str]]] = [[]]
    for words in clauses:
        if len(words) <= FEW:
            runs[-1].append(words)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _slots(clauses: Sequence[list[str]]) -> Iterator[Column]:
    """Yield what varies between clauses in a row that are alike but for it."""
    column: list[str] = []
    for before, now in pairwise(clauses):
        start = _common(before, now)
        end = _common(before[start:][::-1], now[start:][::-1])
        slots = [" ".join(words[start : len(words) - end]) for words in (before, now)]
        if start + end and all(slot and len(slot.split()) <= SLOT for slot in slots):
            column += slots[bool(column) :]
            continue
        if len(column) >= FEW:
            yield tuple(column)
        column = []
    if len(column) >= FEW:
        yield tuple(column)


def _numbered(text: str) -> Iterator[Column]:
    """Yield the parts of lines that say at which place they belong, in that order."""
    found = sorted((int(m[1]), m[2]) for m in PLACED.finditer(text))
    if len(found) >= FEW:
        yield tuple(part for _, part in found)


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
