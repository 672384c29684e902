"""The store's batch path against a serial replay, and whether a problem's row is hot.

    python benchmarks/store.py [--events 1000000] [--each 200] [--seconds 10]

Starts an embedded PostgreSQL on a folder of its own.

1. Makes a log of verdicts of a course of 1,000 problems on 100 skills, replays it serially in
   memory, stores it with COPY, has the store rebuild all learners' states and calibrate all
   problems, and compares every number of both to its last bit.
2. Lets 64 learners hand in at once, each answer through the two ordinary transactions, on 64
   problems and on one, in turn; then on one problem with a trigger that counts answers in the
   problem's row, as a design with a hot row would. Sessions that wait for a lock are counted.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(ROOT / "tests")

from adaptive_server.adapters import migrate
from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.postgres_calibration import calibrate
from adaptive_server.adapters.postgres_database import Database
from adaptive_server.adapters.postgres_rebuild import read_states
from adaptive_server.adapters.postgres_rebuilds import PostgresRebuilds
from adaptive_server.core.calibration import calibrated
from adaptive_server.core.learner import Belief
from adaptive_server.core.model import top_bands
from adaptive_server.core.problem import ProblemCard
from adaptive_server.errors import DatabaseAway
from adaptive_server.ports import LearnerId, Person
from adaptive_server.problems.bank import Bank
from support.answer_log import (
    VERDICTS,
    AnswerLog,
    big_bank,
    decides,
    digest,
    store_events,
)
from support.postgres_bank import SOURCE
from support.postgres_query import execute

SUBMITTERS = 64
ROUNDS = 3
WITHIN_S = 7200.0
ITEMS = "SELECT problem_id, answers, wins, difficulty_mean, difficulty_variance FROM item_state"
HOT = """
CREATE FUNCTION counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE item_state SET answers = answers + 1
  WHERE problem_id = NEW.problem_id AND version = NEW.version;
  RETURN NEW;
