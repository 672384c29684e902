"""The hub soon sees that what it waits for is there; in a process of its own, which it changes."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import asyncio
from adaptive_server.hub import pauses
from jupyterhub import utils

paused = []

async def sleep(seconds):
    paused.append(seconds)

async def main():
    asyncio.sleep = sleep
    left = iter(range(200))
    await utils.exponential_backoff(lambda: next(left) == 199, "never", timeout=60)

pauses.shorten()
asyncio.run(main())
print(len(paused), max(paused) <= pauses.LONGEST_S < 10 * max(paused))
"""


def test_no_pause_is_long_and_the_limit_of_the_whole_stays() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert done.stdout == "199 True\n", done.stderr
