"""Grading in containers, on a real engine with the image that operators build."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from adaptive_server.adapters.grader_choice import choose_pool
from support.grading import RIGHT, SQUARES, answer, bundle, check, solution
from support.soak import asleep
from support.waiting import until

from grader.bundle import Limits
from grader.container import container_command, missing_for_containers
from grader.pool import GraderPool, Mode
from grader.verdict import Status
from grader.worker_process import WorkerProcess

if TYPE_CHECKING:  # pytest itself imports it first, as a plugin
    from support.docker_engine import DockerEngine

pytest_plugins = ["support.docker_engine"]
pytestmark = [pytest.mark.integration, pytest.mark.docker]

SLEEP = "import time\ndef f():\n    time.sleep(1.5)\n    return 1"
# For what ends the answer itself before it is done, however busy the machine is.
LONG = bundle(solution(), check("t", "assert f() == 1"), limits=Limits(seconds=60.0))
DOZE = SLEEP.replace("1.5", "50")
DENIED = ("PermissionError", "OSError", "BlockingIOError", "MemoryError")
ANSWERS = {
    "right": (RIGHT, Status.PASSED, ""),
    "wrong": ("def sum_squares(n):\n    return n", Status.PARTLY, ""),
    "useless": ("sum_squares = None", Status.FAILED, ""),
    "endless loop": ("while True:\n    pass", Status.TIMEOUT, ""),
    "memory bomb": ("x = [bytearray(1 << 26) for _ in range(99)]", Status.FAILED, "MemoryError"),
    "fork bomb": ("import os\nwhile True:\n    os.fork()", Status.FAILED, DENIED),
    "thread bomb": (
        "import threading, time\nwhile True:\n    threading.Thread(target=time.sleep,"
        " args=(9,), daemon=True).start()",
        Status.FAILED,
        "RuntimeError",
    ),
    "network": (
        "import socket\nsocket.create_connection(('1.1.1.1', 53), 1)",
        Status.FAILED,
        DENIED,
    ),
    "reading accounts": ("print(open('/etc/passwd').read())", Status.FAILED, DENIED),
    "reading the judge": (
        "print(open('/opt/judge/grader/judge.py').read())",
        Status.FAILED,
        DENIED,
    ),
    "reading memory": (
        "import os\nopen(f'/proc/{os.getppid()}/mem', 'rb').read(1)",
        Status.FAILED,
        DENIED,
    ),
    "writing": ("open('/tmp/mine', 'w')", Status.FAILED, DENIED),
    "killing the judge": ("import os\nos.kill(1, 9)\nos.kill(-1, 9)", Status.FAILED, DENIED),
}


def none_left(engine: DockerEngine, seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while engine.containers() and time.monotonic() < end:
        time.sleep(0.1)
    return not engine.containers()


@pytest.fixture
async def pool(docker_host: DockerEngine, grader_image: str) -> AsyncIterator[GraderPool]:
    """A pool with one container; afterwards none is left."""
    made = GraderPool(1, mode="container", image=grader_image)
    await made.start()
    assert made.describe()[0] == "container", made.describe()
    yield made
    await made.close()
    assert docker_host.containers() == set()


@pytest.mark.parametrize("name", ANSWERS)
async def test_every_answer_gets_its_verdict_and_the_next_learner_too(
    pool: GraderPool, name: str
) -> None:
    source, status, fault = ANSWERS[name]
    verdict = await pool.grade(SQUARES, answer(source), "one")
    assert verdict.status is status, verdict
    assert not fault or (verdict.fault and verdict.fault.name in fault), verdict
    assert (await pool.grade(SQUARES, answer(RIGHT), "two")).status is Status.PASSED


async def test_each_submission_has_a_container_of_its_own(
    pool: GraderPool, docker_host: DockerEngine
) -> None:
    before = docker_host.containers()
    assert len(before) == 1
    for _ in range(2):
        assert (await pool.grade(SQUARES, answer(RIGHT), "one")).status is Status.PASSED
    await asyncio.sleep(0)
    assert not before & docker_host.containers()


async def test_a_container_killed_in_the_middle_gives_exactly_one_verdict(
    pool: GraderPool, docker_host: DockerEngine
) -> None:
    three_seconds = answer(SLEEP.replace("1.5", "3"))
    grading = asyncio.create_task(pool.grade(LONG, three_seconds, "one"))
    (name,) = docker_host.containers()
    await until(lambda: asleep(*docker_host.processes(name)))
    docker_host.docker("kill", name)
    assert (await grading).status is Status.PASSED
    assert name not in docker_host.containers()


async def test_a_container_killed_each_time_gives_a_grader_error_and_the_pool_lives_on(
    pool: GraderPool, docker_host: DockerEngine
) -> None:
    grading = asyncio.create_task(pool.grade(LONG, answer(DOZE), "one"))
    killed = set[str]()
    while not grading.done():
        await asyncio.sleep(0.2)
        for name in docker_host.containers() - killed if len(killed) < 2 else ():
            if asleep(*docker_host.processes(name)):
                docker_host.docker("kill", name, check=False)
                killed.add(name)
    assert grading.result().status is Status.GRADER_ERROR
    assert (await pool.grade(SQUARES, answer(RIGHT), "two")).status is Status.PASSED


async def test_a_container_that_hangs_is_replaced(
    pool: GraderPool, docker_host: DockerEngine
) -> None:
    (name,) = docker_host.containers()
    docker_host.docker("pause", name)
    quick = bundle(*SQUARES.cells, required=["sum_squares"], limits=Limits(seconds=0.2))
    assert (await pool.grade(quick, answer(RIGHT), "one")).status is Status.PASSED
    assert name not in docker_host.containers()


@pytest.mark.parametrize("wait", [0.0, 0.1, 0.3, 0.6])
async def test_close_leaves_no_container_that_was_just_being_started(
    docker_host: DockerEngine, grader_image: str, wait: float
) -> None:
    pool = GraderPool(1, mode="container", image=grader_image)
    await pool.start()
    await pool.grade(SQUARES, answer(RIGHT), "one")
    await asyncio.sleep(wait)
    await pool.close()
    assert docker_host.containers() == set()


async def test_no_container_outlives_a_killed_client(
    docker_host: DockerEngine, grader_image: str
) -> None:
    worker, _ = await WorkerProcess.start(container_command(grader_image), walls="available")
    worker._process.kill()
    assert none_left(docker_host)
    await worker.kill()


async def test_the_container_holds_where_the_kernel_has_no_landlock(
    docker_host: DockerEngine, grader_image: str, tmp_path: Path
) -> None:
    """The engine's own filter answers as a kernel without Landlock does."""
    calls = [f"landlock_{call}" for call in ("create_ruleset", "add_rule", "restrict_self")]
    denied = {"names": calls, "action": "SCMP_ACT_ERRNO", "errnoRet": 38}
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [denied]}))
    command = container_command(grader_image)
    command[-1:-1] = ["--security-opt", f"seccomp={profile}"]
    worker, hello = await WorkerProcess.start(command, walls="available")
    await worker.kill()
    assert [name for name, holds, _ in hello["walls"] if not holds] == [
        *("read_file", "list_folders")
    ]
    pool = GraderPool(1, mode="container", engine=command)
    await pool.start()
    for name in ("fork bomb", "network", "writing", "killing the judge", "reading memory"):
        source, status, _ = ANSWERS[name]
        assert (await pool.grade(SQUARES, answer(source), "one")).status is status
    assert (await pool.grade(SQUARES, answer(RIGHT), "two")).status is Status.PASSED
    await pool.close()
    assert docker_host.containers() == set()


