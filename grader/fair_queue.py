"""A bounded queue that serves learners in turn, one thing of each at a time.

Who hands in often, or hands in what takes long, delays nobody else.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class QueueFull(Exception):
    """No more can wait; try again in a few seconds."""


class LearnerFull(QueueFull):
    """Of this learner no more can wait; the others are not affected."""


class FairQueue(Generic[T]):
    """First come, first served within a learner; round robin between learners."""

    def __init__(self, limit: int, per_learner: int) -> None:
        """Make an empty queue.

        Args:
            limit: How many items may wait in all.
            per_learner: How many of one learner may wait.
        """
        self._limit, self._per_learner = limit, per_learner
        self._waiting: OrderedDict[str, deque[T]] = OrderedDict()
        self._served: set[str] = set()
        self._changed = asyncio.Event()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def put(self, learner: str, item: T) -> None:
        """Add an item.

        Raises:
            LearnerFull: Too many of this learner wait.
            QueueFull: Too many wait in all.
        """
        if len(self._waiting.get(learner, ())) >= self._per_learner:
            raise LearnerFull
        if len(self) >= self._limit:
            raise QueueFull
        self._waiting.setdefault(learner, deque()).append(item)
        self._changed.set()

    async def get(self) -> tuple[str, T]:
        """Return the next learner and item, waiting for one; call `done` afterwards."""
        while (learner := self._next()) is None:
            self._changed.clear()
            await self._changed.wait()
        items = self._waiting.pop(learner)
        item = items.popleft()
        if items:
            self._waiting[learner] = items  # to the end: the others come first
        self._served.add(learner)
        return learner, item

    def done(self, learner: str) -> None:
        """Say that the item of this learner has been dealt with."""
        self._served.discard(learner)
        self._changed.set()

    def _next(self) -> str | None:
        return next((name for name in self._waiting if name not in self._served), None)

    def drain(self) -> list[T]:
        """Take out everything that waits."""
        items = [item for mine in self._waiting.values() for item in mine]
        self._waiting.clear()
        return items
