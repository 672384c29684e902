"""The gate in a process of its own for each notebook: walled in, bounded, ended when nobody waits.

The process runs tests that somebody sent, so nothing it says is trusted with more than being shown
to that somebody. Where a grader is beside the service they run there, in a worker of their own, and
the process only reads.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

import structlog

from grader import frames, last_words
from grader.scratch import sweep
from grader.spawner import ORDINARY
from grader.worker_line import Worker, WorkerDeaf, WorkerLost
from grader.worker_source import Mode, PoolUnavailable, WorkerSource

from ..author_port import Checked, Placed, Step
from ..errors import GraderAway, GraderUnavailable
from ..problems.bank import Bank, Problem
from ..problems.finding import END_IT, NEVER_ENDS, Finding, Level, is_of_notebook

log = structlog.get_logger()

MODULE = "adaptive_server.gate.draft"
LONGEST_S = 60.0
LOOK_S = 1.0
MOST_TEXT = 600
MOST_BYTES = 4 << 20
_WALLS = {"sandbox": "required", "container": "required", "unprotected": "available"}
_NO_SENSE = (EOFError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
_WALLS_TO_READ = {"sandbox": "required", "container": "available"}
_PATHS = {str(Path(__file__).resolve().parents[2]), str(Path(frames.__file__).resolve().parents[1])}


class GateProcess:
    """Fulfils `author_port.GatePort`.

    Args:
        skills: The course's `skills.yaml`.
        mode: Says how answers are graded now; without walls only one's own problems are checked.
        longest_s: Seconds after which a check is given up.
        socket: Of a grader beside the service; "" has everything run in the process.
    """

    def __init__(
        self,
        skills: Path,
        mode: Callable[[], str],
        longest_s: float = LONGEST_S,
        *,
        socket: str = "",
    ) -> None:
        self._skills, self._mode, self._longest_s = skills, mode, longest_s
        self._socket = socket

    async def check(self, notebook: str, bank: Bank) -> AsyncGenerator[Step | Checked, None]:
        """Yield steps, then what was found."""
        others = [_compared(p) for p in bank.authored.values()]
        async with aclosing(self._run("check", notebook, others)) as run:
            async for said in run:
                yield said

    async def release(self, notebook: str, variant: int = 0) -> Checked:
        """Read a notebook without running anything; the release is that of one variant."""
        checked = Checked("", ())
        async for said in self._run("release", notebook, [], variant):
            if isinstance(said, Checked):
                checked = said
        return checked

    async def _run(
        self, want: str, notebook: str, others: list[tuple[str | list[str], ...]], variant: int = 0
    ) -> AsyncGenerator[Step | Checked, None]:
        mode = self._mode()
        walls = (_WALLS_TO_READ if self._socket else _WALLS).get(mode)
        if walls is None:
            raise GraderUnavailable
        job: dict[str, Any] = {
            "want": want,
            "notebook": notebook,
            "others": others,
            "walls": walls,
            "skills": str(self._skills.resolve()),
            "elsewhere": bool(self._socket),
            "variant": variant,
        }
        worker = await self._worker(Mode(mode)) if self._socket and want == "check" else None
        try:
            async with aclosing(self._in_process(job, worker)) as run:
                async for said in run:
                    yield said
        finally:
            if worker:
                await worker.kill()

    async def _worker(self, mode: Mode) -> Worker:
        try:
            return await WorkerSource(mode, socket=self._socket).start()
        except WorkerLost as error:
            log.warning("gate_away", reason=str(error)[:MOST_TEXT])
            raise GraderAway from None
        except PoolUnavailable as error:
            log.error("gate_unavailable", reason=str(error)[:MOST_TEXT])
            raise GraderUnavailable from None

    async def _in_process(
        self, job: Mapping[str, Any], worker: Worker | None
    ) -> AsyncGenerator[Step | Checked, None]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-s", "-B", "-P", "-m", MODULE),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=MOST_BYTES,
            env={
                "PYTHONPATH": os.pathsep.join(sorted(_PATHS)),
                "LANG": "C.UTF-8",
                "PYTHONHASHSEED": str(ORDINARY),
            },
            cwd="/",
        )
        try:
            assert process.stdin
            process.stdin.write(frames.to_bytes(job))
            async with aclosing(self._listen(process, worker, str(job["notebook"]))) as heard:
                async for said in heard:
                    yield said
        finally:
            await _end(process)

    async def _listen(
        self, process: asyncio.subprocess.Process, worker: Worker | None, notebook: str
    ) -> AsyncGenerator[Step | Checked, None]:
        end = asyncio.get_running_loop().time() + self._longest_s
        reading = asyncio.ensure_future(_message(process, worker))
        step = Step("", 0, 1)
        try:
            while True:
                await asyncio.wait({reading}, timeout=LOOK_S)
                if asyncio.get_running_loop().time() > end:
                    at = f", at the step {step.name}" if step.name else ""
                    yield _given_up(f"the checks took longer than {self._longest_s:.0f} s{at}")
                    return
                if not reading.done():
                    yield Step("", step.done, step.of)
                    continue
                try:
                    said = reading.result()
                except WorkerDeaf as deaf:
                    told = f"the code of a {deaf.role} cell {NEVER_ENDS}"
                    known = is_of_notebook(deaf.role, step.name)
                    yield _given_up(told, *(_cell_at(deaf, notebook) if known else ("", "")))
                    return
                if isinstance(said, Checked):
                    yield said
                    return
                yield (step := said)
                reading = asyncio.ensure_future(_message(process, worker))
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


async def _message(process: asyncio.subprocess.Process, worker: Worker | None) -> Step | Checked:
    try:
        while "job" in (said := await _frame(process)):
            await _pass_on(said["job"], process, worker)
        if "missing" in said:
            log.error("gate_unavailable", reason=str(said["missing"])[:MOST_TEXT])
            raise GraderUnavailable
        return _step(said) if "step" in said else _checked(said)
    except WorkerDeaf:
        raise
    except (*_NO_SENSE, OSError, WorkerLost):
        return _given_up("the checks ended before they were done")


async def _frame(process: asyncio.subprocess.Process) -> Any:
    assert process.stdout
    head = await process.stdout.readexactly(frames.LENGTH_BYTES)
    if head == last_words.HEAD:
        cell = last_words.cell_of(await _words(process.stdout))
        raise WorkerDeaf(*cell) if cell else ValueError("deaf")
    return json.loads(await process.stdout.readexactly(_size(head)))


async def _words(out: asyncio.StreamReader) -> bytes:
    words = b""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LOOK_S):
            while len(words) < last_words.MOST and (more := await out.read(4096)):
                words += more
    return words


async def _pass_on(job: Any, process: asyncio.subprocess.Process, worker: Worker | None) -> None:
    """Have a job done by the worker; the process gets what that said."""
    if worker is None:
        raise ValueError("nobody was to be asked")
    said = await worker.line.ask(json.dumps(job).encode(), LONGEST_S)
    assert process.stdin
    process.stdin.write(frames.to_bytes(said))
    await process.stdin.drain()


def _compared(problem: Problem) -> tuple[str | list[str], ...]:
    """Return the fields of what the gate compares, see `gate.duplicates.ProblemText`."""
    reference = problem.references[0] if problem.references else ""
    tests = "\n".join(c.source for c in problem.bundle.cells if c.role == "test")
    hints = [h.text for h in problem.hints]
    return str(problem.card.id), problem.statement, reference, tests, problem.card.title, hints


def _size(head: bytes) -> int:
    size = frames.body_size(head)
    if size > MOST_BYTES:
        raise ValueError(size)
    return size


def _step(said: Mapping[str, Any]) -> Step:
    return Step(_text(said["step"])[:60], int(said["done"]), max(1, int(said["of"])))


def _checked(said: Mapping[str, Any]) -> Checked:
    release = said["release"]
    found = tuple(_placed(each) for each in said["findings"])
    known = release if isinstance(release, dict) else None
    return Checked(_text(said["id"]), found, known, max(0, int(said["variants"])))


def _placed(said: Mapping[str, Any]) -> Placed:
    line = said["line"]
    finding = Finding(
        problem=_text(said["problem"]),
        cell=_text(said["cell"]),
        line=line if type(line) is int and line > 0 else None,
        check=_text(said["check"]),
        level=Level(said["level"]),
        message=_text(said["message"]),
        remedy=_text(said["remedy"]),
        waives=_text(said["waives"]),
    )
    return Placed(finding, _text(said["cell_id"]))


def _text(value: object) -> str:
    """Return a text that can be stored and shown: bounded, no control characters."""
    text = value if isinstance(value, str) else ""
    return "".join(c if c.isprintable() else " " for c in text[:MOST_TEXT])


def _given_up(message: str, cell: str = "", cell_id: str = "") -> Checked:
    found = Finding("", cell, None, "run", Level.ERROR, message, END_IT)
    return Checked("", (Placed(found, cell_id),))


def _cell_at(deaf: WorkerDeaf, notebook: str) -> tuple[str, str]:
    """Return `grade_id` and cell id of a test or given cell; empty where there is none."""
    try:
        cells = json.loads(notebook)["cells"]
        ours = [(c, c["metadata"].get("pythonmastery", {})) for c in cells]
        cell = [cell for cell, mark in ours if mark.get("role") == deaf.role][deaf.place]
        return _text(cell["metadata"]["nbgrader"]["grade_id"]), _text(cell["id"])
    except (*_NO_SENSE, IndexError):
        return "", ""


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()
    sweep(process.pid)
    if process.stdin:
        process.stdin.close()
    # Closes the pipes at once instead of at the next collection.
    process._transport.close()  # type: ignore[attr-defined]
