"""The worker: `python -m tutor_labext.gemini.worker`, one JSON object a line on both pipes.

In:  `{"setup": options}` first; `{"id": 1, "ask": {"system", "turns"}}`; `{"id": 1, "stop": true}`.
Out: `{"id": 1, "text", "in", "out"}` for each chunk, then `{"id": 1, "end": true}` or
     `{"id": 1, "fault": kind, "retry_s"}`. It ends when its input does.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
from typing import Any

from .faults import GeminiFault

LONGEST_LINE = 4 * 1024 * 1024
POLITE = 5
"""How much the worker stands back for the service where processors are scarce."""


class Worker:
    """Answers questions, each in a task of its own: cancelling it closes the connection."""

    def __init__(self, options: dict[str, Any]) -> None:
        # The import takes 1.5 s of CPU: here nobody waits for it but the first question.
        from .sdk import Sdk

        self._sdk = Sdk(options)
        # The SDK's own 100,000 objects are left out of every search for garbage: it is quicker
        # and comes earlier, else some 10 MB of what answers leave behind would pile up first.
        gc.collect()
        gc.freeze()
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def take(self, message: dict[str, Any]) -> None:
        """Begin or stop an answer."""
        number = int(message["id"])
        if "ask" in message:
            task = asyncio.create_task(self._answer(number, message["ask"]))
            self._tasks[number] = task
            task.add_done_callback(lambda _: self._tasks.pop(number, None))
        elif task_ := self._tasks.get(number):
            task_.cancel()

    async def _answer(self, number: int, ask: dict[str, Any]) -> None:
        try:
            async for chunk in self._sdk.answer(ask):
                send(id=number, text=chunk.text, **{"in": chunk.tokens_in, "out": chunk.tokens_out})
            send(id=number, end=True)
        except GeminiFault as fault:
            send(id=number, fault=fault.kind.value, retry_s=fault.retry_s)

    async def close(self) -> None:
        """Stop every answer and close the connections."""
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        await self._sdk.close()


def send(**message: Any) -> None:
    """Write one message; the pipe is read all the time."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


async def main() -> None:
    """Serve until the input ends."""
    # A model's answer takes seconds; whoever hands in meanwhile is to wait for none of it.
    if hasattr(os, "nice"):
        os.nice(POLITE)
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    setup = json.loads(await reader.readline())["setup"]
    worker = Worker(setup)
    send(ready=True)
    while line := await reader.readline():
        worker.take(json.loads(line))
    await worker.close()


if __name__ == "__main__":
    asyncio.run(main())
