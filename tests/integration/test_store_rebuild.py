"""The batch path: states and items made anew equal a serial replay, also while others work."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import asdict, astuple
from pathlib import Path
from uuid import UUID

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.postgres_database import Database
from adaptive_server.adapters.postgres_rebuild import Rebuilt, read_states
from adaptive_server.adapters.postgres_rebuilds import PostgresRebuilds
from adaptive_server.core.calibration import calibrated
from adaptive_server.core.learner import Belief
from adaptive_server.core.model import top_bands
from adaptive_server.core.monitoring import calibration
from adaptive_server.core.serving import Contest
from adaptive_server.core.shipped import SHIPPED
from adaptive_server.ports import LearnerId, Person
from support.answer_log import VERDICTS, AnswerLog, big_bank, decides, digest, store_events
from support.mastery_command import CODE
from support.postgres_bank import SOURCE, SWAP, step, verdict
from support.postgres_query import execute
from support.sample_problem import sample_problem
from support.sample_skills import write_curriculum

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

BANK = big_bank(12, 40)


async def rebuilt(url: str, *, check: bool = False) -> Rebuilt:
    store, parts = PostgresRebuilds(url), []
    try:
        async for part in store.rebuild(BANK, check=check, most=400):
            parts.append(part)
    finally:
        await store.close()
    assert all(p.verdicts <= 400 for p in parts)
    return Rebuilt(*(sum(getattr(p, n) for p in parts) for n in Rebuilt.__slots__))


async def digests(url: str, learners: list[UUID]) -> dict[UUID, str]:
    database = Database(url, pool_size=2)
    ids = [LearnerId(u) for u in learners]
    found = await database.transact(lambda c: read_states(c, ids))
    await database.close()
    return {u: digest(state) for u, state in found.items()}


async def test_states_and_items_from_a_log_equal_a_serial_replay(database_url: str) -> None:
    store = PostgresStore(database_url, pool_size=4)
    await store.sync_curriculum(BANK)
    log, serial = AnswerLog(BANK, events=2400, each=60), Contest(SHIPPED["all"])
    layer = list[tuple[float, bool]]()
    for block in log.blocks():
        store_events(database_url, block)
        for event in block:
            if event.first and not event.hinted:
                layer.append((serial.add(event.told.looked, event.solved), event.solved))
    assert len(log.digests) == 40
    first = await rebuilt(database_url)
    assert first == Rebuilt(learners=40, verdicts=2400, differed=40)
    assert await digests(database_url, list(log.digests)) == log.digests
    one = LearnerId(next(iter(log.digests)))
    assert digest((await store.record(one)).state) == log.digests[one], "the ordinary way agrees"
    assert await rebuilt(database_url, check=True) == Rebuilt(40, 2400, 0)

    # What is spoilt is found, told and mended: a state, and what is noted with a verdict.
    execute(database_url, f"UPDATE learner_skill_state SET wins = 99 WHERE learner_id = '{one}'")
    execute(database_url, "UPDATE verdicts SET strength_mean = 7 WHERE seq % 900 = 0")
    execute(database_url, "UPDATE verdicts SET features = NULL WHERE seq % 1000 = 0")
    told = await rebuilt(database_url, check=True)
    assert 1 < told.differed <= 5
    assert await rebuilt(database_url) == told
    assert await digests(database_url, list(log.digests)) == log.digests
    assert execute(database_url, "SELECT count(*) FROM verdicts WHERE strength_mean = 7") == [(0,)]

    await store.calibrate()
    rows = execute(
        database_url,
        "SELECT problem_id, answers, wins, difficulty_mean, difficulty_variance,"
        " discrimination_mean, discrimination_variance, prior_mean FROM item_state",
    )
    assert len(rows) == 40
    for name, answers, wins, *figures, prior in rows:
        item = calibrated(Belief(prior, 0.5), log.first[name])
        assert (answers, wins) == (item.answers, item.wins)
        assert figures == [*item.difficulty, *item.discrimination]

    # Solved or not is a coin's fall here, so what beliefs say of it is worse than weights that say
    # less: the layer comes to serve, with the weights and losses of a serial run.
    (row,) = execute(
        database_url,
        "SELECT layer, answers, beliefs_loss, logistic_loss, error, weights FROM prediction_layers",
    )
    assert row == ("logistic", *astuple(serial.losses()), list(serial.weights))
    assert await store.layer() == serial.weights
    told = await store.calibrate()
    assert told["prediction"]["layer"] == "logistic"
    assert told["cohort"] == asdict(calibration(layer)), "what serves is what is judged"
    assert told["cohort"]["answers"] == told["answers"] == len(layer)
    assert sum(s["answers"] for s in told["skills"].values()) > len(layer)
    since = execute(database_url, "SELECT count(DISTINCT since), count(*) FROM prediction_layers")
    assert since == [(1, 2)], "what serves on serves since the same time"
    execute(database_url, "UPDATE prediction_layers SET weights_version = 'of-another-program'")
    assert await store.layer() is None
    await store.close()


async def test_who_hands_in_while_states_are_made_anew_loses_nothing(database_url: str) -> None:
    store = PostgresStore(database_url, pool_size=8)
    await store.sync_curriculum(BANK)
    log, tops = AnswerLog(BANK, events=160, each=20), top_bands(BANK.cards)
    for block in log.blocks():
        store_events(database_url, block)
    card = BANK.cards[0]

    async def works(learner: LearnerId) -> None:
        for solved in (False, True):
            handed, _ = await store.hand_in(learner, card.id, 1, SOURCE, None, 60)
            await store.settle(handed, VERDICTS[solved], decides(card, solved, tops))

    await asyncio.gather(*map(works, map(LearnerId, log.digests)), rebuilt(database_url))
    # Whoever came first worked on from nothing, the others from what had been made anew: after
    # another run both are what a replay gives, and nobody's answers are gone.
    assert (await rebuilt(database_url)).verdicts == 160 + 2 * len(log.digests)
    await asyncio.gather(*map(works, map(LearnerId, log.digests)), rebuilt(database_url))
    assert (await rebuilt(database_url, check=True)).differed == 0
    await store.close()


async def test_the_command_compares_and_tells_by_its_status(
    store: PostgresStore, database_url: str, tmp_path: Path
) -> None:
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    await store.settle(handed, verdict(), step(SWAP))
    write_curriculum(tmp_path, sample_problem())
    told = await asyncio.to_thread(command, database_url, tmp_path, "--check", "--json")
    assert told.returncode == 1
    assert json.loads(told.stdout)["differed"] == 1
    told = await asyncio.to_thread(command, database_url, tmp_path)
    assert told.returncode == 0
    assert "1 verdicts of 1 learners replayed" in told.stdout
    assert execute(database_url, "SELECT action FROM audit WHERE actor = 'operator'") == [
        ("rebuild",)
    ]


def command(url: str, course: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`mastery model rebuild` on a course of one skill and no problem."""
    return subprocess.run(
        [sys.executable, "-c", CODE, "model", "rebuild", *words],
        env={**os.environ, "MASTERY_DATABASE_URL": url, "MASTERY_CURRICULUM": str(course)},
        capture_output=True,
        text=True,
        check=False,
    )
