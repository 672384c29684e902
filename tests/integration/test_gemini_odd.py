"""The odder faults of servers and networks: each ends in help, none keeps a connection."""

import asyncio
import time
from contextlib import aclosing
from datetime import UTC, datetime
from random import Random

import pytest
import pytest_asyncio
from adaptive_server.adapters.gemini_tutor import GeminiTutor
from adaptive_server.adapters.pace import Pace
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.tutor_port import HintRequest
from support.odd_gemini import ANSWERS, TEXT, WHOLE, WITHOUT_HELP, OddGemini
from support.tutored import problem, verdict
from support.waiting import until
from tutor_labext.gemini.breaker import Breaker
from tutor_labext.gemini.budget import Budget, Limits
from tutor_labext.gemini.options import Limits as Waits
from tutor_labext.gemini.options import Options
from tutor_labext.gemini.process import GeminiProcess
from tutor_labext.gemini.worker import Worker

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
PATIENT, IMPATIENT = (Waits(s, s, 120.0, ready_s=60.0) for s in (60.0, 1.0))
ASKED = HintRequest(problem(), 1, {}, verdict(False, False), learner="ada")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def google():
    async with OddGemini() as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(google):
    running = GeminiProcess(Options("k", base_url=google.url), PATIENT)
    await running.start()
    yield running
    await running.close()


@pytest.fixture
def tutor(google, process):
    google.scenario, google.cut, google.drip_s, process.limits = "ok", 0, 0.0, PATIENT
    clock = lambda: datetime.now(UTC)  # noqa: E731
    plenty = Budget(Limits(10**9, 10**6, 10**9))
    quick = Pace(10**6, 10**6)
    return GeminiTutor(process, plenty, OfflineTutor(), None, clock, Random(1), pace=quick)


async def told(tutor):
    tutor.breaker = Breaker()
    async with aclosing(tutor.stream(ASKED)) as pieces:
        return "".join([piece.text async for piece in pieces])


async def ends_in_help(tutor):
    wait = tutor.gemini.limits.first_s if tutor.gemini.limits is IMPATIENT else 0.0
    start = time.monotonic()
    text = await told(tutor)
    help_ = "".join([piece.text async for piece in OfflineTutor().stream(ASKED)])
    assert text.endswith(help_)
    assert time.monotonic() - start < wait + 3
    assert tutor.budget.open == set()
    assert tutor.gemini._answers == {}
    return text


@pytest.mark.parametrize("scenario", WITHOUT_HELP)
async def test_what_is_no_answer_ends_in_help(scenario, tutor, google):
    google.scenario = scenario
    assert "aaaa" not in await ends_in_help(tutor)


@pytest.mark.parametrize("scenario", ANSWERS)
async def test_an_answer_in_an_odd_dress_comes_unchanged_and_costs_what_it_may(
    scenario, tutor, google
):
    google.scenario = scenario
    assert await told(tutor) == TEXT
    assert 0 < await tutor.budget.used(datetime.now(UTC)) < 5_000


@pytest.mark.parametrize("scenario", ["ok", "comments", "a mark at the start", "comments in gzip"])
async def test_an_answer_that_comes_byte_by_byte_comes_unchanged(scenario, tutor, google):
    google.scenario, google.drip_s = scenario, 0.0005
    assert await told(tutor) == TEXT


async def test_an_answer_that_is_cut_after_any_byte_ends_in_help(tutor, google):
    for google.cut in range(3, len(WHOLE), 37):
        await ends_in_help(tutor)


async def test_nobody_waits_for_a_head_that_comes_byte_by_byte(tutor, google):
    google.drip_s, tutor.gemini.limits = 0.1, IMPATIENT
    await ends_in_help(tutor)


async def test_who_stops_at_any_moment_leaves_no_question_in_the_pool(google):
    google.scenario, rng = "gzip", Random(4)
    worker = Worker(Options("k", base_url=google.url).to_json())
    ask = {"system": "Be kind.", "turns": [{"role": "user", "text": "Why?"}]}
    for first in range(0, 400, 20):
        for number in range(first, first + 20):
            worker.take({"id": number, "ask": ask})
        for number in range(first, first + 20):
            await asyncio.sleep(rng.random() / 200)
            worker.take({"id": number, "stop": True})
        await asyncio.gather(*worker._tasks.values())
    assert worker._sdk._http._transport._pool._requests == []
    assert worker._scopes == {}
    await worker.close()


async def test_an_error_in_the_middle_keeps_no_connection(tutor, google):
    google.scenario = "miderror"
    for _ in range(10):
        await asyncio.gather(*(told(tutor) for _ in range(4)))
    await until(lambda: google.connections <= 5)
