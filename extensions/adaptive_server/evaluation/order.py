"""The order in which train answers are learnt from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from statistics import median

from .answer_table import Row

SPREAD = 4.0
"""Time in which all learners begin, in lengths of the usual learner."""


def interleaved(rows: Sequence[Row], seed: int = 0) -> list[Row]:
    """Return answers as if all learners had worked side by side: first answers first.

    Streamed learner after learner, the first learners would meet unknown problems only.
    """
    return _merged(rows, dict.fromkeys((row.learner for row in rows), 0.0), seed)


def staggered(rows: Sequence[Row], seed: int = 0) -> list[Row]:
    """Return answers as if learners had begun at any time, each while some others were at work.

    So what is fitted to all but the first answers has seen learners begin on problems that are
    known, as the next learner of a course does. Side by side, beginnings would all be among the
    first.
    """
    lengths, rng = Counter(row.learner for row in rows), Random(seed)
    span = SPREAD * median(lengths.values()) if lengths else 0.0
    return _merged(rows, {learner: span * rng.random() for learner in lengths}, seed)


def _merged(rows: Sequence[Row], begins: Mapping[int, float], seed: int) -> list[Row]:
    rng, position = Random(seed), dict[int, int]()
    keyed = []
    for row in rows:
        n = position.get(row.learner, 0)
        position[row.learner] = n + 1
        keyed.append((begins[row.learner] + n, rng.random(), row))
    keyed.sort(key=lambda each: each[:2])
    return [row for *_, row in keyed]
