"""How much learners' folders hold, and what follows when one holds more than it may.

A plain Docker volume has no size: the file system behind it would need quotas, which few have. So
the hub looks from time to time and stops a server that has filled its folder. Until it looks, one
file can grow to the limit only (`fsize` of the container).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Any

LOOK_EVERY_S = 30.0
GRACE_S = 600.0
MOST_TIMES = 2
SLACK_MIB = 8


class Room(StrEnum):
    """What a folder's size means."""

    ENOUGH = "enough"
    FULL = "full"
    FAR_TOO_FULL = "far too full"


def room(used_mib: int, limit_mib: int) -> Room:
    """Judge a folder before its server starts.

    A full one may start, or nobody could ever delete something in it; one of twice the limit may
    not, so that starting again and again is no way around the limit.

    >>> room(1100, 1024), room(2100, 1024)
    (<Room.FULL: 'full'>, <Room.FAR_TOO_FULL: 'far too full'>)
    """
    if not limit_mib or used_mib <= limit_mib:
        return Room.ENOUGH
    return Room.FULL if used_mib <= MOST_TIMES * limit_mib else Room.FAR_TOO_FULL


def must_stop(used_mib: int, limit_mib: int, at_start_mib: int, running_s: float) -> bool:
    """Say whether a running server has to stop: over the limit, and growing or not shrinking.

    >>> must_stop(1100, 1024, 300, 60), must_stop(1100, 1024, 1100, 60)
    (True, False)
    """
    if room(used_mib, limit_mib) is Room.ENOUGH:
        return False
    return used_mib > at_start_mib + SLACK_MIB or running_s > GRACE_S


class DiskUse:
    """Sizes of all volumes, asked for once for all servers; the engine walks every file for it.

    Args:
        ask: The engine's `df`.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        ask: Callable[[], Awaitable[Mapping[str, Any]]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask, self._clock = ask, clock
        self._sizes: dict[str, int] = {}
        self._asked = float("-inf")
        self._lock = asyncio.Lock()

    async def of(self, volume: str) -> int:
        """Return what a volume held at the last look, in MiB; 0 for one that is not there."""
        async with self._lock:
            if self._clock() - self._asked >= LOOK_EVERY_S:
                found = await self._ask()
                self._sizes = {
                    each["Name"]: max(0, each["UsageData"]["Size"]) >> 20
                    for each in found.get("Volumes") or ()
                    if each.get("UsageData")
                }
                self._asked = self._clock()
        return self._sizes.get(volume, 0)
