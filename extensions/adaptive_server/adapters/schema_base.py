"""What all tables share: the metadata, the names of constraints, a few kinds of columns.

Names follow PostgreSQL's own (`table_column_key`, `_fkey`, `_idx`), so that the migrations,
which are written by hand in SQL, and these tables agree without naming each constraint twice.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

metadata = sa.MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    }
)


def text(name: str, *, primary_key: bool = False, null: bool = False) -> sa.Column[str]:
    """Return a text column."""
    return sa.Column(name, sa.Text, primary_key=primary_key, nullable=null)


def number(name: str, *, primary_key: bool = False, zero: bool = False) -> sa.Column[int]:
    """Return an integer column; `zero` makes 0 its default."""
    default = sa.text("0") if zero else None
    return sa.Column(
        name,
        sa.Integer,
        primary_key=primary_key,
        nullable=False,
        server_default=default,
        autoincrement=False,
    )


def real(name: str, *, null: bool = False, default: str | None = None) -> sa.Column[float]:
    """Return a double precision column: what is read back equals what was written, bit by bit."""
    start = None if default is None else sa.text(default)
    return sa.Column(name, sa.Double, nullable=null, server_default=start)


def flag(name: str, *, null: bool = False) -> sa.Column[bool]:
    """Return a boolean column."""
    return sa.Column(name, sa.Boolean, nullable=null)


def moment(name: str, *, null: bool = False, now: bool = False) -> sa.Column[datetime]:
    """Return a time column; `now` fills it by the database's clock."""
    default = sa.text("clock_timestamp()") if now else None
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=null, server_default=default)


def document(name: str, *, null: bool = False) -> sa.Column[Any]:
    """Return a JSONB column. None becomes SQL NULL."""
    return sa.Column(name, JSONB(none_as_null=True), nullable=null)


def key(name: str = "id") -> sa.Column[UUID]:
    """Return a random UUID primary key."""
    default = sa.text("gen_random_uuid()")
    return sa.Column(name, sa.Uuid, primary_key=True, server_default=default)


def serial(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    """Return an identity column: goes up with every row, gaps are possible."""
    identity = sa.Identity(always=True)
    return sa.Column(name, sa.BigInteger, identity, primary_key=primary_key, nullable=False)


def learner_key(*, primary_key: bool = False) -> sa.Column[UUID]:
    """Return the column that names the learner; the row goes when the learner is erased."""
    target = sa.ForeignKey("learners.id", ondelete="CASCADE")
    return sa.Column("learner_id", sa.Uuid, target, primary_key=primary_key, nullable=False)


def problem_version() -> sa.ForeignKeyConstraint:
    """Return the reference of `problem_id, version` to a stored version of a problem."""
    return sa.ForeignKeyConstraint(
        ["problem_id", "version"], ["problem_versions.problem_id", "problem_versions.version"]
    )
