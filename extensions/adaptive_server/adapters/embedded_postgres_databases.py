"""The role and the databases that the embedded PostgreSQL is to hold."""

from __future__ import annotations

import sqlalchemy as sa

from .embedded_postgres_account import EmbeddedPostgresError
from .embedded_postgres_settings import DATABASES, ROLE


def prepare_databases(superuser_url: str) -> None:
    """Make the service's role and databases where they are missing; changes nothing else.

    Raises:
        EmbeddedPostgresError: The server does not let us.
    """
    engine = sa.create_engine(superuser_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            roles = connection.scalars(sa.text("SELECT rolname FROM pg_roles")).all()
            if ROLE not in roles:
                connection.execute(sa.text(f"CREATE ROLE {ROLE} LOGIN CREATEDB"))
            there = connection.scalars(sa.text("SELECT datname FROM pg_database")).all()
            for name in DATABASES:
                if name not in there:
                    connection.execute(sa.text(f"CREATE DATABASE {name} OWNER {ROLE}"))
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise EmbeddedPostgresError(f"PostgreSQL could not be set up: {reason}") from error
    finally:
        engine.dispose()
