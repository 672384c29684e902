"""Migrations: up and down with data, at once, and equal to the tables that the code knows."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa
from adaptive_server.adapters import migrate
from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.schema import metadata
from adaptive_server.errors import DatabaseAway
from adaptive_server.ports import Person
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from support.postgres_bank import SOURCE, SWAP, small_bank, step, verdict
from support.postgres_query import execute

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

_numbers = count(1)
_CATALOGUE = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename::text, indexname::text, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT table_name::text, column_name::text, data_type || is_nullable || is_identity"
    " || coalesce(column_default, '') FROM information_schema.columns"
    " JOIN information_schema.tables USING (table_schema, table_name)"
    " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
)


@pytest.fixture
def empty_url(postgres_server: EmbeddedPostgres) -> Iterator[str]:
    """The address of an empty database."""
    name = f"empty_{next(_numbers)}"
    execute(postgres_server.url("postgres"), f"CREATE DATABASE {name}")
    yield postgres_server.url(name)
    execute(postgres_server.url("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


def catalogue(url: str) -> set[tuple[Any, ...]]:
    """Everything PostgreSQL knows of columns, constraints and indexes."""
    rows = {tuple(row) for query in _CATALOGUE for row in execute(url, query)}
    return {row for row in rows if row[0] != "alembic_version"}


def test_the_migrated_schema_is_the_one_that_the_code_knows(
    database_url: str, empty_url: str
) -> None:
    engine = sa.create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    engine = sa.create_engine(empty_url)
    metadata.create_all(engine)
    engine.dispose()
    assert catalogue(database_url) ^ catalogue(empty_url) == set()


async def test_48_data_survive_a_step_down_and_up(database_url: str) -> None:
    store = PostgresStore(database_url)
    await store.sync_curriculum(small_bank())
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    await store.settle(handed, verdict(), step(SWAP))
    before = await store.record(ada)
    await store.close()
    migrate.downgrade(database_url, "0001")
    assert migrate.current(database_url) == "0001"
    store = PostgresStore(database_url)
    assert not await store.ready()
    migrate.upgrade(database_url)
    assert await store.ready()
    assert await store.record(ada) == before
    await store.close()


def test_48_all_the_way_down_leaves_nothing_and_up_again_works(database_url: str) -> None:
    migrate.downgrade(database_url, "base")
    assert catalogue(database_url) == set()
    assert migrate.current(database_url) is None
    migrate.upgrade(database_url)
    assert migrate.current(database_url) == migrate.head()


def test_four_services_may_migrate_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate.upgrade, [empty_url] * 4))
    assert migrate.current(empty_url) == migrate.head()


def test_a_step_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    execute(empty_url, "CREATE TABLE hints (mine int)")
    with pytest.raises(migrate.MigrationError, match="could not be migrated") as error:
        migrate.upgrade(empty_url)
    assert "\n" not in str(error.value)
    names = execute(empty_url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert [row[0] for row in names] == ["hints"]


def test_a_database_of_a_newer_release_is_refused_in_one_line(database_url: str) -> None:
    execute(database_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(migrate.MigrationError, match="does not fit this release") as error:
        migrate.upgrade(database_url)
    assert "\n" not in str(error.value)


def test_a_database_that_is_away_is_said_to_be(tmp_path: object) -> None:
    with pytest.raises(DatabaseAway):
        migrate.upgrade(f"postgresql+psycopg://x@/x?host={tmp_path}")
