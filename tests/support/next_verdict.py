"""How soon a pool serves the next learner: beside each attack, and after it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from support.attack_run import attacks, gains
from support.grading import RIGHT, SQUARES, answer

from grader.pool import GraderPool
from grader.verdict import Status


async def after_attacks(workers: int = 2) -> dict[str, Any]:
    """Grade every attack in one pool, an honest answer beside it and one after it.

    Returns:
        How many there were; what gained something; the longest wait in seconds for the honest
        verdict that was asked for together with an attack and right after it, with its name.
    """
    pool = GraderPool(workers)
    await pool.start()
    beside, after = [], []
    gained: list[str] = []
    lost: list[str] = []

    async def honest(name: str) -> tuple[float, str]:
        began = time.perf_counter()
        verdict = await pool.grade(SQUARES, answer(RIGHT), "honest")
        if verdict.status is not Status.PASSED:
            lost.append(f"{name}: {verdict}")
        return round(time.perf_counter() - began, 3), name

    await honest("the first")
    for name, problem, submission in attacks():
        if name == "honest":
            continue
        attack = asyncio.create_task(pool.grade(problem, submission, "attacker"))
        beside.append(await honest(name))
        gained += gains(name, await attack)
        after.append(await honest(name))
    await pool.close()
    return {
        "attacks": len(after),
        "gained": gained,
        "honest_lost": lost,
        "longest_beside": max(beside),
        "longest_after": max(after),
        "after_p50": sorted(after)[len(after) // 2][0],
    }
