"""What the store does when PostgreSQL is slow, restarting, killed or not there."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from adaptive_server.adapters import migrate
from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.errors import DatabaseAway
from adaptive_server.ports import Person
from support.postgres_bank import SOURCE, SWAP, choose, small_bank, step, verdict
from support.postgres_query import execute
from support.waiting import until

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

ENOUGH = 20  # settled answers before the server is killed


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    """A durable server that a test may kill."""
    server = EmbeddedPostgres(tmp_path / "db")
    migrate.upgrade(server.start())
    yield server
    server.stop()


@pytest.fixture
async def own_store(own_server: EmbeddedPostgres) -> AsyncIterator[PostgresStore]:
    """A store on that server, which knows the small course."""
    store = PostgresStore(own_server.url(), pool_size=5)
    await store.sync_curriculum(small_bank())
    yield store
    await store.close()


def until_ended(server: EmbeddedPostgres) -> None:
    while server.running():
        time.sleep(0.02)


async def until_one_waits(database_url: str) -> None:
    """Return once a connection waits for a row that another holds."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    await until(lambda: execute(database_url, waiting)[0][0])


async def test_35_kill_9_of_postgres_loses_nothing_committed_and_leaves_no_partial_rows(
    own_server: EmbeddedPostgres, own_store: PostgresStore
) -> None:
    store = own_store
    ada = await store.learner(Person("ada"))
    settled = 0

    async def work() -> None:
        nonlocal settled
        while True:
            handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 0)
            await store.settle(handed, verdict(), step(SWAP))
            settled += 1

    workers = [asyncio.create_task(work()) for _ in range(4)]
    await until(lambda: settled >= ENOUGH)
    assert own_server.pid is not None
    os.kill(own_server.pid, signal.SIGKILL)
    ends = await asyncio.gather(*workers, return_exceptions=True)
    assert all(isinstance(end, DatabaseAway) for end in ends)
    assert not await store.ready()
    await asyncio.to_thread(own_server.start)
    assert await store.ready()
    state = (await store.record(ada)).state
    verdicts, events = execute(
        own_server.url(), "SELECT (SELECT count(*) FROM verdicts), (SELECT count(*) FROM events)"
    )[0]
    # One more than reported may have been committed before its answer was lost, per worker.
    assert settled <= verdicts <= settled + 4
    assert state.wins == state.problems[SWAP].attempts == verdicts == events
    abandoned = await store.lease_abandoned(60, 100)
    for submission in abandoned:
        await store.settle(submission, verdict(), step(SWAP))
    ungraded = "SELECT count(*) FROM submissions WHERE lease_until IS NOT NULL"
    assert execute(own_server.url(), ungraded)[0][0] == 0


async def test_35_ended_connections_are_replaced_without_an_error(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    await asyncio.gather(*(store.record(ada) for _ in range(10)))
    execute(
        database_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    handed, new = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    assert new
    await store.settle(handed, verdict(), step(SWAP))
    assert (await store.record(ada)).state.wins == 1


async def test_36_a_database_that_is_down_at_start_is_used_once_it_is_up(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "db")
    url = server.start()
    migrate.upgrade(url)
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    await asyncio.to_thread(until_ended, server)
    store = PostgresStore(url)
    begun = time.monotonic()
    assert not await store.ready()
    with pytest.raises(DatabaseAway) as away:
        await store.learner(Person("ada"))
    assert away.value.retry_after_s
    assert time.monotonic() - begun < 5
    try:
        assert await asyncio.to_thread(server.start) == url
        assert await store.ready()
        await store.learner(Person("ada"))
    finally:
        await store.close()
        server.stop()


async def test_37_when_all_connections_are_in_use_the_answer_is_fast(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    small = PostgresStore(database_url, pool_size=1)
    engine = sa.create_engine(database_url)
    with engine.connect() as holder:
        holder.execute(sa.text("SELECT id FROM learners FOR UPDATE"))
        waiting = asyncio.create_task(small.recommend(ada, choose(SWAP)))
        await until_one_waits(database_url)
        begun = time.monotonic()
        with pytest.raises(DatabaseAway):
            await small.record(ada)
        assert time.monotonic() - begun < 4
        holder.rollback()
    assert (await waiting).choice.problem_id == SWAP
    engine.dispose()
    await small.close()


async def test_46_many_requests_of_one_learner_leave_the_others_their_connections(
    store: PostgresStore, database_url: str
) -> None:
    ada, bob = [await store.learner(Person(name)) for name in ("ada", "bob")]
    small = PostgresStore(database_url, pool_size=2)
    engine = sa.create_engine(database_url)
    with engine.connect() as holder:
        holder.execute(sa.text("SELECT id FROM learners WHERE name = 'ada' FOR UPDATE"))
        many = [asyncio.create_task(small.recommend(ada, choose(SWAP))) for _ in range(30)]
        await until_one_waits(database_url)
        assert (await small.recommend(bob, choose(SWAP))).choice.problem_id == SWAP
        holder.rollback()
    assert len({made.id for made in await asyncio.gather(*many)}) == 30
    engine.dispose()
    await small.close()


async def test_a_database_that_is_not_migrated_is_not_ready_and_away(
    postgres_server: EmbeddedPostgres,
) -> None:
    store = PostgresStore(postgres_server.url("hub"))
    assert not await store.ready()
    with pytest.raises(DatabaseAway):
        await store.learner(Person("ada"))
    await store.close()


async def test_a_cancelled_request_leaves_the_pool_usable(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    for n in range(20):
        task = asyncio.create_task(store.recommend(ada, choose(SWAP)))
        await asyncio.sleep(0.001 * n)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await asyncio.gather(*(store.record(ada) for _ in range(20)))


async def test_a_database_that_hangs_counts_as_away_and_is_used_again_once_it_goes_on(
    own_server: EmbeddedPostgres, own_store: PostgresStore
) -> None:
    store = own_store
    ada = await store.learner(Person("ada"))
    backends = "SELECT pid FROM pg_stat_activity WHERE application_name = 'pythonmastery'"
    pids = [pid for (pid,) in execute(own_server.url(), backends)]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    begun = time.monotonic()
    try:
        assert not await store.ready()
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
    assert time.monotonic() - begun < 10
    assert (await store.record(ada)).state.wins == 0
    assert await store.ready()
