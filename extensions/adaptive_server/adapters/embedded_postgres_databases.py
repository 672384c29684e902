"""The role and the databases that the embedded PostgreSQL is to hold."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from .embedded_postgres_account import EmbeddedPostgresError
from .embedded_postgres_settings import DATABASES, ROLE, SUPERUSER


def prepare_databases(sockets: Path) -> None:
    """Make the service's role and databases where they are missing; changes nothing else.

    Args:
        sockets: Folder of the server's socket.

    Raises:
        EmbeddedPostgresError: The server does not let us.
    """
    # Without SQLAlchemy, which would take half of the launcher's time to start.
    address = make_conninfo(host=str(sockets), user=SUPERUSER, dbname="postgres")
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            if ROLE not in roles:
                connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
            there = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
            for name in DATABASES:
                if name not in there:
                    connection.execute(f"CREATE DATABASE {name} OWNER {ROLE}")
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise EmbeddedPostgresError(f"PostgreSQL could not be set up: {reason}") from error
