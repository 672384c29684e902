"""Turns with random faults against a loopback Gemini: memory, tasks and sockets stay flat.

    .venv/bin/python benchmarks/tutor_soak.py [--turns N]

Also the time to the first text of the loopback server, through the worker and the gate.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import sys
import time
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median

import structlog

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from adaptive_server.adapters.gemini_tutor import GeminiTutor
from adaptive_server.adapters.pace import Pace
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.errors import GraderUnavailable
from adaptive_server.tutor_port import HintRequest
from support import gemini
from support.tutored import problem
from tutor_labext.gemini.breaker import Breaker
from tutor_labext.gemini.budget import Budget, Limits
from tutor_labext.gemini.options import Limits as Waits
from tutor_labext.gemini.options import Options
from tutor_labext.gemini.process import GeminiProcess

AT_ONCE = 20
EACH = 500
"""Turns between two readings; before each the pool of the worker comes to rest."""
KEPT_S = 5.5
"""The pool keeps a connection for 5 s, and closes it at the next question."""
SCENARIOS = [*gemini.FINE[:3], *gemini.AT_ONCE, *gemini.MIDWAY, "forever"]


class Ungraded:
    """Runs nothing: processes of a grader would be counted too."""

    async def one_passes(self, *_: object) -> bool:
        """Say that it cannot."""
        raise GraderUnavailable


def resident_mb(pid: int | str) -> float:
    """Return the memory of a process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def sockets(pid: int | str) -> int:
    """Return how many sockets a process has open."""
    found = 0
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile, as is this list itself
            found += os.readlink(file).startswith("socket:")
    return found


async def one(tutor: GeminiTutor, google: gemini.LoopbackGemini, rng: Random) -> None:
    """Take one turn with a fault or none; a learner leaves at each piece with a chance of 20 %."""
    # A rest after faults would let most turns pass by Google.
    tutor.breaker = Breaker()
    google.script.append(rng.choice(SCENARIOS))
    async with aclosing(tutor.stream(HintRequest(problem(), 1, {}, None))) as pieces:
        async for _ in pieces:
            if rng.random() < 0.2:
                break


async def first_ms(tutor: GeminiTutor, google: gemini.LoopbackGemini) -> float:
    """Return the time to the first piece of an answer without a fault."""
    tutor.breaker, google.scenario = Breaker(), "ok"
    start, took = time.perf_counter(), 0.0
    async with aclosing(tutor.stream(HintRequest(problem(), 1, {}, None))) as pieces:
        async for _ in pieces:
            took = took or time.perf_counter() - start
    return 1000 * took


async def rest(tutor: GeminiTutor, google: gemini.LoopbackGemini, worker: int) -> None:
    """Wait until no socket is left that the pool only keeps: it lets go of it at a question."""
    before = -1
    while before != (before := sockets(worker)):
        await asyncio.sleep(KEPT_S)
        await first_ms(tutor, google)
        await asyncio.sleep(1)


def reading(done: int, worker: int, google: gemini.LoopbackGemini) -> str:
    """Return what is left of the turns so far; Google's ends of the sockets lie in this process."""
    ours = sockets("self") - google.connections
    tasks = len(asyncio.all_tasks()) - google.connections
    return (
        f"turns {done:5}  tasks {tasks}  service {resident_mb('self'):.1f} MB {ours} sockets"
        f"  worker {resident_mb(worker):.1f} MB {sockets(worker)} sockets"
    )


async def soak(turns: int) -> None:
    """Run the turns and print what is left of them."""
    rng = Random(1)
    async with gemini.LoopbackGemini() as google:
        process = GeminiProcess(Options("k", base_url=google.url), Waits(2, 2, 8, 60))
        tutor = GeminiTutor(
            process,
            Budget(Limits(10**9, 10**9, 10**9, 10**6)),
            OfflineTutor(),
            Ungraded(),  # type: ignore[arg-type]
            lambda: datetime.now(UTC),
            rng,
            pace=Pace(10**6, 10**6),
        )
        await tutor.start()
        worker = process._process.pid  # type: ignore[union-attr]
        for done in range(AT_ONCE, turns + 1, AT_ONCE):
            await asyncio.gather(*(one(tutor, google, rng) for _ in range(AT_ONCE)))
            google.script.clear()
            google.calls.clear()
            if done % EACH == 0 or done == AT_ONCE:
                await rest(tutor, google, worker)
                print(reading(done, worker, google), flush=True)
        firsts = [await first_ms(tutor, google) for _ in range(30)]
        print(f"first sentence, median {median(firsts):.0f} ms")
        await tutor.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=2000)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(soak(parser.parse_args().turns))


if __name__ == "__main__":
    main()
