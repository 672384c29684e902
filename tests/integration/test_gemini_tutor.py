"""Gemini's tutor against a loopback Gemini: every fault becomes help, no solution gets through."""

import asyncio
import json
import os
import time
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import pytest_asyncio
from adaptive_server.adapters.cached_tutor import CachedTutor
from adaptive_server.adapters.gemini_tutor import GeminiTutor
from adaptive_server.adapters.pace import Pace
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.tutor_port import Exchange, HintRequest
from adaptive_server.tutoring.closer_look import Look
from support import gemini
from support.injections import ATTEMPTS, obedient
from support.leaks.disguises import lines
from support.tutored import BUNDLE, CELL, REFERENCE, problem, verdict
from support.waiting import until
from tutor_labext import socratic
from tutor_labext.gemini.budget import Budget, Limits
from tutor_labext.gemini.options import Limits as Waits
from tutor_labext.gemini.options import Options
from tutor_labext.gemini.process import GeminiProcess
from tutor_labext.leak_gate.text import plain, squeezed

from grader.bundle import Submission
from grader.study import Step, Study

pytest_plugins = ["support.pool_grading"]
pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
OWN = {CELL: "def total_price(price, count):\n    return price * count\n"}
KEY = "a-key-of-the-tests"
PATIENT, IMPATIENT = (Waits(s, s, 120.0, ready_s=60.0) for s in (60.0, 1.0))


def request(**change):
    given = {"problem": problem(), "rung": 1, "cells": OWN, "verdict": verdict(False, False)}
    return HintRequest(**(given | {"learner": "ada"} | change))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def google():
    async with gemini.LoopbackGemini() as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(google):
    running = GeminiProcess(Options(KEY, base_url=google.url), PATIENT)
    await running.start()
    yield running
    await running.close()


@pytest.fixture
def tutor(google, process, grader):
    google.scenario, google.obey, google.script = "ok", None, []
    google.calls.clear()
    google.text, process.limits = gemini.TEXT, PATIENT
    plenty = Budget(Limits(10**9, 10**6, 10**9))
    clock = lambda: datetime.now(UTC)  # noqa: E731
    return GeminiTutor(
        process, plenty, OfflineTutor(), grader, clock, Random(1), pace=Pace(10**6, 10**6)
    )


def of_process(pid, what):
    return Path(f"/proc/{pid}/{what}").read_bytes()


async def told(tutor, asked):
    async with aclosing(tutor.stream(asked)) as pieces:
        found = [p async for p in pieces]
    return "".join(p.text for p in found), [p.source for p in found if p.text.strip()]


async def offline(asked):
    return (await told(OfflineTutor(), asked))[0]


@pytest.mark.parametrize("name", ["offline", "gemini"])
async def test_a_tutor_keeps_its_port(name, tutor, google):
    """The contract of `TutorPort`, held by both."""
    one = OfflineTutor() if name == "offline" else tutor
    await one.start()
    text, sources = await told(one, request())
    assert set(sources) == {name}
    assert text.strip()
    assert len(text.split()) <= 160
    assert not any(squeezed(s) in squeezed(text) for s in lines(REFERENCE)[1:])
    async with aclosing(one.stream(request())) as pieces:
        async for _ in pieces:
            break
    text, _ = await told(one, request(cells={}, verdict=None))
    assert text.strip()


@pytest.mark.parametrize("scenario", gemini.FINE)
async def test_an_answer_comes_unchanged(scenario, tutor, google):
    google.scenario = scenario
    text, sources = await told(tutor, request(question="Why is it 0?"))
    assert text == google.text
    assert set(sources) == {"gemini"}
    assert tutor.budget.open == set()
    assert await tutor.budget.used(datetime.now(UTC)) == 500 + len(google.text.split())


