"""How long the offline tutor takes for one answer, with and without the localiser.

    .venv/bin/python benchmarks/offline_tutor.py [--every N] [--processor]

Each is asked for a hint on known wrong answers of the course, at the second rung, on a pool as the
service has it: the closer look in the sandbox, the words, the leak gate. The reference, in the same
run, is grading the same answer on the same pool. What was said is measured too: its reading grade
(Flesch-Kincaid, code left out), its words, its questions. `--processor` counts the processor time
of the trace instead, judge and learner's process together, which a busy machine changes less.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from adaptive_server.adapters.grader import PoolGrader
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.gate.reading import prose, reading_grade
from adaptive_server.problems.bank import Probe, Problem
from adaptive_server.tutor_port import HintRequest
from adaptive_server.tutoring.closer_look import NOTHING, REPAIR_S, Look
from adaptive_server.tutoring.mistakes import answer
from tutor_labext.wording import questions

from grader import examination
from grader.judge import Judge
from grader.pool import GraderPool
from grader.session import Session

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("grading", "trace", "trace and localiser", "words and gate")
FIRST_RUNG, SECOND_RUNG = 1, 2
T = TypeVar("T")


async def timed(work: Awaitable[T]) -> tuple[float, T]:
    """Return how many milliseconds some work takes, and what comes of it."""
    began = time.perf_counter()
    made = await work
    return (time.perf_counter() - began) * 1000, made


async def reply(grader: PoolGrader, problem: Problem, probe: Probe, seconds: float) -> str:
    """Look closer and return a hint, as the service does: it readies the gate while it waits."""
    handed_in = answer(problem, probe)
    study = asyncio.create_task(grader.study(problem.bundle, handed_in, "ada", seconds))
    look = Look(study, NOTHING)
    request = HintRequest(problem, SECOND_RUNG, handed_in.cells, None, looking=look)
    return await told(request)


async def words(problem: Problem, probe: Probe) -> str:
    """Return a hint without a closer look."""
    return await told(HintRequest(problem, FIRST_RUNG, answer(problem, probe).cells, None))


async def told(request: HintRequest) -> str:
    """Return the whole of an answer."""
    return "".join([piece.text async for piece in OfflineTutor().stream(request)])


async def measure(every: int) -> tuple[dict[str, list[float]], list[str]]:
    """Return the times of every n-th probe, by what was done, and all that was said."""
    bank = load_bank(ROOT / "curriculum")
    probes = [(p, x) for p in bank.problems.values() for x in p.probes][::every]
    pool = GraderPool(2)
    await pool.start()
    grader = PoolGrader(pool)
    took: dict[str, list[float]] = {name: [] for name in NAMES}
    said: list[str] = []
    try:
        for problem, probe in probes:
            graded = grader.grade(problem.bundle, answer(problem, probe), "ada")
            took["grading"].append((await timed(graded))[0])
            hints = (
                ("trace", reply(grader, problem, probe, 0.0)),
                ("trace and localiser", reply(grader, problem, probe, REPAIR_S)),
                ("words and gate", words(problem, probe)),
            )
            for name, hint in hints:
                milliseconds, text = await timed(hint)
                took[name].append(milliseconds)
                said.append(text)
    finally:
        await pool.close()
    return took, said


def reading(said: list[str]) -> str:
    """Return how hard all that was said is to read, how long it is, and how much it asks."""
    grades = [reading_grade(prose(text)) for text in said]
    p50, p95 = statistics.median(grades), statistics.quantiles(grades, n=20)[18]
    one = sum(questions(text) == 1 for text in said)
    longest = max(len(text.split()) for text in said)
    return (
        f"reading grade: p50 {p50:.1f}, p95 {p95:.1f}, highest {max(grades):.1f}; longest answer "
        f"{longest} words; exactly one question in {one} of {len(said)} answers"
    )


def processor_ms(every: int) -> list[float]:
    """Return the processor time of the trace of every n-th probe; the less of two."""
    bank = load_bank(ROOT / "curriculum")
    probes = [(p, x) for p in bank.problems.values() for x in p.probes]
    data = next(one for one in probes if one[0].bundle.limits.data)
    used = []

    class Counted(Session):
        def close(self) -> None:
            super().close()
            used.append(self.child_cpu_ms)

    examination.Session = Counted  # type: ignore[misc]
    took = []
    with Judge(walls="available") as judge:
        for problem, probe in [data, *probes[::every]]:  # the first starts the data libraries
            both = []
            for _ in range(2):
                used.clear()
                began = time.process_time()
                judge.study(problem.bundle, answer(problem, probe), 0.0)
                both.append(1000 * (time.process_time() - began) + sum(used))
            took.append(min(both))
    return took[1:]


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--every", type=int, default=5, help="take each n-th probe (default: 5)")
    options.add_argument("--processor", action="store_true", help="processor time of the trace")
    asked = options.parse_args()
    if asked.processor:
        values = processor_ms(asked.every)
        p50, p95 = statistics.median(values), statistics.quantiles(values, n=20)[18]
        print(f"trace, processor time: {len(values)} answers, p50 {p50:.1f} ms, p95 {p95:.1f} ms")
        return
    took, said = asyncio.run(measure(asked.every))
    base = statistics.median(took["grading"])
    print(f"{'':22}{'answers':>8}{'p50 ms':>9}{'p95 ms':>9}{'p50 / grading':>15}")
    for name, values in took.items():
        p50, p95 = statistics.median(values), statistics.quantiles(values, n=20)[18]
        print(f"{name:22}{len(values):8}{p50:9.1f}{p95:9.1f}{p50 / base:15.1f}")
    print(reading(said))


if __name__ == "__main__":
    main()
