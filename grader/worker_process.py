"""The pool's side of one worker process: start it, give it a job, kill it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader import frames

_START_SECONDS = 60.0
_PACKAGES = str(Path(__file__).parent.parent)


class WorkerLost(Exception):
    """The worker died, hung or talked nonsense; the job may be tried on another one."""


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": _PACKAGES}


def local_command(*, walls: str) -> list[str]:
    """Return the command of a worker on this machine."""
    return [sys.executable, "-s", "-B", "-P", "-m", "grader.worker", "--walls", walls]


def container_command(image: str, engine: str = "docker") -> list[str]:
    """Return an engine command for workers in containers: no network, nothing writable.

    Args:
        image: Image that holds Python and this package.
        engine: `docker` or `podman`.
    """
    return [
        *(engine, "run", "-i", "--rm", "--network", "none", "--cap-drop", "ALL"),
        *("--security-opt", "no-new-privileges", "--read-only", "--user", "1000:1000"),
        *("--pids-limit", "64", "--memory", "512m", image),
    ]


class WorkerProcess:
    """One worker; use `start` to make it."""

    def __init__(self, process: asyncio.subprocess.Process, stop: Sequence[str]) -> None:
        self._process, self._stop = process, stop

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
        command, stop = local_command(walls=walls), list[str]()
        environment = _environment()
        if engine:
            command, stop = _in_container(engine, walls)
            environment = dict(os.environ)  # the engine's client needs its own settings
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=environment,
                cwd="/",
            )
        except OSError as error:
            raise WorkerLost(str(error)) from error
        worker = cls(process, stop)
        try:
            return worker, await worker._message(_START_SECONDS)
        except BaseException:
            await worker.kill()
            raise

    async def ask(self, job: bytes, seconds: float) -> Any:
        """Send a job and return the answer.

        Args:
            job: JSON.
            seconds: Wall time for all of it.

        Raises:
            WorkerLost: No answer in time, or none at all. Kill it.
        """
        assert self._process.stdin
        try:
            self._process.stdin.write(frames.length_prefix(len(job)) + job)
            async with asyncio.timeout(seconds):
                await self._process.stdin.drain()
        except (OSError, TimeoutError) as error:
            raise WorkerLost(type(error).__name__) from error
        return await self._message(seconds)

    async def _message(self, seconds: float) -> Any:
        stream = self._process.stdout
        assert stream
        try:
            async with asyncio.timeout(seconds):
                head = await stream.readexactly(frames.LENGTH_BYTES)
                return json.loads(await stream.readexactly(frames.body_size(head)))
        except (TimeoutError, OSError, EOFError, ValueError) as error:
            raise WorkerLost(type(error).__name__) from error

    async def kill(self) -> None:
        """End the worker; its zygote and the learner's process go with it."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        if self._stop:
            with contextlib.suppress(OSError):
                stopper = await asyncio.create_subprocess_exec(
                    *self._stop,
                    stdout=asyncio.subprocess.DEVNULL,
                    stderr=asyncio.subprocess.DEVNULL,
                )
                await stopper.wait()
        await self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        # Closes the pipes at once instead of at the next collection.
        self._process._transport.close()  # type: ignore[attr-defined]


def _in_container(engine: Sequence[str], walls: str) -> tuple[list[str], list[str]]:
    command, stop = list(engine), list[str]()
    if "run" in command:  # a name, so that a hung container can be killed
        name = f"grader-{uuid.uuid4().hex[:12]}"
        at = command.index("run") + 1
        command[at:at] = ["--name", name]
        stop = [command[0], "kill", name]
    worker = ["python", "-s", "-B", "-m", "grader.worker", "--once", "--walls", walls]
    return command + worker, stop
