"""Turns with random faults against a loopback Gemini: memory, tasks and open files stay flat.

    .venv/bin/python benchmarks/tutor_soak.py [--turns N]

Also the time to the first text of the loopback server, through the worker and the gate.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
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
from adaptive_server.tutor_port import HintRequest
from support import gemini
from support.tutored import problem
from tutor_labext.gemini.breaker import Breaker
from tutor_labext.gemini.budget import Budget, Limits
from tutor_labext.gemini.options import Limits as Waits
from tutor_labext.gemini.options import Options
from tutor_labext.gemini.process import GeminiProcess

AT_ONCE = 20
SCENARIOS = [*gemini.FINE[:3], *gemini.AT_ONCE, *gemini.MIDWAY, "forever"]


def resident_mb(pid: int | str) -> float:
    """Return the memory of a process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def open_files(pid: int | str) -> int:
    """Return how many files and sockets a process has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


async def soak(turns: int) -> None:
    """Run the turns and print what is left of them."""
    rng = Random(1)
    async with gemini.LoopbackGemini() as google:
        process = GeminiProcess(Options("k", base_url=google.url), Waits(2, 2, 8))
        tutor = GeminiTutor(
            process,
            Budget(Limits(10**9, 10**9, 10**9, 10**6)),
            OfflineTutor(),
            None,  # type: ignore[arg-type]
            lambda: datetime.now(UTC),
            rng,
            pace=Pace(10**6, 10**6),
        )
        await tutor.start()
        pid = process._process.pid  # type: ignore[union-attr]

        async def one() -> float:
            # A rest after faults would let most turns pass by Google.
            tutor.breaker = Breaker()
            google.script.append(rng.choice(SCENARIOS))
            start, first = time.perf_counter(), 0.0
            async with aclosing(tutor.stream(HintRequest(problem(), 1, {}, None))) as pieces:
                async for piece in pieces:
                    first = first or (time.perf_counter() - start if piece.text else 0.0)
                    if rng.random() < 0.2:
                        break
            return first

        for done in range(0, turns, AT_ONCE):
            await asyncio.gather(*(one() for _ in range(AT_ONCE)))
            google.script.clear()
            google.calls.clear()
            if done % (turns // 5 // AT_ONCE * AT_ONCE) == 0:
                await asyncio.sleep(0.3)
                tasks = len(asyncio.all_tasks()) - google.connections
                print(
                    f"turns {done + AT_ONCE:5}  tasks {tasks}  service {resident_mb('self'):.0f} MB"
                    f" {open_files('self')} files  worker {resident_mb(pid):.0f} MB"
                    f" {open_files(pid)} files"
                )
        google.scenario, firsts, tutor.breaker = "ok", [], Breaker()
        for _ in range(30):
            start = time.perf_counter()
            async with aclosing(tutor.stream(HintRequest(problem(), 1, {}, None))) as pieces:
                async for _piece in pieces:
                    firsts.append(time.perf_counter() - start)
                    break
        print(f"first sentence, median {1000 * median(firsts):.0f} ms")
        await tutor.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=2000)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(soak(parser.parse_args().turns))


if __name__ == "__main__":
    main()
