"""The pool with real workers: one verdict each, whatever happens to the workers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.grading import RIGHT, SQUARES, answer, bundle, check, solution
from support.soak import asleep

from grader import pool as pool_module
from grader.alarm import UNHEARD_SECONDS
from grader.bundle import Limits
from grader.clock import MOST_PATIENCE
from grader.pool import GraderPool, PoolUnavailable, QueueFull
from grader.verdict import Status

pytestmark = pytest.mark.integration

SLOW = bundle(solution(), check("t", "assert f() == 1"), limits=Limits(seconds=1.0))
SLEEP = "import time\ndef f():\n    time.sleep(0.7)\n    return 1"
# For what ends the answer itself before it is done, however busy the machine is.
LONG = bundle(solution(), check("t", "assert f() == 1"), limits=Limits(seconds=60.0))
DOZE = SLEEP.replace("0.7", "50")


@pytest.fixture(autouse=True)
async def _every_pool_is_closed(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Whatever a test comes to: a worker that is starting when the loop ends would hold it up."""
    started, start = list[GraderPool](), GraderPool.start

    async def noted(pool: GraderPool) -> None:
        started.append(pool)
        await start(pool)

    monkeypatch.setattr(GraderPool, "start", noted)
    yield
    for pool in started:
        await pool.close()


