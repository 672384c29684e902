"""Many submissions on a pool: mixed ones leave nothing; a burst is graded or told to retry."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from support.grading import RIGHT, SQUARES, answer, bundle, check, solution
from support.hostile_answers import HOSTILE
from support.hostile_semantics import SEMANTIC

from grader.bundle import Bundle, Limits, Submission
from grader.pool import GraderPool, QueueFull
from grader.scratch import PREFIX
from grader.verdict import Status, Verdict

QUICK = Limits(seconds=0.3, memory_mb=96, output_kb=64)
FILES = Limits(seconds=0.3, memory_mb=96, files_kb=64)
_TRIES, _LOOKS = 3, 200
# Each of these costs a second or more of waiting for a limit; a few of them are enough.
_SLOW = ("not ending", "exhausting", "without end", "never")


def mixed(count: int, seed: int = 1) -> list[tuple[Bundle, Submission, float]]:
    """Return submissions of every kind with the score that each earns."""
    rng = random.Random(seed)
    squares = bundle(*SQUARES.cells, required=["sum_squares"], limits=QUICK)
    writing = bundle(solution(), check("t", "f()\nassert open('x').read() == '1'"), limits=FILES)
    quick = [n for n in HOSTILE if not n.startswith(_SLOW)]
    lies = [n for n in SEMANTIC if not any(word in n for word in _SLOW)]
    kinds = [
        lambda: (squares, answer(RIGHT), 6.0),
        lambda: (squares, answer("def sum_squares(n):\n    return 0"), 1.0),
        lambda: (squares, answer("def sum_squares("), 0.0),
        lambda: (squares, answer(HOSTILE[rng.choice(quick)]), 0.0),
        lambda: (_asked(SEMANTIC[lie := rng.choice(lies)][1]), answer(SEMANTIC[lie][0]), 0.0),
        lambda: (writing, answer("def f():\n    open('x', 'w').write('1')"), 1.0),
    ]
    weights = (6, 3, 1, 2, 2, 2)
    made = [rng.choices(kinds, weights)[0]() for _ in range(count)]
    for place in range(0, count, 500):  # a few that run into a limit
        name = rng.choice([n for n in HOSTILE if n.startswith(_SLOW)])
        made[place] = (squares, answer(HOSTILE[name]), 0.0)
    return made


def _asked(test: str) -> Bundle:
    return bundle(solution(), check("t", test), required=["f"], limits=QUICK, classes=["Account"])


def family(*roots: int) -> dict[int, int]:
    """Return the processes below some, with their resident kilobytes."""
    parents, sizes = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] == "Z":  # ended; whoever adopted it has not asked yet
            continue
        parents[int(stat.parent.name)] = int(fields[1])
        sizes[int(stat.parent.name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") // 1024
    found = set(roots)
    while more := {p for p, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: sizes[pid] for pid in found if pid in sizes}


def asleep(*roots: int) -> bool:
    """Say whether a process below some is in `time.sleep`, as an answer is that is at work.

    Judges and their zygotes wait for messages. Needs the right to trace the processes.
    """
    for pid in family(*roots):
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/wchan").read_text() == "hrtimer_nanosleep":
                return True
    return False


def _files(workers: set[int]) -> int:
    """Count the folders of some workers; others may grade on this machine too."""
    found = Path(tempfile.gettempdir()).glob(f"{PREFIX}*")
    return sum(int(path.name.removeprefix(PREFIX).split("-")[0]) in workers for path in found)


async def soak(count: int, workers: int = 2) -> dict[str, Any]:
    """Grade mixed submissions; return what differs between the start and the end."""
    pool = GraderPool(workers, queue=1000, per_learner=1000)
    await pool.start()
    work = mixed(count)
    kinds = Counter[str]()
    await _grade(pool, work[:200], kinds)  # until then caches fill
    before, descriptors = family(*pool.worker_pids), len(os.listdir("/proc/self/fd"))
    began, first = time.monotonic(), set(pool.worker_pids)
    files, seen = _files(first), set(first)
    wrong, unjudged = list[str](), list[str]()
    for start in range(200, count, 200):
        for found in await _grade(pool, work[start : start + 200], kinds):
            (unjudged if found.startswith(Status.GRADER_ERROR) else wrong).append(found)
        seen |= set(pool.worker_pids)
    await _until(lambda: len(family(*pool.worker_pids)) <= len(before))
    after = family(*pool.worker_pids)
    result = {
        "submissions": count,
        "wrong_scores": wrong,
        "not_judged": unjudged,
        "statuses": dict(kinds),
        "seconds": round(time.monotonic() - began, 1),
        "processes": len(after) - len(before),
        "memory_mb": round((sum(after.values()) - sum(before.values())) / 1024, 1),
        "files": _files(seen) - files,
        "descriptors": len(os.listdir("/proc/self/fd")) - descriptors,
        "workers_replaced": len(first - set(pool.worker_pids)),
    }
    pids = set(after)
    await pool.close()
    await _until(lambda: not pids & set(family(*pids)))
    result["processes_after_close"] = len(pids & set(family(*pids)))
    return result


async def _until(settled: Callable[[], bool]) -> None:
    """Give the kernel up to some seconds to end what was killed."""
    for _ in range(_LOOKS):
        if settled():
            return
        await asyncio.sleep(0.05)


async def _judged(pool: GraderPool, bundle: Bundle, submission: Submission, who: str) -> Verdict:
    """Hand in again what was not judged, as a learner would."""
    for _ in range(_TRIES):
        verdict = await pool.grade(bundle, submission, who)
        if verdict.status is not Status.GRADER_ERROR:
            break
    return verdict


async def _grade(
    pool: GraderPool, work: list[tuple[Bundle, Submission, float]], kinds: Counter[str]
) -> list[str]:
    """Return what got another score than it earns, or none at all; counts the statuses."""
    verdicts = await asyncio.gather(
        *(_judged(pool, b, s, f"learner-{n % 7}") for n, (b, s, _) in enumerate(work))
    )
    kinds.update(v.status.value for v in verdicts)
    return [
        f"{v.status} {v.score} not {score}: {next(iter(s.cells.values()))[:200]} {v.tests}"
        for v, (_, s, score) in zip(verdicts, work, strict=True)
        if v.score != score or v.status is Status.GRADER_ERROR
    ]


async def burst(count: int, workers: int = 2) -> dict[str, Any]:
    """Hand in many at once, each told to retry until it is taken; order per learner is kept."""
    pool = GraderPool(workers, queue=200, per_learner=8)
    await pool.start()
    finished: dict[str, list[int]] = {}
    told = Counter[str]()

    async def hand_in(learner: str, numbers: list[int]) -> None:
        for number in numbers:
            while True:
                try:
                    verdict = await pool.grade(SQUARES, answer(RIGHT), learner)
                    break
                except QueueFull as refusal:
                    told[type(refusal).__name__] += 1
                    await asyncio.sleep(0.2)
            assert verdict.status is Status.PASSED
            finished.setdefault(learner, []).append(number)

    async def at_once(learner: str, number: int) -> None:
        try:
            verdict = await pool.grade(SQUARES, answer(RIGHT), learner)
            told[verdict.status.value] += 1
            finished.setdefault(learner, []).append(number)
        except QueueFull as refusal:
            told[type(refusal).__name__] += 1

    began = time.monotonic()
    await asyncio.gather(*(at_once(f"learner-{n % 50}", n // 50) for n in range(count)))
    first = {name: list(numbers) for name, numbers in finished.items()}
    missing = {
        f"learner-{k}": sorted(set(range(count // 50)) - set(first.get(f"learner-{k}", ())))
        for k in range(50)
    }
    await asyncio.gather(*(hand_in(name, numbers) for name, numbers in missing.items()))
    await pool.close()
    return {
        "submissions": count,
        "seconds": round(time.monotonic() - began, 1),
        "graded": sum(map(len, finished.values())),
        "in_order": all(numbers == sorted(numbers) for numbers in first.values()),
        **told,
    }
