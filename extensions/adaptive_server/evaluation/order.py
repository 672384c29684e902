"""The order in which train answers are learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from .answer_table import Row


def interleaved(rows: Sequence[Row], seed: int = 0) -> list[Row]:
    """Return answers as if all learners had worked side by side: first answers first.

    Streamed learner after learner, the first learners would meet unknown problems only.
    """
    rng, position = Random(seed), dict[int, int]()
    keyed = []
    for row in rows:
        n = position.get(row.learner, 0)
        position[row.learner] = n + 1
        keyed.append((n, rng.random(), row))
    keyed.sort(key=lambda each: each[:2])
    return [row for *_, row in keyed]
