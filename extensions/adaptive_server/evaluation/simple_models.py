"""Two plain references: the success rate of the item, and Elo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..core.belief import sigmoid
from .answer_table import Row


class Online(Protocol):
    """A model that learns answer by answer."""

    def predict(self, row: Row) -> float:
        """Return the chance in [0, 1] that the answer is right."""
        ...

    def fold(self, row: Row) -> None:
        """Fold the answer in."""
        ...


def stream_through(model: Online, train: Sequence[Row], test: Sequence[Row]) -> list[float]:
    """Fold train answers in; return predictions of test answers, each made before its outcome."""
    for row in train:
        model.fold(row)
    predicted = []
    for row in test:
        predicted.append(model.predict(row))
        model.fold(row)
    return predicted


@dataclass(slots=True)
class ItemMean:
    """Success rate of the item, drawn towards that of its skills, drawn towards that of all."""

    pull: float = 5.0
    items: dict[int, tuple[float, float]] = field(default_factory=dict)
    skills: dict[tuple[int, ...], tuple[float, float]] = field(default_factory=dict)
    overall: tuple[float, float] = (0.5, 1.0)

    def predict(self, row: Row) -> float:
        """Return the shrunken rate."""
        rate = self.overall[0] / self.overall[1]
        for wins, answers in (
            self.skills.get(row.skills, (0.0, 0.0)),
            self.items.get(row.item, (0.0, 0.0)),
        ):
            rate = (wins + self.pull * rate) / (answers + self.pull)
        return rate

    def fold(self, row: Row) -> None:
        """Count the answer."""
        wins, answers = self.items.get(row.item, (0.0, 0.0))
        self.items[row.item] = (wins + row.correct, answers + 1)
        wins, answers = self.skills.get(row.skills, (0.0, 0.0))
        self.skills[row.skills] = (wins + row.correct, answers + 1)
        self.overall = (self.overall[0] + row.correct, self.overall[1] + 1)


@dataclass(slots=True)
class Elo:
    """One number per learner and item; step 1 / (1 + .05 n) after n answers.

    Pelanek 2016, doi:10.1016/j.compedu.2016.03.017.
    """

    learners: dict[int, tuple[float, int]] = field(default_factory=dict)
    items: dict[int, tuple[float, int]] = field(default_factory=dict)

    def predict(self, row: Row) -> float:
        """Return sigma(theta - b)."""
        ability = self.learners.get(row.learner, (0.0, 0))[0]
        return sigmoid(ability - self.items.get(row.item, (0.0, 0))[0])

    def fold(self, row: Row) -> None:
        """Move both towards the outcome."""
        by = row.correct - self.predict(row)
        ability, n = self.learners.get(row.learner, (0.0, 0))
        self.learners[row.learner] = (ability + by / (1.0 + 0.05 * n), n + 1)
        hard, n = self.items.get(row.item, (0.0, 0))
        self.items[row.item] = (hard - by / (1.0 + 0.05 * n), n + 1)