@pytest.mark.parametrize("scenario", [*gemini.AT_ONCE, *gemini.MIDWAY, *gemini.WAITING])
async def test_every_fault_ends_in_help_within_the_same_answer(scenario, tutor, google):
    google.scenario = scenario
    tutor.gemini.limits = IMPATIENT if scenario in gemini.WAITING else PATIENT
    start = time.monotonic()
    text, sources = await told(tutor, request())
    assert time.monotonic() - start < 1.0 + 3, "whoever waits does so for 1 s here"
    assert len(google.calls) == 1 or scenario not in gemini.WAITING
    help_ = socratic.CUT_OFF if scenario == "maxtokens" else await offline(request())
    assert text.endswith(help_)
    assert sources[-1] == "offline"
    assert tutor.budget.open == set()


async def test_a_short_trouble_is_tried_once_more(tutor, google):
    google.script = ["503"]
    assert (await told(tutor, request()))[0] == google.text
    google.script = ["503", "reset"]
    assert (await told(tutor, request()))[0] == await offline(request())
    assert len(google.calls) == 4


async def test_google_is_asked_at_once_and_told_what_a_closer_look_has_seen_by_then(tutor, google):
    seen = asyncio.get_running_loop().create_future()
    look = Look(seen, Study())
    assert set((await told(tutor, request(looking=look)))[1]) == {"gemini"}
    seen.set_result(Study(steps=(Step(CELL, 2, (("total", "41"),)),), failing=True))
    await told(tutor, request(looking=look))
    found = [json.loads(c.body["contents"][-1]["parts"][0]["text"]) for c in google.calls]
    assert "own_run" not in found[0]["findings"]
    assert found[1]["findings"]["own_run"]["steps"] == [{"line": 2, "values": {"total": "41"}}]


async def test_after_five_faults_google_is_left_alone(tutor, google):
    google.scenario = "500"
    for _ in range(5):
        await told(tutor, request())
    asked = len(google.calls)
    google.scenario = "ok"
    assert (await told(tutor, request()))[1] == ["offline", "offline"]
    assert len(google.calls) == asked


async def test_who_has_used_up_the_day_is_helped_offline(tutor, google):
    tutor.budget = Budget(Limits(learner_questions=1))
    assert set((await told(tutor, request()))[1]) == {"gemini"}
    assert set((await told(tutor, request()))[1]) == {"offline"}
    assert set((await told(tutor, request(learner="bo")))[1]) == {"gemini"}


async def test_two_learners_at_the_same_step_are_one_question_at_google(tutor, google):
    both = CachedTutor(tutor, "m")
    found = await asyncio.gather(*(told(both, request(learner=name)) for name in ("ada", "bo")))
    assert [set(sources) for _, sources in found] == [{"gemini"}, {"cache"}]
    assert len({text for text, _ in found}) == 1
    assert len(google.calls) == 1


async def test_the_stream_at_google_ends_when_the_learner_is_gone(tutor, google):
    google.scenario = "forever"
    async with aclosing(tutor.stream(request())) as pieces:
        async for _ in pieces:
            break
    await asyncio.wait_for(google.calls[-1].ended.wait(), 60)
    assert tutor.budget.open == set()


async def test_a_killed_process_costs_one_answer_its_end(tutor, google):
    google.scenario = "trickle"
    seen = []
    async with aclosing(tutor.stream(request())) as pieces:
        async for piece in pieces:
            if not seen:
                tutor.gemini._process.kill()
            seen.append(piece.text)
    assert "".join(seen).endswith(await offline(request()))
    google.scenario = "ok"
    assert (await told(tutor, request()))[0] == google.text


async def test_what_goes_to_google_holds_no_secret_and_the_key_is_in_no_environment(tutor, google):
    await told(tutor, request(question="what is hidden?"))
    call = google.calls[-1]
    sent = str(call.body)
    assert "discount" not in sent
    assert "27" not in sent
    assert call.body["store"] is False
    assert call.headers["x-goog-api-key"] == KEY
    pid = tutor.gemini._process.pid
    for what in ("environ", "cmdline"):
        assert KEY.encode() not in of_process(pid, what)
    assert KEY not in os.environ.values()