END $$;
CREATE TRIGGER counted AFTER INSERT ON verdicts FOR EACH ROW EXECUTE FUNCTION counted()
"""
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


async def batch_path(url: str, bank: Bank, events: int, each: int) -> dict[str, Any]:
    """Return how long each part of the batch path took, and what differed in the end."""
    log, took = AnswerLog(bank, events, each), dict[str, float]()
    began, busy = time.monotonic(), time.process_time()
    storing = 0.0
    for block in log.blocks():
        since = time.monotonic()
        store_events(url, block)
        storing += time.monotonic() - since
    took["serial_replay_s"], took["copy_s"] = time.monotonic() - began - storing, storing
    took["serial_replay_and_copy_cpu_s"] = time.process_time() - busy
    execute(url, "ANALYZE")
    gc.freeze()  # what the comparison needs is no part of what a rebuild has to look after
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, busy, store = time.monotonic(), time.process_time(), PostgresRebuilds(url)
    async for _ in store.rebuild(bank):
        pass
    await store.close()
    took["rebuild_s"], took["rebuild_cpu_s"] = time.monotonic() - began, time.process_time() - busy
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    database = Database(url, pool_size=1)
    began = time.monotonic()
    await database.transact(calibrate, within_s=WITHIN_S)
    took["calibrate_s"] = time.monotonic() - began
    differ = await differing(database, log)
    await database.close()
    return {
        "events": events,
        "learners": len(log.digests),
        **{name: round(value, 2) for name, value in took.items()},
        "rebuild_events_per_s": round(events / took["rebuild_s"]),
        "rebuild_over_serial_replay": round(took["rebuild_s"] / took["serial_replay_s"], 2),
        "rebuild_memory_growth_mb": round(grown / 1024, 1),
        "learners_that_differ": differ,
        "items_that_differ": items_differing(url, log),
    }


async def differing(database: Database, log: AnswerLog) -> int:
    """Count the learners whose stored state is not that of the serial replay."""
    everyone, differ = list(log.digests), 0
    for n in range(0, len(everyone), 100):
        some = [LearnerId(u) for u in everyone[n : n + 100]]
        states = await database.transact(lambda c, some=some: read_states(c, some))
        differ += sum(digest(state) != log.digests[u] for u, state in states.items())
    return differ


def items_differing(url: str, log: AnswerLog) -> int:
    """Count the problems whose stored figures are not those of the serial calibration."""
    differ, stored = 0, {p: tuple(told) for p, *told in execute(url, ITEMS)}
    for card in log.bank.cards:
        item = calibrated(Belief(card.difficulty, 0.5), log.first.get(card.id, []))
        wanted = (item.answers, item.wins, *item.difficulty)
        found = stored[card.id]
        differ += found != (wanted if item.answers else (0, 0, *found[2:]))
    return differ


async def contention(server: EmbeddedPostgres, bank: Bank, seconds: float) -> dict[str, Any]:
    """Return verdicts a second on many problems, on one, and on one with a hot row."""
    url = server.url()
    store = PostgresStore(url, pool_size=SUBMITTERS)
    people = [await store.learner(Person(f"person-{n}")) for n in range(SUBMITTERS)]
    many, one = bank.cards[:SUBMITTERS], bank.cards[:1] * SUBMITTERS
    ways: dict[str, Sequence[ProblemCard]] = {"64_problems": many, "one_problem": one}
    found: dict[str, list[tuple[float, float, int]]] = {}
    for _ in range(ROUNDS):
        for name, cards in ways.items():
            told = await hand_in(url, store, people, cards, bank, seconds)
            found.setdefault(name, []).append(told)
    execute(url, HOT)
    for _ in range(ROUNDS):
        told = await hand_in(url, store, people, one, bank, seconds)
        found.setdefault("one_problem_hot_row", []).append(told)
    await store.close()
    rates = {name: statistics.median(r for r, _, _ in told) for name, told in found.items()}
    base = rates["64_problems"]
    return {
        "submitters": SUBMITTERS,
        "verdicts_per_s": {name: round(rate, 1) for name, rate in rates.items()},
        "over_64_problems": {name: round(rate / base, 3) for name, rate in rates.items()},
        "sessions_waiting_for_a_lock": {
            name: round(statistics.mean(w for _, w, _ in told), 2) for name, told in found.items()
        },
        "refused": {name: sum(n for _, _, n in told) for name, told in found.items()},
    }


async def hand_in(
    url: str,
    store: PostgresStore,
    people: Sequence[LearnerId],
    cards: Sequence[ProblemCard],
    bank: Bank,
    seconds: float,
) -> tuple[float, float, int]:
    """Let everyone hand in; returns verdicts a second, sessions that wait, and refused verdicts."""
    end, tops = time.monotonic() + seconds, top_bands(bank.cards)
    waiting, refused = list[int](), list[int]()

    async def work(learner: LearnerId, card: ProblemCard) -> int:
        done = 0
        while time.monotonic() < end:
            handed, _ = await store.hand_in(learner, card.id, card.version, SOURCE, None, 60)
            solved = done % 3 > 0
            try:
                await store.settle(handed, VERDICTS[solved], decides(card, solved, tops))
            except DatabaseAway:  # it waited longer for the row than the store lets it
                refused.append(1)
                continue
            done += 1
        return done

    async def watch() -> None:
        while time.monotonic() < end:
            waiting.append((await asyncio.to_thread(execute, url, WAITING))[0][0])
            await asyncio.sleep(0.1)

    began = time.monotonic()
    done = await asyncio.gather(*map(work, people, cards), watch())
    rate = sum(n for n in done if n) / (time.monotonic() - began)
    return rate, statistics.mean(waiting), len(refused)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=200, help="verdicts of a learner")
    parser.add_argument("--seconds", type=float, default=10.0, help="0 leaves 2 out")
    wanted = parser.parse_args()
    bank = big_bank(100, 1000)
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        server = EmbeddedPostgres(Path(folder) / "db", options={"max_connections": "100"})
        url = server.start()
        try:
            migrate.upgrade(url)
            found = asyncio.run(_both(server, bank, wanted))
        finally:
            server.stop()
    found["processors"] = os.cpu_count()
    print(json.dumps(found, indent=1))


async def _both(server: EmbeddedPostgres, bank: Bank, wanted: argparse.Namespace) -> dict[str, Any]:
    store = PostgresStore(server.url(), pool_size=2)
    await store.sync_curriculum(bank)
    await store.close()
    batch = await batch_path(server.url(), bank, wanted.events, wanted.each)
    print(json.dumps(batch), file=sys.stderr, flush=True)
    if not wanted.seconds:
        return {"batch": batch}
    return {"batch": batch, "hot_row": await contention(server, bank, wanted.seconds)}


if __name__ == "__main__":
    main()
