"""Looking into the database from outside the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa


def execute(url: str, statement: str, **values: object) -> list[Any]:
    """Run one statement outside any transaction of the store; returns its rows."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            result = connection.execute(sa.text(statement), values)
            return list(result.all()) if result.returns_rows else []
    finally:
        engine.dispose()


@contextmanager
def held(url: str, statement: str) -> Iterator[None]:
    """Keep open the transaction of one statement, with all that it locks."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    try:
        with engine.begin() as connection:
            connection.execute(sa.text(statement))
            yield
    finally:
        engine.dispose()