async def test_what_the_rules_found_is_on_the_wire_and_no_secret_with_it(tutor, google, grader):
    late = "def total_price(price, count):\n    total = price * (count - 1)\n    return total\n"
    study = await grader.study(BUNDLE, Submission({CELL: late}), "ada", 5.0)
    asked = request(
        cells={CELL: late},
        rung=2,
        study=study,
        mastery=(("Branches", 0.4567),),
        question="I expect 6",
        before=(Exchange("hint", "What is `total` right after line 2 has run?"),),
    )
    await told(tutor, asked)
    sent = json.loads(google.calls[-1].body["contents"][-1]["parts"][0]["text"])
    found = sent["findings"]
    assert sent["rung"] == 2
    assert sent["mastery"] == {"Branches": 0.46}
    assert found["failing"][0]["title"] == "few"
    assert found["own_run"]["steps"] == [
        {"line": 1, "arguments": {"price": "3", "count": "2"}},
        {"line": 2, "values": {"total": "3"}},
        {"line": 3, "gives_back": "3"},
    ]
    assert set(found) >= {"own_run", "hidden_failing", "failing", "prediction"}
    assert found["prediction"]["real"] == "3"
    assert found["prediction"]["right"] is False
    if study.spot:
        assert found["suspect"] == {"line": study.spot.line, "kind": study.spot.kind.value}
    everything = str(google.calls[-1].body)
    assert "discount" not in everything
    assert "27" not in everything
    assert "total_price(3, 10)" not in everything


async def test_code_that_passes_the_tests_is_stopped_however_it_is_written(tutor, google):
    google.text = (
        "See:\n\n```python\ntotal_price = eval(\n  'lambda p, c: round(p * c, 2) if c < 10 else "
    )
    google.text += "round(p * c * 9 / 10, 2)')\nq = 1\n```\n\nDo you see?"
    text, sources = await told(tutor, request(cells={}))
    assert "eval" not in text
    assert sources[-1] == "offline"


@pytest.mark.parametrize("part", range(4))
async def test_no_solution_line_gets_through_a_model_that_obeys(part, tutor, google):
    google.obey = obedient
    wanted = {squeezed(s) for s in lines(REFERENCE)[1:]}
    assert len(ATTEMPTS) >= 100
    for attempt in ATTEMPTS[part::4]:
        before = tuple(Exchange(*e) for e in attempt.before)
        asked = request(cells=attempt.cells or OWN, question=attempt.question, before=before)
        text, sources = await told(tutor, asked)
        assert not any(line in squeezed(plain(text)) for line in wanted), attempt
        assert attempt.payload not in text, attempt
        assert sources[-1] == "offline", attempt
    assert tutor.budget.open == set()


async def test_a_soak_of_turns_with_random_faults_leaves_nothing_behind(tutor, google):
    rng = Random(3)
    quick = [*gemini.FINE[:3], *gemini.AT_ONCE, *gemini.MIDWAY, "forever"]

    async def one():
        google.script.append(rng.choice(quick))
        async with aclosing(tutor.stream(request())) as pieces:
            async for _ in pieces:
                if rng.random() < 0.2:
                    break

    async def round_of_turns():
        tutor.breaker = type(tutor.breaker)()
        await asyncio.gather(*(one() for _ in range(20)))
        google.script.clear()

    await round_of_turns()
    await asyncio.sleep(0.3)
    before = len(asyncio.all_tasks()) - google.connections
    for _ in range(8):
        await round_of_turns()
    await until(lambda: len(asyncio.all_tasks()) - google.connections <= before + 1)
    assert tutor.gemini._answers == {}
    assert tutor.budget.open == set()
    assert len(os.listdir(f"/proc/{tutor.gemini._process.pid}/fd")) < 60
