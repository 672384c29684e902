"""What the driver's errors mean to the use cases, and which of them a second try may cure."""

from __future__ import annotations

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..errors import BadRequest, DatabaseAway, MasteryError, NotFound, Unexpected

# 53xxx: out of disk, memory or connections. 57xxx: shutting down, starting, cancelled.
# 58xxx: the system below it failed. 42P01, 42703: the schema is not (yet) the one we need.
_AWAY_CLASSES = ("08", "53", "57", "58", "25006", "42P01", "42703", "55P03")
_TRY_AGAIN = ("40001", "40P01")
_UNKNOWN_ROW = "23503"


def translate(error: BaseException) -> MasteryError:
    """Return the error of the tree that `error` (of the driver or SQLAlchemy) amounts to."""
    if isinstance(error, MasteryError):
        return error
    if isinstance(error, UnicodeEncodeError):
        return BadRequest("The text holds characters that cannot be stored; remove them.")
    if isinstance(error, sa.exc.TimeoutError | OSError):
        return DatabaseAway()
    if not isinstance(error, DBAPIError):
        return Unexpected()
    state = _sqlstate(error)
    if is_lost(error) or state.startswith(_AWAY_CLASSES + _TRY_AGAIN):
        return DatabaseAway()
    if state == _UNKNOWN_ROW:
        return NotFound()
    if isinstance(error.orig, psycopg.DataError):
        return BadRequest("The text holds characters or numbers that cannot be stored.")
    # Without a code the server never answered: no socket, refused, timed out.
    if isinstance(error.orig, psycopg.OperationalError | psycopg.InterfaceError):
        return DatabaseAway()
    return Unexpected()


def worth_another_try(error: SQLAlchemyError) -> bool:
    """Whether the same transaction may well succeed at once on a fresh connection."""
    return isinstance(error, DBAPIError) and (is_lost(error) or _sqlstate(error) in _TRY_AGAIN)


def is_lost(error: DBAPIError) -> bool:
    """Whether a connection that once worked is gone (server restarted, connection ended)."""
    return error.connection_invalidated


def _sqlstate(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
