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

import anyio

from .faults import GeminiFault

LONGEST_LINE = 4 * 1024 * 1024
POLITE = 5
"""How much the worker stands back for the service where processors are scarce."""


class Worker:
    """Answers questions, each in a task of its own that is stopped by its scope.

    The scope closes the connection. Cancelling the task itself could break into a close that the
    HTTP client shields by a scope, and would leave the question in its pool for good.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        # The import takes 1.5 s of CPU: here nobody waits for it but the first question.
        from .sdk import Sdk

        self._sdk = Sdk(options)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._scopes: dict[int, anyio.CancelScope] = {}

    def take(self, message: dict[str, Any]) -> None:
        """Begin or stop an answer."""
        number = int(message["id"])
        if "ask" in message:
            self._scopes[number] = anyio.CancelScope()
            self._tasks[number] = asyncio.create_task(self._answer(number, message["ask"]))
            self._tasks[number].add_done_callback(lambda _: self._forget(number))
        elif scope := self._scopes.get(number):
            scope.cancel()

    def _forget(self, number: int) -> None:
        del self._tasks[number], self._scopes[number]

    async def _answer(self, number: int, ask: dict[str, Any]) -> None:
        with self._scopes[number]:
            try:
                async for chunk in self._sdk.answer(ask):
                    counted = {"in": chunk.tokens_in, "out": chunk.tokens_out}
                    send(id=number, text=chunk.text, **counted)
                send(id=number, end=True)
            except GeminiFault as fault:
                send(id=number, fault=fault.kind.value, retry_s=fault.retry_s)

    async def close(self) -> None:
        """Stop every answer and close the connections."""
        for scope in self._scopes.values():
            scope.cancel()
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
    # The SDK's own 100,000 objects are left out of every search for garbage: it is quicker then,
    # and comes earlier.
    gc.collect()
    gc.freeze()
    send(ready=True)
    while line := await reader.readline():
        worker.take(json.loads(line))
    await worker.close()


if __name__ == "__main__":
    asyncio.run(main())
