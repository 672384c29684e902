"""Calibration on a real database: no learner waits for it, and what it finds is taken over."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import exp

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.app import House
from adaptive_server.core.believed import Believed
from adaptive_server.core.learner import Belief
from adaptive_server.core.logistic import GELO_ALONE
from adaptive_server.core.shipped import WEIGHTS_VERSION
from adaptive_server.ports import LearnerRecord, Person, Settlement
from adaptive_server.settings import Settings
from adaptive_server.tutoring.parts import Parts
from adaptive_server.web.metrics import calibrated, exposition
from support.postgres_bank import LAST, SOURCE, SWAP, small_bank, step, verdict
from support.postgres_query import execute

from grader.verdict import Status

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

ASSUMED = Belief(-0.5, 0.5)


def believing(theta: float, passed: bool) -> Callable[[LearnerRecord, datetime], Settlement]:
    plain = step(SWAP, passed=passed)

    def decide(record: LearnerRecord, at: datetime) -> Settlement:
        told = Believed(Belief(theta, 0.1), ASSUMED)
        return replace(plain(record, at), believed=told)

    return decide


async def answer(store: PostgresStore, n: int, true_difficulty: float) -> None:
    rng = random.Random(n)
    theta = rng.gauss(0, 1)
    passed = rng.random() < 1 / (1 + exp(true_difficulty - theta))
    learner = await store.learner(Person(f"learner-{n}"))
    handed, _ = await store.hand_in(learner, SWAP, 1, SOURCE, None, 60)
    status = Status.PASSED if passed else Status.FAILED
    await store.settle(handed, verdict(status), believing(theta, passed))


async def crowd(store: PostgresStore, number: int) -> None:
    """So many learners answer, eight at a time: the pool is no larger than a service's."""
    gate = asyncio.Semaphore(8)

    async def one(n: int) -> None:
        async with gate:
            await answer(store, n, 2.0)

    await asyncio.gather(*(one(n) for n in range(number)))


async def test_answers_of_many_at_once_move_a_difficulty_once_it_is_calibrated(
    store: PostgresStore, database_url: str
) -> None:
    item = (
        "SELECT answers, difficulty_mean, difficulty_variance, flag FROM item_state"
        " WHERE problem_id = 'swap'"
    )
    before = execute(database_url, item)
    await crowd(store, 64)
    assert execute(database_url, item) == before, "no learner writes the problem's row"
    assert await store.difficulties() == {}
    report = await store.calibrate()
    ((answers, mean, variance, flag),) = execute(database_url, item)
    assert (answers, flag) == (64, "harder than its author says")
    assert mean > 0.5
    assert variance < 0.5
    assert report["flags"][0]["problem"] == "swap"
    assert "too high" in report["cohort"]["alarm"]
    found = await store.difficulties()
    assert found == {(SWAP, 1): Belief(mean, variance)}
    card = small_bank().calibrated(found).problems[SWAP].card
    assert (card.difficulty, card.variance) == (mean, variance)
    assert small_bank().calibrated(found).problems[LAST].card.difficulty == -0.5
    assert await store.calibrate() == report, "it counts nothing twice"
    last = await store.last_calibration()
    assert last is not None
    assert calibrated(*last) >= 1
    assert b"mastery_calibration_alarms" in exposition()
    assert b'mastery_prediction_log_loss{layer="logistic"} 0.0' in exposition()
    assert execute(database_url, "SELECT count(*) FROM calibrations")[0][0] == 2


async def test_a_start_of_the_service_keeps_what_was_calibrated(store: PostgresStore) -> None:
    await crowd(store, 25)
    await store.calibrate()
    found = await store.difficulties()
    await store.sync_curriculum(small_bank())
    assert await store.difficulties() == found


async def test_what_serves_reaches_the_choice_at_the_next_refresh(
    store: PostgresStore, database_url: str
) -> None:
    bank = small_bank()
    house = House(replace(Settings(), database_url=database_url))
    house._course, house._missing = store.course(bank), frozenset()
    house._parts = Parts(store, bank, *[None] * 5)  # type: ignore[arg-type]
    try:
        for layer, weights in (("logistic", GELO_ALONE), ("beliefs", None)):
            execute(
                database_url,
                "INSERT INTO prediction_layers (layer, since, reason, answers, beliefs_loss,"
                " logistic_loss, error, weights, weights_version) VALUES"
                f" ('{layer}', now(), '', 1000, 0.6, 0.5, 0.01, ARRAY{list(GELO_ALONE)},"
                f" '{WEIGHTS_VERSION}')",
            )
            await house._refresh()
            assert house.parts.tuning.layer == weights
    finally:
        await house._store.close()


async def test_the_command_prints_the_report_and_tells_of_alarms_by_its_status(
    store: PostgresStore, database_url: str
) -> None:
    await crowd(store, 64)
    command = ("model", "calibrate", "--database", database_url, "--json")
    done = await asyncio.create_subprocess_exec("mastery", *command, stdout=asyncio.subprocess.PIPE)
    said, _ = await done.communicate()
    assert done.returncode == 1
    report = json.loads(said)
    assert report["answers"] == 64
    assert report["prediction"]["layer"] == "beliefs"
    assert report["prediction"]["answers"] == 0, "these verdicts have no features"
    assert report["alarms"]
