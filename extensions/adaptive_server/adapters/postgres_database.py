"""The connection pool, and the one way in which the store runs a transaction.

A connection that was lost (server restarted, connection ended) is found out when it is used; the
transaction is then run once more on a fresh one. That is safe because every transaction of the
store leaves the same rows when it runs twice: ids are made by the caller or are unique.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from ..errors import DatabaseAway
from ..settings import SettingError
from .postgres_errors import translate, worth_another_try

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]

CONNECT_S = 3
POOL_WAIT_S = 2.0
ANSWER_S = 15.0
"""More than the server's own limits need (below): only a server that hangs takes longer."""

SESSION_OPTIONS = (
    "-c statement_timeout=10s -c lock_timeout=8s "
    "-c idle_in_transaction_session_timeout=20s -c timezone=UTC -c jit=off"
)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Database:
    """An asynchronous pool of connections to one PostgreSQL database.

    Args:
        url: SQLAlchemy address with the driver `postgresql+psycopg`.
        pool_size: Most connections at a time; who finds none free waits 2 s, then is refused.

    Raises:
        SettingError: The address is none of PostgreSQL.
    """

    def __init__(self, url: str, pool_size: int) -> None:
        self._engine = create_async_engine(
            _address(url),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=POOL_WAIT_S,
            pool_recycle=3600,
            # The connection that was used last: what is asked often is prepared there.
            pool_use_lifo=True,
            json_serializer=_dump,
            connect_args={
                "connect_timeout": CONNECT_S,
                "application_name": "pythonmastery",
                "options": SESSION_OPTIONS,
            },
        )

    async def transact(
        self,
        work: Work[T],
        *,
        snapshot: bool = False,
        alone: bool = False,
        within_s: float = ANSWER_S,
    ) -> T:
        """Run `work` in one transaction and return its result.

        Args:
            work: Runs statements on the connection it gets; may be called twice.
            snapshot: Read everything as of one moment; for transactions that only read.
            alone: Each statement stands by itself, which spares the two ways to the server that
                begin and end a transaction.
            within_s: After so many seconds the database counts as away.

        Raises:
            MasteryError: Whatever `translate` makes of the driver's error.
        """
        task = asyncio.ensure_future(self._transact(work, _level(snapshot, alone)))
        try:
            done, _ = await asyncio.wait({task}, timeout=within_s)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if done:
            return task.result()
        # A server that hangs does not hear a cancellation either, so the transaction is left to
        # itself: it gives its connection back once the server goes on or the connection ends.
        task.add_done_callback(_nobody_asks)
        raise DatabaseAway

    async def _transact(self, work: Work[T], level: str | None) -> T:
        try:
            return await self._once(work, level)
        except SQLAlchemyError as error:
            if not worth_another_try(error):
                raise translate(error) from error
        except (UnicodeEncodeError, OSError) as error:
            raise translate(error) from error
        try:
            return await self._once(work, level)
        except (SQLAlchemyError, OSError) as error:
            raise translate(error) from error

    async def _once(self, work: Work[T], level: str | None) -> T:
        async with self._engine.connect() as connection:
            if level:
                await connection.execution_options(isolation_level=level)
            async with connection.begin():
                return await work(connection)

    async def close(self) -> None:
        """Give all connections back."""
        await self._engine.dispose()


def _address(url: str) -> URL:
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        found = None
    if found is None or found.drivername not in ("postgresql", "postgresql+psycopg"):
        # What was given is not repeated: it may hold a password.
        raise SettingError(
            "MASTERY_DATABASE_URL (or --database) is no address of PostgreSQL; "
            "write it as postgresql+psycopg://USER@HOST/NAME."
        )
    return found


def _level(snapshot: bool, alone: bool) -> str | None:
    """Return the isolation that is asked for, None for the server's own."""
    if alone:
        return "AUTOCOMMIT"
    return "REPEATABLE READ" if snapshot else None


def _nobody_asks(task: asyncio.Future[Any]) -> None:
    """Take the result of a transaction that was given up, so that none is reported as lost."""
    if not task.cancelled():
        task.exception()


def _dump(value: Any) -> str:
    # NaN is no JSON: better an error here than one from the server in the middle.
    return json.dumps(value, allow_nan=False)


def storable(value: Any) -> Any:
    r"""Return a JSON value with characters that PostgreSQL refuses (NUL, surrogates) replaced.

    For our own results only, which must not get lost because a learner's program printed such a
    character. What a learner hands in is refused instead.

    >>> storable({"output": "a\0b"}) == {"output": "a\ufffdb"}
    True
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {storable(k): storable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [storable(v) for v in value]
    return value
