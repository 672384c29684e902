"""All models on one table, side by side: the report of `mastery model evaluate`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.logistic import Weights
from . import knowledge_tracing
from .answer_table import AnswerTable
from .logistic_models import best_lr, pfa
from .metrics import auc_intervals, scores
from .order import interleaved
from .ours import Tried, try_ours
from .simple_models import Elo, ItemMean, stream_through

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told how far an evaluation is: `begins(what, steps)`, then `done(steps)`."""

    begins: Callable[[str, int], None] = lambda _what, _steps: None
    done: Callable[[int], None] = lambda _steps: None


def evaluate(
    table: AnswerTable, shipped: Weights, watcher: Watcher | None = None
) -> dict[str, Any]:
    """Predict every test answer before its outcome with each model, and compare.

    Returns:
        `models`: figures per model with `auc_interval`, a 95 % interval over learners; speed and
        size of ours.

    Raises:
        NotConvergedError: A reference was not fitted to its optimum.
    """
    predicted, tried = _predictions(table, shipped, watcher or Watcher())
    outcomes = np.array([row.correct for row in table.test], dtype=np.float64)
    learners = [row.learner for row in table.test]
    intervals = auc_intervals(learners, outcomes, predicted)
    return {
        "models": {
            name: {**scores(outcomes, p).to_json(), "auc_interval": list(intervals[name])}
            for name, p in predicted.items()
        },
        "us_per_update": round(tried.us_per_update, 3),
        "bytes_per_learner": round(tried.bytes_per_learner, 1),
        "json_bytes_per_learner": round(tried.json_bytes_per_learner, 1),
        "train_answers": len(table.train),
        "test_answers": len(table.test),
        "test_learners": len(set(learners)),
        "items": table.items,
        "skills": table.skills,
    }


def _predictions(
    table: AnswerTable, shipped: Weights, watcher: Watcher
) -> tuple[dict[str, Vector], Tried]:
    train, test = table.train, table.test
    watcher.begins("This project's model", len(train) + len(test))
    tried = try_ours(train, test, shipped, watcher.done)
    predicted: dict[str, Vector] = {"ours": np.array(tried.fitted)}
    watcher.begins("Best-LR", 1)
    predicted["best_lr"] = best_lr(table)
    watcher.begins("Knowledge tracing", table.skills)
    predicted["bkt"] = np.array(knowledge_tracing.predictions(train, test, watcher.done))
    watcher.begins("PFA", 1)
    predicted["pfa"] = pfa(table)
    watcher.begins("Elo and item means", 1)
    rows = interleaved(train)
    predicted["elo"] = np.array(stream_through(Elo(), rows, test))
    predicted["item_mean"] = np.array(stream_through(ItemMean(), rows, test))
    predicted["ours_shipped"] = np.array(tried.shipped)
    return predicted, tried
