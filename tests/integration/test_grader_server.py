"""The grader behind a socket: what the pool promises holds there too, and more ends badly there."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from support.grader_server import GraderServer
from support.grading import RIGHT, SQUARES, answer, bundle, check, solution
from support.soak import asleep, family
from support.waiting import GUARD_S, until

from grader import frames
from grader import pool as pool_module
from grader.bundle import Limits
from grader.pool import GraderPool, PoolAway
from grader.verdict import Status
from grader.worker_connection import GraderAway, WorkerConnection

pytestmark = pytest.mark.integration

SLOW = bundle(solution(), check("t", "assert f() == 1"), limits=Limits(seconds=2.0))
SLEEP = "import time\ndef f():\n    time.sleep(1)\n    return 1"
# For what ends the answer itself before it is done, however busy the machine is.
LONG = bundle(solution(), check("t", "assert f() == 1"), limits=Limits(seconds=60.0))
DOZE = SLEEP.replace("(1)", "(50)")


@pytest.fixture(scope="module")
def server() -> Iterator[GraderServer]:
    with GraderServer(most=2) as running:
        yield running


@pytest.fixture
async def pool(server: GraderServer) -> AsyncIterator[GraderPool]:
    made = GraderPool(1, socket=server.socket)
    await made.start()
    assert (made.describe(), made.away) == (("sandbox", ""), "")
    yield made
    await made.close()
    await until(lambda: not workers(server))


def workers(server: GraderServer) -> set[int]:
    return set(family(server.pid)) - {server.pid}


def judges(server: GraderServer) -> set[int]:
    """The processes that the server itself started."""
    parents = {pid: Path(f"/proc/{pid}/stat") for pid in workers(server)}
    found = set()
    for pid, stat_file in parents.items():
        with contextlib.suppress(OSError):
            if int(stat_file.read_text().rsplit(")", 1)[1].split()[1]) == server.pid:
                found.add(pid)
    return found


def test_only_the_account_and_its_group_may_use_the_socket(server: GraderServer) -> None:
    assert stat.S_IMODE(os.stat(server.socket).st_mode) == 0o660


async def test_a_connection_that_dies_takes_its_worker_with_it(server: GraderServer) -> None:
    connection, hello = await WorkerConnection.open(server.socket, walls="required")
    assert [name for name, holds, _ in hello["walls"] if not holds] == []
    assert len(workers(server)) >= 2, "a judge and its zygote"
    job = {"bundle": SLOW.to_json(), "submission": {"cells": answer(SLEEP).cells, "loose": []}}
    asking = asyncio.create_task(connection.line.ask(json.dumps(job).encode(), GUARD_S))
    await asyncio.sleep(0.3)
    await connection.kill()
    await asyncio.gather(asking, return_exceptions=True)
    await until(lambda: not workers(server))


async def test_no_more_workers_than_were_promised_and_nonsense_gets_none(
    server: GraderServer,
) -> None:
    async with contextlib.AsyncExitStack() as opened:
        for _ in range(2):
            connection, _hello = await WorkerConnection.open(server.socket, walls="available")
            opened.push_async_callback(connection.kill)
        with pytest.raises(GraderAway, match="no more than 2"):
            await WorkerConnection.open(server.socket, walls="required")
        before = judges(server)
        assert len(before) == 2
        nonsense = (b"GET / HTTP/1.1\r\n\r\n", frames.to_bytes({"walls": "none"}), b"\0\0\0\5[[[[[")
        for said in nonsense:
            reader, writer = await asyncio.open_unix_connection(server.socket)
            writer.write(said)
            assert await reader.read() == b""
            writer.close()
        assert judges(server) == before
    await until(lambda: not workers(server))


async def test_a_worker_killed_each_time_gives_a_grader_error_and_the_pool_lives_on(
    server: GraderServer, pool: GraderPool
) -> None:
    grading = asyncio.create_task(pool.grade(LONG, answer(DOZE), "one"))
    killed = set[int]()
    while not grading.done():
        # The judge, which takes the rest with it: of a child that is killed alone it would say
        # that the answer ended Python. Only one that is at work, and no more than are tried.
        for pid in filter(asleep, judges(server) - killed) if len(killed) < 2 else ():
            os.kill(pid, signal.SIGKILL)
            killed.add(pid)
        await asyncio.sleep(0.05)
    assert grading.result().status is Status.GRADER_ERROR
    assert (await pool.grade(SQUARES, answer(RIGHT), "two")).status is Status.PASSED


async def test_a_worker_that_hangs_is_replaced(server: GraderServer, pool: GraderPool) -> None:
    before = workers(server)
    for pid in before:
        os.kill(pid, signal.SIGSTOP)
    quick = bundle(*SQUARES.cells, required=["sum_squares"], limits=Limits(seconds=0.1))
    assert (await pool.grade(quick, answer(RIGHT), "one")).status is Status.PASSED
    assert not before & workers(server)


async def test_a_grader_started_anew_in_the_middle_gives_exactly_one_verdict(
    server: GraderServer, pool: GraderPool
) -> None:
    grading = asyncio.create_task(pool.grade(SLOW, answer(SLEEP), "one"))
    await asyncio.sleep(0.3)
    assert server.end() == 0
    assert not server.is_listening
    server.start()
    assert (await grading).status is Status.PASSED


async def test_an_idle_pool_notices_that_the_grader_went_and_that_it_is_back(
    server: GraderServer, pool: GraderPool
) -> None:
    server.end(signal.SIGKILL)
    await until(lambda: pool.away)
    assert "there is no socket" in pool.away
    server.start()
    await until(lambda: not pool.away)
    assert (await pool.grade(SQUARES, answer(RIGHT), "one")).status is Status.PASSED


async def test_while_the_grader_is_away_nothing_is_decided(
    server: GraderServer, pool: GraderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "_BACK_SECONDS", 0.5)
    server.end()
    try:
        for _ in range(2):  # one that waited, and one that came when that was known
            with pytest.raises(PoolAway):
                await pool.grade(SQUARES, answer(RIGHT), "one")
    finally:
        server.start()
    await until(lambda: not pool.away)
    assert (await pool.grade(SQUARES, answer(RIGHT), "one")).status is Status.PASSED


@pytest.mark.parametrize("place", ["taken", "/nonexistent/socket", "/" + 120 * "s"])
def test_a_server_that_cannot_listen_says_so_in_one_line(server: GraderServer, place: str) -> None:
    path = server.socket if place == "taken" else place
    command = [sys.executable, "-m", "grader.server", "--socket", path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=GUARD_S)
    assert done.returncode == 2
    assert done.stderr.startswith(f"grader.server cannot listen at {path}: ")
    assert done.stderr.count("\n") == 1
