"""The learner model of this project under test: predict, then fold in, answer by answer."""

from __future__ import annotations

import json
import struct
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import mul
from statistics import median

from ..core.belief import sigmoid
from ..core.follower import Follower
from ..core.logistic import Weights, probability
from .answer_table import Row
from .curve import fitted_curve
from .descent import RATE, nudged
from .order import staggered
from .refit import fitted_anew
from .stream import Stream


@dataclass(frozen=True, slots=True)
class Tried:
    """What a run of the model gave.

    Attributes:
        fitted: Predictions of the test answers with weights, and a curve on their logit, that are
            fitted on the train answers.
        shipped: The same with the shipped weights, which follow answer by answer only.
        us_per_update: Microseconds to predict and fold in one answer, weights included; the median,
            so that other work of the machine does not count.
        bytes_per_learner: Mean size of a learner's state, as packed numbers.
        json_bytes_per_learner: The same as JSON text.
    """

    fitted: list[float]
    shipped: list[float]
    us_per_update: float
    bytes_per_learner: float
    json_bytes_per_learner: float


def try_ours(
    train: Sequence[Row],
    test: Sequence[Row],
    shipped: Weights,
    done: Callable[[int], None] = lambda _: None,
) -> Tried:
    """Stream the train answers, fit to them, then predict every test answer before its outcome.

    Args:
        train: Answers to learn from, in order within each learner.
        test: Answers to predict, learner after learner.
        shipped: Weights to begin with.
        done: Told how many answers are through.
    """
    stream, rows = Stream(), staggered(train)
    seen = array("d")
    for number, row in enumerate(rows, 1):
        x, z, variance = stream.look(row)
        seen.extend(x)
        stream.fold(row, z, variance)
        if number % 1000 == 0:
            done(500)
    outcomes = [row.correct for row in rows]
    home = fitted_anew(seen, outcomes, shipped)
    curve = fitted_curve(seen, outcomes, home)
    fitted, weights, took = [], tuple(home), list[float]()
    for number, row in enumerate(test, 1):
        begun = time.perf_counter()
        x, z, variance = stream.look(row)
        logit = sum(map(mul, weights, x))
        p = curve.chance(logit)
        stream.fold(row, z, variance)
        weights = nudged(weights, x, sigmoid(logit), row.correct, RATE, home)
        took.append(time.perf_counter() - begun)
        fitted.append(p)
        seen.extend(x)
        if number % 1000 == 0:
            done(500)
    follows = followed(seen, [*outcomes, *(row.correct for row in test)], shipped, done)
    packed, text = sizes(stream)
    return Tried(fitted, follows[len(rows) :], 1e6 * median(took), packed, text)


def followed(
    seen: Sequence[float], outcomes: Sequence[bool], shipped: Weights, done: Callable[[int], None]
) -> list[float]:
    """Return what the shipped weights predict, answer by answer, as they follow.

    Apart from the others, whose time it would take part in by the processor's caches.
    """
    follower, width, chances = Follower(shipped), len(shipped), []
    for number, win in enumerate(outcomes):
        x = tuple(seen[number * width : (number + 1) * width])
        chances.append(p := probability(follower.weights, x))
        follower.fold(x, p, win)
        if number % 1000 == 999:
            done(500)
    return chances


def sizes(stream: Stream) -> tuple[float, float]:
    """Return the mean bytes of a learner's state on skills: packed numbers, and JSON text."""
    learner = struct.calcsize("<4f2I")
    skill = struct.calcsize("<3f4Id" if stream.times else "<3f4I")
    of_skills: dict[int, list[list[float]]] = {}
    for (u, k), s in stream.practised.items():
        kept = [k, s.ability.mean, s.ability.variance, s.recency, s.wins, s.losses, s.last_answer]
        of_skills.setdefault(u, []).append([round(x, 4) for x in kept])
    number = max(1, len(stream.learners))
    text = sum(
        len(json.dumps([round(s.ability.mean, 4), round(s.ability.variance, 4)]))
        + len(json.dumps([s.wins, s.losses, round(s.recency, 4)]))
        + len(json.dumps([round(s.surprise_fast, 4), round(s.surprise_slow, 4)]))
        + len(json.dumps(of_skills.get(u, []), separators=(",", ":")))
        for u, s in stream.learners.items()
    )
    return learner + skill * len(stream.practised) / number, text / number
