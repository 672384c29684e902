"""Where the pool's workers come from: this machine, containers, or a socket."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from grader.container import container_command
from grader.worker_connection import WorkerConnection
from grader.worker_line import Worker
from grader.worker_process import WorkerProcess

_LONGEST_NAME = 60


class Mode(StrEnum):
    """How learner code is kept in.

    sandbox      Landlock, seccomp and limits, each wall tried at the start of each worker
    container    one container per submission, and in it those of the walls that the kernel has
    unprotected  limits, and those of the walls that the kernel has; for one's own code only
    unavailable  nothing is graded
    """

    SANDBOX = "sandbox"
    CONTAINER = "container"
    UNPROTECTED = "unprotected"
    UNAVAILABLE = "unavailable"


class PoolUnavailable(Exception):
    """This machine offers no safe place to run learner code; the text says why."""


class PoolAway(PoolUnavailable):
    """The grader at the socket is away for now; nothing was decided, so ask again later."""


class WorkerSource:
    """Starts workers in one mode and lets none pass whose walls do not hold."""

    def __init__(
        self, mode: Mode, *, image: str = "", engine: Sequence[str] = (), socket: str = ""
    ) -> None:
        """Set up; the arguments are those of `GraderPool`.

        Raises:
            ValueError: `container` with none of image, engine and socket.
        """
        self.mode, self.socket = mode, socket
        self._engine: tuple[str, ...] = ()
        if mode is Mode.CONTAINER and not socket:
            if not (image or engine):
                raise ValueError("mode container needs an image")
            self._engine = tuple(engine or container_command(image))

    @property
    def once(self) -> bool:
        """Whether a worker serves one submission only."""
        return self.mode is Mode.CONTAINER

    @property
    def note(self) -> str:
        """A sentence about the mode, empty where it is as it should be."""
        if self.mode is Mode.UNPROTECTED:
            return "Answers run without a sandbox: check nobody's code but your own."
        if self.mode is not Mode.CONTAINER:
            return ""
        if self.socket:
            return "Answers are checked in the grader's container, with the walls its kernel has."
        return "Each answer is checked in a container of its own."

    async def start(self) -> Worker:
        """Return a worker that has shown its walls.

        Raises:
            GraderAway: Nobody gives workers at the socket now.
            WorkerLost: It did not come up.
            PoolUnavailable: A wall is missing that the mode requires.
        """
        walls = "required" if self.mode is Mode.SANDBOX else "available"
        worker: Worker
        if self.socket:
            worker, hello = await WorkerConnection.open(self.socket, walls=walls)
        else:
            worker, hello = await WorkerProcess.start(self._engine, walls=walls)
        missing = missing_walls(hello, all_walls=self.mode is Mode.SANDBOX)
        if missing:
            await worker.kill()
            raise PoolUnavailable(missing)
        return worker


def missing_walls(hello: Any, *, all_walls: bool) -> str:
    """Return what a worker's first message says is missing; empty when nothing.

    Args:
        hello: The message, from a side that is not trusted.
        all_walls: Whether every wall has to hold.
    """
    try:
        if "missing" in hello or not all_walls:
            return str(hello.get("missing", ""))
        failed = [f"{name} ({detail})" for name, ok, detail in hello["walls"] if not ok]
    except (AttributeError, KeyError, TypeError, ValueError):
        return "the worker's greeting cannot be read"
    return f"walls that do not hold: {', '.join(failed)}" if failed else ""


def missing_libraries(hello: Any) -> tuple[str, ...]:
    """Return which libraries of data problems a worker lacks, from its first message."""
    match hello:
        case {"lacks": [*names]}:
            return tuple(str(name)[:_LONGEST_NAME] for name in names)
    return ()
