"""Nobody waits because another learner hands in often."""

from __future__ import annotations

import asyncio

import pytest

from grader.fair_queue import FairQueue, LearnerFull, QueueFull


async def test_learners_are_served_in_turn() -> None:
    queue: FairQueue[str] = FairQueue(10, 5)
    for item in ("a1", "a2", "a3"):
        queue.put("a", item)
    queue.put("b", "b1")
    queue.put("c", "c1")
    order = []
    for _ in range(5):
        learner, item = await queue.get()
        queue.done(learner)
        order.append(item)
    assert order == ["a1", "b1", "c1", "a2", "a3"]


async def test_one_thing_of_a_learner_is_served_at_a_time() -> None:
    queue: FairQueue[str] = FairQueue(10, 5)
    queue.put("a", "a1")
    queue.put("a", "a2")
    queue.put("b", "b1")
    assert [await queue.get(), await queue.get()] == [("a", "a1"), ("b", "b1")]
    taker = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    assert not taker.done()
    queue.done("a")
    assert await taker == ("a", "a2")


async def test_a_full_queue_refuses() -> None:
    queue: FairQueue[int] = FairQueue(3, 2)
    queue.put("a", 1)
    queue.put("a", 2)
    with pytest.raises(LearnerFull):
        queue.put("a", 3)
    queue.put("b", 4)
    with pytest.raises(QueueFull) as refusal:
        queue.put("c", 5)
    assert not isinstance(refusal.value, LearnerFull)
    assert len(queue) == 3
    assert queue.drain() == [1, 2, 4]
    assert len(queue) == 0


async def test_every_waiting_taker_gets_one_item() -> None:
    queue: FairQueue[int] = FairQueue(10, 10)
    takers = [asyncio.create_task(queue.get()) for _ in range(3)]
    await asyncio.sleep(0)
    for number in range(3):
        queue.put(f"learner-{number}", number)
    assert sorted(item for _, item in await asyncio.gather(*takers)) == [0, 1, 2]
