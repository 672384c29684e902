"""A real PostgreSQL for tests: one server per run, a fresh migrated database per test.

A test module asks for it with `pytest_plugins = ["support.postgres"]`.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from adaptive_server.adapters import migrate, postgres_database
from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres
from adaptive_server.adapters.postgres import PostgresStore
from support.postgres_bank import small_bank
from support.postgres_query import execute

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[EmbeddedPostgres]:
    """A running server whose database `mastery` is migrated and empty: the template."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        # A database in which autovacuum is at work cannot be dropped by who is no superuser.
        options = {"fsync": "off", "autovacuum": "off"}
        server = EmbeddedPostgres(Path(folder) / "db", options=options)
        migrate.upgrade(server.start())
        yield server
        server.stop()


@pytest.fixture
def database_url(postgres_server: EmbeddedPostgres) -> Iterator[str]:
    """The address of a migrated database of the test's own."""
    name = f"test_{next(_numbers)}"
    maintenance = postgres_server.url("postgres")
    execute(maintenance, f"CREATE DATABASE {name} TEMPLATE mastery")
    yield postgres_server.url(name)
    execute(maintenance, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[PostgresStore]:
    """A store on a database of its own that holds the small curriculum.

    Many requests at once find a connection in the end, however busy the machine is.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres_database, "POOL_WAIT_S", 30.0)
        made = PostgresStore(database_url, pool_size=20)
    await made.sync_curriculum(small_bank())
    yield made
    await made.close()
