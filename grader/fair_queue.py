"""A bounded queue that serves learners in turn: one who hands in often delays nobody else."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class QueueFull(Exception):
    """No more can wait; try again in a few seconds."""


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
        self._arrived = asyncio.Event()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def put(self, learner: str, item: T) -> None:
        """Add an item.

        Raises:
            QueueFull: Too many wait, in all or of this learner.
        """
        mine = self._waiting.get(learner, ())
        if len(self) >= self._limit or len(mine) >= self._per_learner:
            raise QueueFull
        self._waiting.setdefault(learner, deque()).append(item)
        self._arrived.set()

    async def get(self) -> T:
        """Return the next item, waiting for one."""
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        learner, items = self._waiting.popitem(last=False)
        item = items.popleft()
        if items:
            self._waiting[learner] = items  # to the end: the others come first
        return item

    def drain(self) -> list[T]:
        """Take out everything that waits."""
        items = [item for mine in self._waiting.values() for item in mine]
        self._waiting.clear()
        return items
