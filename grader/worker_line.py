"""The pool's line to one worker, whatever it is made of: jobs go out, messages come in."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any, Protocol

from grader import frames, last_words

_WORDS_SECONDS = 2.0


class WorkerLost(Exception):
    """The worker died, hung or talked nonsense; the job may be tried on another one."""


class WorkerDeaf(WorkerLost):
    """The kernel ended the worker, deaf to its own time limit.

    Attributes:
        role: Of the cell that it was at, `test` or `given`.
        place: Where that stands among the cells of its role.
    """

    def __init__(self, role: str, place: int) -> None:
        super().__init__(f"deaf in {role} {place}")
        self.role, self.place = role, place


class Worker(Protocol):
    """A worker that has come up, on this machine or at a socket."""

    @property
    def pid(self) -> int | None:
        """Process id, where it is a process of this machine's."""
        ...

    @property
    def line(self) -> WorkerLine:
        """Where to ask it."""
        ...

    async def kill(self) -> None:
        """End the worker; its zygote and the learner's process go with it."""
        ...


class WorkerLine:
    """Two streams that carry frames. What comes in is not trusted to be well formed."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def ask(self, job: bytes, seconds: float) -> Any:
        """Send a job and return the answer.

        Args:
            job: JSON.
            seconds: Wall time for all of it.

        Raises:
            WorkerLost: No answer in time, or none at all. Kill it.
        """
        try:
            self._writer.write(frames.length_prefix(len(job)) + job)
            async with asyncio.timeout(seconds):
                await self._writer.drain()
        except (OSError, TimeoutError) as error:
            raise WorkerLost(type(error).__name__) from error
        return await self.message(seconds)

    async def message(self, seconds: float) -> Any:
        """Return the next message.

        Raises:
            WorkerDeaf: It was ended in a cell that it could not end itself.
            WorkerLost: None came in time, or no sound one.
        """
        try:
            async with asyncio.timeout(seconds):
                head = await self._reader.readexactly(frames.LENGTH_BYTES)
                if head == last_words.HEAD:
                    raise await self._lost()
                return json.loads(await self._reader.readexactly(frames.body_size(head)))
        except (TimeoutError, OSError, EOFError, ValueError, RecursionError) as error:
            raise WorkerLost(type(error).__name__) from error

    async def _lost(self) -> WorkerLost:
        words = b""
        with contextlib.suppress(TimeoutError):  # the first process of a container lives on
            async with asyncio.timeout(_WORDS_SECONDS):
                while len(words) < last_words.MOST and (more := await self._reader.read(4096)):
                    words += more
        cell = last_words.cell_of(words)
        return WorkerDeaf(*cell) if cell else WorkerLost("deaf")

    async def ended(self) -> None:
        """Wait until the other side is gone. For idle lines: what comes unasked ends them too."""
        try:
            await self._reader.read(1)
        except OSError:
            return