async def test_what_containers_lack_is_said_and_an_image_is_never_fetched(
    docker_host: DockerEngine, grader_image: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await missing_for_containers(grader_image) == ""
    assert "no image busybox" in await missing_for_containers("busybox")
    pool = GraderPool(1, mode="container", image="busybox")
    await pool.start()
    assert pool.describe()[0] == "unavailable"
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent")
    assert "no container engine" in await missing_for_containers(grader_image)


async def test_the_choice_starts_containers_on_a_real_engine(
    docker_host: DockerEngine, grader_image: str
) -> None:
    def make(mode: Mode) -> GraderPool:
        return GraderPool(1, mode=mode, image=grader_image)

    missing = partial(missing_for_containers, grader_image)
    choice = await choose_pool("container", make, missing_for_containers=missing, local=False)
    assert choice.pool.describe()[0] == "container"
    assert (await choice.pool.grade(SQUARES, answer(RIGHT), "a")).status is Status.PASSED
    await choice.pool.close()
    assert docker_host.containers() == set()


async def test_a_container_starts_in_seconds(
    docker_host: DockerEngine, grader_image: str, capsys: pytest.CaptureFixture[str]
) -> None:
    starts, grades = list[float](), list[float]()
    for _ in range(3):
        began = time.monotonic()
        worker, _hello = await WorkerProcess.start(
            container_command(grader_image), walls="available"
        )
        starts.append(time.monotonic() - began)
        await worker.kill()
    pool = GraderPool(1, mode="container", image=grader_image)
    await pool.start()
    for _ in range(3):
        began = time.monotonic()
        await pool.grade(SQUARES, answer(RIGHT), "one")
        grades.append(time.monotonic() - began)
    await pool.close()
    with capsys.disabled():
        print(f"\ncontainer start: {_seconds(starts)}; submissions in a row: {_seconds(grades)}")
    assert min(starts) < 10


def _seconds(times: list[float]) -> str:
    return ", ".join(f"{t:.2f} s" for t in times)
