"""Waiting for what other processes do, however busy the machine is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

GUARD_S = 60.0


async def until(holds: Callable[[], object]) -> None:
    """Return once something holds; TimeoutError after a minute in which it did not."""
    async with asyncio.timeout(GUARD_S):
        while not holds():  # noqa: ASYNC110 - what is waited for does not tell us
            await asyncio.sleep(0.05)
