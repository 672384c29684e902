"""Tables of answers whose truth is known, for tests of the evaluation."""

from __future__ import annotations

import csv
import gzip
import io
import random
from math import exp
from pathlib import Path

HEAD = ("learner", "item", "skills", "correct")


def answers(
    seed: int = 1, learners: int = 60, each: int = 40, items: int = 40, skills: int = 6
) -> list[tuple[str, str, str, int]]:
    """Learners who differ, items who differ, one to three skills an item, learning by doing."""
    rng = random.Random(seed)
    hard = [rng.gauss(0, 1.2) for _ in range(items)]
    needs = [rng.sample(range(skills), rng.randint(1, 3)) for _ in range(items)]
    rows = []
    for u in range(learners):
        able = rng.gauss(0.5, 1)
        known = [rng.gauss(0, 0.5) for _ in range(skills)]
        for _ in range(each):
            i = rng.randrange(items)
            z = able - hard[i] + sum(known[k] for k in needs[i]) / len(needs[i])
            right = rng.random() < 1 / (1 + exp(-z))
            for k in needs[i]:
                known[k] += 0.05
            rows.append((f"u{u}", f"i{i}", "~".join(f"s{k}" for k in needs[i]), int(right)))
    return rows


def write_answers(path: Path, rows: list[tuple[object, ...]], head: tuple[str, ...] = HEAD) -> Path:
    """Write a table as CSV, packed where the name says so."""
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    data = text.getvalue().encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path
