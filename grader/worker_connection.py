"""The pool's side of one worker at a socket: `grader.server` starts it, and ends it with us."""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import Any

from grader import frames
from grader.worker_line import WorkerLine, WorkerLost

_CONNECT_SECONDS = 10.0
_HELLO_SECONDS = 60.0
_FAREWELL_SECONDS = 2.0


class GraderAway(WorkerLost):
    """Nobody gives workers at the socket now; the text says why, on one line."""


class WorkerConnection:
    """One worker behind a Unix socket; use `open` to make it."""

    pid = None

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.line = WorkerLine(reader, writer)

    @classmethod
    async def open(cls, path: str, *, walls: str) -> tuple[WorkerConnection, Any]:
        """Have a worker started at the socket; return it with its first message.

        Args:
            path: Of the socket that `grader.server` listens on.
            walls: `required` or `available`.

        Raises:
            GraderAway: Nobody listens there, or all its workers are taken.
        """
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                reader, writer = await asyncio.open_unix_connection(path)
        except (OSError, TimeoutError) as error:
            raise GraderAway(_reason(path, error)) from error
        connection = cls(reader, writer)
        try:
            writer.write(frames.to_bytes({"walls": walls}))
            hello = await connection.line.message(_HELLO_SECONDS)
            if isinstance(hello, dict) and "full" in hello:
                raise GraderAway(f"the grader at {path} gives no more than {hello['full']} workers")
        except BaseException as error:
            await connection.kill()
            if isinstance(error, WorkerLost) and not isinstance(error, GraderAway):
                raise GraderAway(f"the grader at {path} hung up ({error})") from error
            raise
        return connection, hello

    async def kill(self) -> None:
        """Hang up, which ends the worker and all below it."""
        self._writer.transport.abort()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(_FAREWELL_SECONDS):
                await self._writer.wait_closed()


def _reason(path: str, error: OSError | TimeoutError) -> str:
    match error:
        case FileNotFoundError():
            return f"there is no socket {path}; is the grader started, and its volume mounted?"
        case ConnectionRefusedError():
            return f"nobody listens at {path}; is the grader started?"
        case PermissionError():
            return f"this account may not use {path}; let it be in the grader's group"
        case OSError(errno=int(number)):
            return f"the grader at {path} does not answer ({os.strerror(number)})"
    return f"the grader at {path} does not answer"
