"""Grading again in a service that is stopped in the middle: the next start goes on at once."""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from adaptive_server.adapters.grader import PoolGrader
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.bodies import SubmissionRequest
from adaptive_server.errors import NotFound
from adaptive_server.launch.checks import free_ports
from adaptive_server.ports import Person
from adaptive_server.regrade_bodies import RegradeAsk
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.regrade_jobs import ask, job, jobs
from adaptive_server.tutoring.submit import submit
from support.answers import right
from support.postgres_query import execute, held
from support.sample_problem import sample_problem
from support.sample_skills import write_curriculum
from support.waiting import until

from grader.pool import GraderPool

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

ANSWERS = 24
DONE = "SELECT count(*) FROM verdicts WHERE content_hash <> 'earlier'"
LATER_HALF = """SELECT 1 FROM verdicts WHERE submission_id IN
    (SELECT id FROM submissions ORDER BY seq OFFSET 12) FOR UPDATE"""
FREE = "SELECT state, lease_until IS NULL OR lease_until < now() FROM regrade_jobs"
TEACHER = Person("tea", instructor=True)


@pytest.fixture
async def house(store: PostgresStore, tmp_path: Path) -> AsyncIterator[Parts]:
    write_curriculum(tmp_path, sample_problem())
    bank = load_bank(tmp_path)
    await store.sync_curriculum(bank)
    pool = GraderPool(1)
    await pool.start()
    clock = lambda: datetime.now(UTC)  # noqa: E731
    grader, offer = PoolGrader(pool), Offer("Python", "sandbox")
    yield Parts(store, bank, grader, OfflineTutor(), clock, random.Random(4), offer)
    await pool.close()


@asynccontextmanager
async def service(curriculum: Path, database_url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The adaptive service as it is; what it has no hub for is not asked here."""
    (port,) = free_ports(1)
    settings = {
        "MASTERY_DATABASE_URL": database_url,
        "MASTERY_CURRICULUM": str(curriculum),
        "MASTERY_SERVICE_LISTEN": f"http://127.0.0.1:{port}",
        "MASTERY_HUB_API_URL": "http://127.0.0.1:9/hub/api",
        "MASTERY_SERVICE_TOKEN": secrets.token_hex(32),
    }
    command = (sys.executable, "-m", "adaptive_server")
    process = await asyncio.create_subprocess_exec(*command, env=os.environ | settings)
    try:
        yield process
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()


async def test_a_service_that_is_stopped_gives_its_job_back_and_the_next_one_goes_on(
    house: Parts, database_url: str, tmp_path: Path
) -> None:
    (problem,) = house.bank.authored.values()
    wish = SubmissionRequest(problem_id=problem.card.id, version=1, cells=right(problem))
    for number in range(ANSWERS):
        await submit(house, Person(f"learner-{number % 4}"), wish)
    execute(database_url, "UPDATE verdicts SET content_hash = 'earlier' RETURNING 1")
    asked = await ask(house, TEACHER, RegradeAsk(problem_id=problem.card.id))
    assert asked.total == ANSWERS

    with held(database_url, LATER_HALF):
        async with service(tmp_path, database_url):
            await until(lambda: execute(database_url, DONE)[0][0] == ANSWERS / 2)
    assert execute(database_url, DONE)[0][0] < ANSWERS, "it was stopped in the middle"
    assert execute(database_url, FREE) == [("running", True)]

    async with service(tmp_path, database_url):
        await until(lambda: execute(database_url, FREE)[0][0] == "done")
    ended = await job(house, str(asked.id))
    assert (ended.same, ended.changed, ended.not_judged) == (ANSWERS, 0, 0)


async def test_a_version_that_never_was_is_refused_with_those_that_there_are(house: Parts) -> None:
    (problem,) = house.bank.authored.values()
    with pytest.raises(NotFound, match=r"has no version 9\. There are: 1\.") as refused:
        await ask(house, TEACHER, RegradeAsk(problem_id=problem.card.id, version=9))
    assert refused.value.status == 404
    assert (await jobs(house)).jobs == [], "nothing was stored that could never be done"
