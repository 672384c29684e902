"""Keeps worker processes, gives each submission to one, replaces those that die or hang."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from grader.alarm import UNHEARD_SECONDS
from grader.bundle import Bundle, CellRole, Submission
from grader.clock import MOST_PATIENCE, longest_seconds
from grader.fair_queue import FairQueue, LearnerFull, QueueFull
from grader.job import Job, body_of, is_error
from grader.judge import grader_error
from grader.proposals import Proposal
from grader.study import Study
from grader.verdict import Verdict
from grader.worker_connection import GraderAway
from grader.worker_line import Worker, WorkerDeaf, WorkerLost
from grader.worker_source import Mode, PoolAway, PoolUnavailable, WorkerSource

__all__ = ["GraderPool", "LearnerFull", "Mode", "PoolAway", "PoolUnavailable", "QueueFull"]

_TRIES = 2
# A worker that is deaf in a test ends by processor time, which takes longer on a busy machine too.
_GRACE_SECONDS = 5.0 + MOST_PATIENCE * UNHEARD_SECONDS
_RESTART_SECONDS = 1.0
_BACK_SECONDS = 10.0


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
        socket: str = "",
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
            socket: Where a `grader.server` gives workers, instead of starting them here. While
                nobody does, submissions wait for a few seconds and are then refused.

        Raises:
            ValueError: `container` with none of the three, or an unknown mode.
        """
        self._source = WorkerSource(Mode(mode), image=image, engine=engine, socket=socket)
        self._unavailable = self._source.mode is Mode.UNAVAILABLE
        self._note, self._gone = "", False
        self._count = workers
        self._queue: FairQueue[Job] = FairQueue(queue, per_learner)
        self._tasks: list[asyncio.Task[None]] = []
        self._workers: set[Worker] = set()

    async def start(self) -> None:
        """Start the workers and try their walls; afterwards `describe` tells the truth."""
        if self._unavailable:
            return
        first: Worker | None = None
        try:
            first = await self._start_worker()
        except (PoolUnavailable, WorkerLost) as error:
            self._note = str(error)
            if not self._source.socket:  # what lies behind a socket may still come
                self._unavailable = True
                return
        starts = (self._start_worker() for _ in range(self._count - 1) if first)
        others = await asyncio.gather(*starts, return_exceptions=True)
        ready = [first, *(None if isinstance(w, BaseException) else w for w in others)]
        ready += [None] * (self._count - len(ready))  # these are tried again by their tasks
        self._tasks += [asyncio.create_task(self._work(worker)) for worker in ready]

    def describe(self) -> tuple[str, str]:
        """Return the mode and a sentence about it, empty when all is as it should be."""
        mode = Mode.UNAVAILABLE if self._unavailable else self._source.mode
        return mode.value, self._note or self._source.note

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """Process ids of the workers that run now."""
        return tuple(worker.pid for worker in self._workers if worker.pid is not None)

    @property
    def away(self) -> str:
        """Why the grader at the socket gives no worker now; empty where one is there."""
        return self._note if self._source.socket and not self._workers else ""

    async def grade(self, bundle: Bundle, submission: Submission, learner: str) -> Verdict:
        """Return the verdict; a failure of the grader itself is status `grader_error`.

        Args:
            bundle: The problem's cells.
            submission: What the learner handed in.
            learner: Who; used for fair turns only.

        Raises:
            LearnerFull: Too many of this learner wait.
            QueueFull: Too many wait; try again in a few seconds.
            PoolAway: The grader at the socket is away.
            PoolUnavailable: There is no safe place to run learner code, or the pool is closed.
        """
        points = [c.points for c in bundle.cells if c.role is CellRole.TEST]
        verdict: Verdict = await self._ask(
            body_of(bundle, submission),
            longest_seconds(bundle.limits),
            learner,
            lambda answer: Verdict.from_json(answer["verdict"]),
            grader_error(sum(points)),
            tests=len(points),
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
            body_of(bundle, submission, study=seconds),
            longest_seconds(bundle.limits) + seconds,
            learner,
            lambda answer: Study.from_json(answer["study"]),
            Study(),
            tests=sum(c.role is CellRole.TEST and not c.hidden for c in bundle.cells),
        )
        return found

    async def one_passes(
        self,
        bundle: Bundle,
        submission: Submission,
        proposals: Sequence[Proposal],
        learner: str,
        seconds: float,
    ) -> bool:
        """Say whether proposed code mends an answer; see `grader.proposals`."""
        pairs = [(p.cells, p.without) for p in proposals]
        body = body_of(bundle, submission, proposals=pairs, seconds=seconds)
        longest = longest_seconds(bundle.limits) + seconds
        return bool(await self._ask(body, longest, learner, lambda a: a["passes"] is True, False))

    async def _ask(
        self,
        body: bytes,
        seconds: float,
        learner: str,
        read: Callable[[Any], Any],
        failed: Any,
        *,
        tests: int = 0,
    ) -> Any:
        if self._unavailable or not self._tasks:
            raise PoolUnavailable(self._note or "the grader is not running")
        if self._gone:
            raise PoolAway(self._note)
        result = asyncio.get_running_loop().create_future()
        job = Job(body, seconds + _GRACE_SECONDS, read, failed, result, tests)
        self._queue.put(learner, job)
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

    async def _start_worker(self) -> Worker:
        worker = await self._source.start()
        self._workers.add(worker)
        self._note, self._gone = "", False
        return worker

    async def _end(self, worker: Worker) -> None:
        await worker.kill()
        self._workers.discard(worker)

    async def _work(self, worker: Worker | None) -> None:
        while True:
            worker = worker or await self._restart()
            turn = await self._turn(worker)
            if turn is None:
                await self._end(worker)
                worker = None
                continue
            learner, job = turn
            try:
                if not job.result.done():  # else whoever asked has gone
                    worker = await self._attempts(worker, job)
            finally:
                self._queue.done(learner)
                job.settle(job.failed)

    async def _turn(self, worker: Worker) -> tuple[str, Job] | None:
        """Return the next job; None when the worker ends before there is one."""
        getting = asyncio.create_task(self._queue.get())
        ending = asyncio.create_task(worker.line.ended())
        try:
            await asyncio.wait({getting, ending}, return_when=asyncio.FIRST_COMPLETED)
            return getting.result() if getting.done() else None
        except asyncio.CancelledError:
            if getting.done():  # taken out of the queue, and nobody else has it
                getting.result()[1].settle(getting.result()[1].failed)
            raise
        finally:
            getting.cancel()
            ending.cancel()
            await asyncio.gather(getting, ending, return_exceptions=True)

    async def _attempts(self, worker: Worker, job: Job) -> Worker | None:
        current: Worker | None = worker
        last = job.failed
        left = _TRIES
        while left:
            left -= 1
            try:
                current = current or await self._another()
                last = job.reading(await current.line.ask(job.body, job.seconds))
                if not is_error(last):
                    job.settle(last)
                if self._source.once:
                    await self._end(current)
                    current = None
                if job.result.done():
                    return current
            except GraderAway as error:
                job.refuse(str(error))
                return None
            except PoolUnavailable:
                continue
            except WorkerLost as lost:
                if isinstance(lost, WorkerDeaf) and lost.role == "test":
                    left += job.leave_out(lost.place)
                if current:
                    await self._end(current)
                current = None
        job.settle(last)
        return current

    async def _another(self) -> Worker:
        """Start a worker in the middle of a job; one from a socket is waited for."""
        end = asyncio.get_running_loop().time() + _BACK_SECONDS
        while True:
            try:
                return await self._start_worker()
            except GraderAway as error:
                self._note = str(error)
                if asyncio.get_running_loop().time() > end:
                    raise
                await asyncio.sleep(_RESTART_SECONDS)

    async def _restart(self) -> Worker:
        end = asyncio.get_running_loop().time() + _BACK_SECONDS
        while True:
            try:
                return await self._start_worker()
            except (WorkerLost, PoolUnavailable) as error:
                self._note = f"a worker did not start: {error}"
                if not self._workers:  # nobody is left to take what waits
                    self._give_up(waited=asyncio.get_running_loop().time() > end)
                await asyncio.sleep(_RESTART_SECONDS)

    def _give_up(self, *, waited: bool) -> None:
        if not self._source.socket:
            for job in self._queue.drain():
                job.settle(job.failed)
        elif waited:
            self._gone = True
            for job in self._queue.drain():
                job.refuse(self._note)
