"""Keeps worker processes, gives each submission to one, replaces those that die or hang."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from grader.bundle import Bundle, CellRole, Submission
from grader.clock import longest_seconds
from grader.container import container_command
from grader.fair_queue import FairQueue, LearnerFull, QueueFull
from grader.judge import grader_error
from grader.study import Study
from grader.verdict import Status, Verdict
from grader.worker_process import WorkerLost, WorkerProcess

__all__ = ["GraderPool", "LearnerFull", "Mode", "PoolUnavailable", "QueueFull"]

_TRIES = 2
_GRACE_SECONDS = 5.0
_RESTART_SECONDS = 1.0


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


@dataclass(eq=False, slots=True)
class _Job:
    """One question to a worker; `failed` is the answer where none can be had."""

    body: bytes
    seconds: float
    read: Callable[[Any], Any]
    failed: Any
    result: asyncio.Future[Any]

    def reading(self, answer: Any) -> Any:
        """Return what the answer of a worker says."""
        try:
            return self.read(answer)
        except (KeyError, TypeError, ValueError):
            return self.failed

    def settle(self, result: Any) -> None:
        if not self.result.done():
            self.result.set_result(result)


class GraderPool:
    """Grades submissions in worker processes, fairly between learners."""

    def __init__(
        self,
        workers: int = 2,
        *,
        mode: Mode | str = Mode.SANDBOX,
        queue: int = 64,
        per_learner: int = 32,
        image: str = "",
        engine: Sequence[str] = (),
    ) -> None:
        """Set up; nothing runs before `start`.

        Args:
            workers: Worker processes; one per processor core is enough.
            mode: Where learner code runs; `unavailable` refuses every submission.
            queue: Submissions that may wait in all.
            per_learner: Submissions of one learner that may wait.
            image: For `container`: an image whose entry point is `grader.worker`.
            engine: For `container`: the whole command up to and with the image, instead of
                Docker's; see `container_command`.

        Raises:
            ValueError: `container` with neither image nor engine, or an unknown mode.
        """
        self._mode, self._note = Mode(mode), ""
        self._engine: tuple[str, ...] = ()
        if self._mode is Mode.CONTAINER:
            if not (image or engine):
                raise ValueError("mode container needs an image")
            self._engine = tuple(engine or container_command(image))
        self._count = workers
        self._queue: FairQueue[_Job] = FairQueue(queue, per_learner)
        self._tasks: list[asyncio.Task[None]] = []
        self._workers: set[WorkerProcess] = set()

    async def start(self) -> None:
        """Start the workers and try their walls; afterwards `describe` tells the truth."""
        if self._mode is Mode.UNAVAILABLE:
            return
        try:
            first = await self._start_worker()
        except (PoolUnavailable, WorkerLost) as error:
            self._mode, self._note = Mode.UNAVAILABLE, str(error)
            return
        starts = (self._start_worker() for _ in range(self._count - 1))
        others = await asyncio.gather(*starts, return_exceptions=True)
        for worker in (first, *others):  # one that did not start is tried again by its task
            ready = worker if isinstance(worker, WorkerProcess) else None
            self._tasks.append(asyncio.create_task(self._work(ready)))

    def describe(self) -> tuple[str, str]:
        """Return the mode and a sentence about it, empty when all is as it should be."""
        notes = {
            Mode.CONTAINER: "Each answer is checked in a container of its own.",
            Mode.UNPROTECTED: "Answers run without a sandbox: check nobody's code but your own.",
        }
        return self._mode.value, self._note or notes.get(self._mode, "")

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """Process ids of the workers that run now."""
        return tuple(worker.pid for worker in self._workers)

    async def grade(self, bundle: Bundle, submission: Submission, learner: str) -> Verdict:
        """Return the verdict; a failure of the grader itself is status `grader_error`.

        Args:
            bundle: The problem's cells.
            submission: What the learner handed in.
            learner: Who; used for fair turns only.

        Raises:
            LearnerFull: Too many of this learner wait.
            QueueFull: Too many wait; try again in a few seconds.
            PoolUnavailable: There is no safe place to run learner code, or the pool is closed.
        """
        failed = grader_error(sum(c.points for c in bundle.cells if c.role is CellRole.TEST))
        verdict: Verdict = await self._ask(
            _body(bundle, submission),
            longest_seconds(bundle.limits),
            learner,
            lambda answer: Verdict.from_json(answer["verdict"]),
            failed,
        )
        return verdict

    async def study(
        self, bundle: Bundle, submission: Submission, learner: str, seconds: float
    ) -> Study:
        """Return a closer look at an answer; empty where it fails.

        Args:
            bundle: The problem's cells.
            submission: The learner's code.
            learner: Who; used for fair turns only.
            seconds: Time for the search of an edit that mends it; 0 for the trace alone.

        Raises:
            LearnerFull, QueueFull, PoolUnavailable: As `grade`.
        """
        found: Study = await self._ask(
            _body(bundle, submission, study=seconds),
            longest_seconds(bundle.limits) + seconds,
            learner,
            lambda answer: Study.from_json(answer["study"]),
            Study(),
        )
        return found

    async def _ask(
        self, body: bytes, seconds: float, learner: str, read: Callable[[Any], Any], failed: Any
    ) -> Any:
        if self._mode is Mode.UNAVAILABLE or not self._tasks:
            raise PoolUnavailable(self._note or "the grader is not running")
        result = asyncio.get_running_loop().create_future()
        self._queue.put(learner, _Job(body, seconds + _GRACE_SECONDS, read, failed, result))
        return await result

    async def close(self) -> None:
        """End every process; what still waits gets `grader_error`."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for job in self._queue.drain():
            job.settle(job.failed)
        await asyncio.gather(*(self._end(worker) for worker in list(self._workers)))

    # -- one worker's life

    async def _start_worker(self) -> WorkerProcess:
        walls = "required" if self._mode is Mode.SANDBOX else "available"
        worker, hello = await WorkerProcess.start(self._engine, walls=walls)
        self._workers.add(worker)
        self._note = ""
        missing = _missing(hello) if self._mode is Mode.SANDBOX else hello.get("missing")
        if missing:
            await self._end(worker)
            raise PoolUnavailable(missing)
        return worker

    async def _end(self, worker: WorkerProcess) -> None:
        await worker.kill()
        self._workers.discard(worker)

    async def _work(self, worker: WorkerProcess | None) -> None:
        while True:
            worker = worker or await self._restart()
            learner, job = await self._queue.get()
            try:
                if not job.result.done():  # else whoever asked has gone
                    worker = await self._attempts(worker, job)
            finally:
                self._queue.done(learner)
                job.settle(job.failed)

    async def _attempts(self, worker: WorkerProcess, job: _Job) -> WorkerProcess | None:
        current: WorkerProcess | None = worker
        last = job.failed
        for _ in range(_TRIES):
            try:
                current = current or await self._start_worker()
                last = job.reading(await current.ask(job.body, job.seconds))
                if not _is_error(last):
                    job.settle(last)
                if self._engine:  # a container serves one submission
                    await self._end(current)
                    current = None
                if job.result.done():
                    return current
            except PoolUnavailable:
                continue
            except WorkerLost:
                if current:
                    await self._end(current)
                current = None
        job.settle(last)
        return current

    async def _restart(self) -> WorkerProcess:
        while True:
            try:
                return await self._start_worker()
            except (WorkerLost, PoolUnavailable) as error:
                self._note = f"a worker did not start: {error}"
                if not self._workers:  # nobody is left to take what waits
                    for job in self._queue.drain():
                        job.settle(job.failed)
                await asyncio.sleep(_RESTART_SECONDS)


def _missing(hello: dict[str, Any]) -> str:
    if "missing" in hello:
        return str(hello["missing"])
    failed = [f"{name} ({detail})" for name, ok, detail in hello["walls"] if not ok]
    return f"walls that do not hold: {', '.join(failed)}" if failed else ""


def _is_error(result: Any) -> bool:
    return isinstance(result, Verdict) and result.status is Status.GRADER_ERROR


def _body(bundle: Bundle, submission: Submission, **more: float) -> bytes:
    handed_in = {"cells": submission.cells, "loose": list(submission.loose)}
    return json.dumps({"bundle": bundle.to_json(), "submission": handed_in, **more}).encode()