def family(*roots: int) -> set[int]:
    """Process ids of some processes and all below them."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
    found = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def alive(pids: set[int]) -> set[int]:
    running = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state != "Z":
            running.add(pid)
    return running


def gone(pids: set[int], seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pids)


async def test_the_pool_grades_in_the_sandbox_and_leaves_no_process() -> None:
    pool = GraderPool(2)
    await pool.start()
    assert pool.describe() == ("sandbox", "")
    verdicts = await asyncio.gather(
        *(pool.grade(SQUARES, answer(RIGHT), f"learner-{i % 4}") for i in range(12))
    )
    assert {v.status for v in verdicts} == {Status.PASSED}
    processes = family(*pool.worker_pids)
    assert len(processes) >= 4
    await pool.close()
    assert gone(processes)
    with pytest.raises(PoolUnavailable):
        await pool.grade(SQUARES, answer(RIGHT), "learner")


async def test_a_worker_killed_in_the_middle_gives_exactly_one_verdict() -> None:
    pool = GraderPool(1)
    await pool.start()
    before = pool.worker_pids
    two_seconds = answer(SLEEP.replace("0.7", "2"))
    grading = asyncio.create_task(pool.grade(LONG, two_seconds, "learner"))
    while len(alive(family(before[0]))) < 3:  # judge, zygote, and the answer itself
        await asyncio.sleep(0.02)
        assert not grading.done()
    processes = family(before[0])
    os.kill(before[0], signal.SIGKILL)
    assert (await grading).status is Status.PASSED
    assert pool.worker_pids != before
    assert gone(processes)
    await pool.close()


async def test_a_worker_killed_each_time_gives_a_grader_error_and_the_pool_lives_on() -> None:
    pool = GraderPool(1)
    await pool.start()
    grading = asyncio.create_task(pool.grade(LONG, answer(DOZE), "learner"))
    killed = set[int]()
    while not grading.done():
        await asyncio.sleep(0.1)
        for pid in filter(asleep, set(pool.worker_pids) - killed) if len(killed) < 2 else ():
            os.kill(pid, signal.SIGKILL)
            killed.add(pid)
    verdict = grading.result()
    assert (verdict.status, verdict.max_score) == (Status.GRADER_ERROR, 1.0)
    assert not verdict.status.counts
    assert (await pool.grade(SQUARES, answer(RIGHT), "other")).status is Status.PASSED
    await pool.close()


async def test_a_worker_that_hangs_is_replaced() -> None:
    pool = GraderPool(1)
    await pool.start()
    (pid,) = pool.worker_pids
    quick = bundle(*SQUARES.cells, required=["sum_squares"], limits=Limits(seconds=0.1))
    os.kill(pid, signal.SIGSTOP)
    verdict = await pool.grade(quick, answer(RIGHT), "learner")
    assert verdict.status is Status.PASSED
    assert pid not in pool.worker_pids
    await pool.close()


async def test_a_test_stuck_in_one_long_operation_stops_no_other_learner() -> None:
    tests = ["assert f() == 10 ** 15", "assert sum(range(f()))", "assert f() > 0"]
    cells = (check(f"t{n}", test) for n, test in enumerate(tests))
    stuck = bundle(solution(), *cells, limits=Limits(seconds=0.3))
    pool = GraderPool(2)
    await pool.start()
    endless = answer("def f():\n    return 10 ** 15")
    hostile = asyncio.create_task(pool.grade(stuck, endless, "bad"))
    await asyncio.sleep(0.2)
    assert (await pool.grade(SQUARES, answer(RIGHT), "good")).status is Status.PASSED
    verdict = await hostile
    if verdict.status is Status.GRADER_ERROR:  # a machine too busy to judge may say so
        verdict = await pool.grade(stuck, endless, "bad")
    assert [t.passed for t in verdict.tests] == [True, False, True]
    assert "did not finish" in verdict.tests[1].message
    assert verdict.status is Status.PARTLY
    found = await pool.study(stuck, endless, "bad", 0.0)
    assert (found.test, found.failing, found.steps) == ("t1", True, ())
    assert "did not finish" in found.message
    await pool.close()


def test_a_deaf_worker_is_waited_for_as_patiently_as_a_learner_is() -> None:
    assert pool_module._GRACE_SECONDS > MOST_PATIENCE * UNHEARD_SECONDS


async def test_a_full_queue_refuses_and_serves_the_others() -> None:
    pool = GraderPool(1, queue=2)
    await pool.start()
    running = asyncio.create_task(pool.grade(SLOW, answer(SLEEP), "a"))
    await asyncio.sleep(0.1)
    waiting = [asyncio.create_task(pool.grade(SQUARES, answer(RIGHT), n)) for n in "bc"]
    await asyncio.sleep(0)
    with pytest.raises(QueueFull):
        await pool.grade(SQUARES, answer(RIGHT), "d")
    statuses = {v.status for v in await asyncio.gather(running, *waiting)}
    assert statuses == {Status.PASSED}
    await pool.close()


async def test_close_answers_whoever_waits() -> None:
    pool = GraderPool(1)
    await pool.start()
    tasks = [asyncio.create_task(pool.grade(LONG, answer(DOZE), "a")) for _ in range(3)]
    await asyncio.sleep(0.2)
    await pool.close()
    assert {(await task).status for task in tasks} == {Status.GRADER_ERROR}


async def test_a_broken_bundle_is_a_grader_error() -> None:
    pool = GraderPool(1)
    await pool.start()
    verdict = await pool.grade(bundle(solution()), answer(RIGHT), "a")
    assert verdict.status is Status.GRADER_ERROR
    await pool.close()


def given_environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except ProcessLookupError:  # ended, and not yet reaped
        return b""


async def test_no_secret_of_the_service_reaches_a_worker_or_its_zygote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MASTERY_GEMINI_KEY", "canary")
    pool = GraderPool(1)
    await pool.start()
    environments = [given_environment(pid) for pid in family(*pool.worker_pids)]
    assert len(environments) >= 2
    assert b"canary" not in b"".join(environments)
    await pool.close()


async def test_a_container_engine_gets_one_submission_each() -> None:
    """The engine here is `env`: it shows the one-shot workers without a container daemon."""
    engine = ["env", f"PATH={Path(sys.executable).parent}", "python", "-m", "grader.worker"]
    pool = GraderPool(1, mode="container", engine=engine)
    await pool.start()
    assert pool.describe()[0] == "container"
    seen = set(pool.worker_pids)
    for _ in range(2):
        assert (await pool.grade(SQUARES, answer(RIGHT), "a")).status is Status.PASSED
    await asyncio.sleep(0.5)
    assert not seen & set(pool.worker_pids)
    await pool.close()


async def test_an_engine_that_does_not_start_makes_the_pool_unavailable() -> None:
    pool = GraderPool(1, mode="container", engine=["/nonexistent/engine"])
    await pool.start()
    assert pool.describe()[0] == "unavailable"
    assert pool.worker_pids == ()
    with pytest.raises(PoolUnavailable):
        await pool.grade(SQUARES, answer(RIGHT), "a")
    await pool.close()


def test_modes_need_what_they_need() -> None:
    with pytest.raises(ValueError, match="image"):
        GraderPool(1, mode="container")
    with pytest.raises(ValueError, match="other"):
        GraderPool(1, mode="other")


async def test_unprotected_must_be_asked_for_and_says_so() -> None:
    pool = GraderPool(1, mode="unprotected")
    await pool.start()
    mode, note = pool.describe()
    assert mode == "unprotected"
    assert "without a sandbox" in note
    assert (await pool.grade(SQUARES, answer(RIGHT), "a")).status is Status.PASSED
    await pool.close()


ORPHAN = """
import asyncio, os
from grader.pool import GraderPool
async def main():
    pool = GraderPool(1)
    await pool.start()
    print(*pool.worker_pids, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


def test_no_worker_outlives_a_killed_service() -> None:
    service = subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True)
    assert service.stdout
    with service, service.stdout:
        processes = family(int(service.stdout.readline()))
        assert len(processes) >= 2
        service.kill()
    assert gone(processes)
