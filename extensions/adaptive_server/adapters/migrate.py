"""Brings a database to the schema that this code needs, or back to an earlier one.

Each call is one transaction under an advisory lock: two services may start at once, and a
migration that fails leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from ..errors import DatabaseAway
from .postgres_errors import translate

LOCK = 7_233_401_955_120_311
"""Any number that no other program on this database uses for an advisory lock."""


class MigrationError(Exception):
    """The database cannot be migrated; the text is one line saying why and what to do."""


def upgrade(url: str) -> None:
    """Bring the database to the newest schema; does nothing where it is there already.

    Raises:
        DatabaseAway: The database does not answer.
        MigrationError: It was made by newer code, or a step failed.
    """
    _run(url, lambda config: command.upgrade(config, "head"))


def downgrade(url: str, revision: str) -> None:
    """Bring the database back to `revision` (`base`: empty it). Newer tables go with their data.

    Raises:
        DatabaseAway: The database does not answer.
        MigrationError: There is no such revision, or a step failed.
    """
    _run(url, lambda config: command.downgrade(config, revision))


def current(url: str) -> str | None:
    """Return the revision that the database is at, or None for an empty one.

    Raises:
        DatabaseAway: The database does not answer.
    """
    with _connected(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def head() -> str:
    """Return the revision that this code needs."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    if newest is None:
        raise MigrationError("This installation holds no migrations; install it again.")
    return newest


def _config() -> Config:
    config = Config()
    scripts = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    return config


def _run(url: str, step: Callable[[Config], None]) -> None:
    config = _config()
    with _connected(url) as connection:
        # While another service migrates, this one waits; it then finds nothing left to do.
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        try:
            step(config)
        except CommandError as error:
            raise MigrationError(
                f"The database does not fit this release ({error}); "
                "install the release that made it, or restore a backup."
            ) from error


@contextmanager
def _connected(url: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"connect_timeout": 5})
    try:
        with engine.begin() as connection:
            yield connection
    except sa.exc.SQLAlchemyError as error:
        known = translate(error)
        if isinstance(known, DatabaseAway):
            raise known from error
        reason = str(error).splitlines()[0]
        raise MigrationError(f"The database could not be migrated: {reason}") from error
    finally:
        engine.dispose()
