"""All that is kept of one person: written out, or erased whole.

Which tables these are follows from the schema: those with a row per learner have `learner_id`, and
each row goes with the learner's. What many answers added up to (`item_state`, `calibrations`)
names nobody and stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from . import schema
from .postgres_database import Database

KEPT_BACK = frozenset(
    {
        ("verdicts", "verdict"),  # with what hidden tests say; `answer` is what was shown
        ("replaced_verdicts", "verdict"),
        ("reviews", "reviewer_id"),  # another person
        ("regrade_jobs", "asked_by"),
    }
)
"""Columns that are no data of the learner's: tests of the course, and who else had a hand in it."""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Personal:
    """What is kept of one learner.

    Attributes:
        rows: Per table its rows, oldest first, in plain data that JSON can hold.
    """

    name: str
    id: UUID
    rows: Rows


def tables() -> list[sa.Table]:
    """Return the tables with rows of a learner, by name."""
    return sorted(
        (t for t in schema.metadata.tables.values() if "learner_id" in t.c), key=lambda t: t.name
    )


async def export(database: Database, name: str) -> Personal | None:
    """Read everything of a learner as of one moment; None where nobody has the name."""

    async def read(c: AsyncConnection) -> Personal | None:
        learner = await c.scalar(_named(name))
        if learner is None:
            return None
        rows = {"learners": await _rows(c, schema.learners, schema.learners.c.id == learner)}
        for table in tables():
            rows[table.name] = await _rows(c, table, table.c.learner_id == learner)
        return Personal(name, learner, rows)

    return await database.transact(read, snapshot=True)


async def erase(database: Database, name: str) -> Mapping[str, int] | None:
    """Erase a learner in one transaction and return the rows of each table that went.

    The trace in `audit` holds the numbers and the id, which leads nowhere any more. None where
    nobody has the name; then nothing is written.
    """

    async def remove(c: AsyncConnection) -> Mapping[str, int] | None:
        # The whole row, so that whoever hands something in waits and is then refused.
        learner = await c.scalar(_named(name).with_for_update())
        if learner is None:
            return None
        counts = {"learners": 1}
        for table in tables():
            mine = sa.select(sa.func.count()).select_from(table)
            counts[table.name] = await c.scalar(mine.where(table.c.learner_id == learner)) or 0
        entry = {"actor": "operator", "action": "learner_erased", "subject": str(learner)}
        await c.execute(sa.insert(schema.audit).values(**entry, details=counts))
        await c.execute(sa.delete(schema.learners).where(schema.learners.c.id == learner))
        return counts

    return await database.transact(remove)


def _named(name: str) -> sa.Select[Any]:
    return sa.select(schema.learners.c.id).where(schema.learners.c.name == name)


async def _rows(
    c: AsyncConnection, table: sa.Table, mine: sa.ColumnElement[bool]
) -> list[Mapping[str, Any]]:
    columns = [col for col in table.c if (table.name, col.name) not in KEPT_BACK]
    order = [table.c.seq] if "seq" in table.c else list(table.primary_key)
    found = await c.execute(sa.select(*columns).where(mine).order_by(*order))
    return [{k: _plain(v) for k, v in row.items()} for row in found.mappings()]


def _plain(value: Any) -> Any:
    match value:
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
    return value
