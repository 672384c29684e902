"""The pool's side of one worker process: start it, give it a job, kill it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.container import named, succeeds
from grader.scratch import sweep
from grader.worker_line import WorkerLine, WorkerLost

_START_SECONDS = 60.0
_FAREWELL_SECONDS = 2.0
_PACKAGES = str(Path(__file__).parent.parent)


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": _PACKAGES}


def local_command(*, walls: str) -> list[str]:
    """Return the command of a worker on this machine."""
    return [sys.executable, "-s", "-B", "-P", "-m", "grader.worker", "--walls", walls]


class WorkerProcess:
    """One worker; use `start` to make it."""

    def __init__(self, process: asyncio.subprocess.Process, end: Sequence[str]) -> None:
        self._process, self._end_container = process, end
        assert process.stdin
        assert process.stdout
        self.reader, self.writer = process.stdout, process.stdin
        self.line = WorkerLine(self.reader, self.writer)

    @property
    def pid(self) -> int:
        """Process id, for tests and `doctor`."""
        return self._process.pid

    @classmethod
    async def start(cls, engine: Sequence[str], *, walls: str) -> tuple[WorkerProcess, Any]:
        """Start a worker and return it with its first message.

        Args:
            engine: Container command; empty for a worker on this machine.
            walls: `required` or `available`.

        Raises:
            WorkerLost: It did not come up.
        """
        worker = await cls.begin(engine, walls=walls)
        try:
            return worker, await worker.line.message(_START_SECONDS)
        except BaseException:
            await worker.kill()
            raise

    @classmethod
    async def begin(cls, engine: Sequence[str], *, walls: str) -> WorkerProcess:
        """Start a worker without waiting for its first message; as `start`."""
        command, end = local_command(walls=walls), list[str]()
        environment = _environment()
        if engine:
            command, end = named(engine, walls)
            environment = dict(os.environ)  # the engine's client needs its own settings
        starting = asyncio.ensure_future(
            asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=environment,
                cwd="/",
                start_new_session=True,  # Ctrl-C is for us, not for the worker
            )
        )
        try:
            return cls(await asyncio.shield(starting), end)
        except OSError as error:
            raise WorkerLost(str(error)) from error
        except asyncio.CancelledError:  # what has been begun has to be ended, too
            await cls(await starting, end).kill()
            raise

    async def kill(self) -> None:
        """End the worker; its zygote, the learner's process and its container go with it."""
        if self._end_container:
            await self._leave_container()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        sweep(self._process.pid)
        self.writer.close()
        # Closes the pipes at once instead of at the next collection.
        self._process._transport.close()  # type: ignore[attr-defined]

    async def _leave_container(self) -> None:
        # The engine's client ends after its container is removed, so it must not be killed
        # first: a container that it was just creating would stay.
        self.writer.close()
        if not await self._ends():
            await succeeds(self._end_container)
            await self._ends()

    async def _ends(self) -> bool:
        try:
            async with asyncio.timeout(_FAREWELL_SECONDS):
                await self._process.wait()
        except TimeoutError:
            return False
        return True
