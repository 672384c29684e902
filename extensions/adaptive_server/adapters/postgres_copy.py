"""Many rows at a time: COPY into a temporary table, then one statement that takes them over.

A row a statement costs a round trip; a list of values is compiled anew for each length. COPY takes
rows as a stream. The temporary table is emptied at the end of the transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.ext.asyncio import AsyncConnection

Rows = Sequence[Mapping[str, Any]]


async def upsert_many(c: AsyncConnection, table: sa.Table, rows: Rows) -> None:
    """Write rows, all with the same columns: new ones are added, known ones changed."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    names = list(rows[0])
    changes = [_assign(name) for name in names if name not in keys]
    if "updated_at" in table.c:
        changes.append(sql.SQL("{} = clock_timestamp()").format(sql.Identifier("updated_at")))
    take_over = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {names} FROM {many} ORDER BY {keys} "
        "ON CONFLICT ({keys}) DO UPDATE SET {changes}"
    ).format(
        table=sql.Identifier(table.name),
        many=sql.Identifier(_many(table)),
        names=_list(names),
        keys=_list(keys),
        changes=sql.SQL(", ").join(changes),
    )
    await _through_copy(c, table, rows, take_over)


async def update_many(c: AsyncConnection, table: sa.Table, key: str, rows: Rows) -> None:
    """Change known rows, found by one column that every row has."""
    if not rows:
        return
    names = [name for name in rows[0] if name != key]
    take_over = sql.SQL(
        "UPDATE {table} SET {changes} FROM {many} AS excluded WHERE {table}.{key} = excluded.{key}"
    ).format(
        table=sql.Identifier(table.name),
        many=sql.Identifier(_many(table)),
        key=sql.Identifier(key),
        changes=sql.SQL(", ").join(map(_assign, names)),
    )
    await _through_copy(c, table, rows, take_over)


async def _through_copy(
    c: AsyncConnection, table: sa.Table, rows: Rows, take_over: sql.Composed
) -> None:
    raw = await c.get_raw_connection()
    driver = raw.driver_connection
    assert driver is not None, "a connection in use has its driver's"
    names, many = list(rows[0]), sql.Identifier(_many(table))
    async with driver.cursor() as cursor:
        # Of the columns only: what must not be NULL in the table may be left out of the rows.
        await cursor.execute(
            sql.SQL(
                "CREATE TEMP TABLE IF NOT EXISTS {many} ON COMMIT DELETE ROWS AS "
                "SELECT {names} FROM {table} WITH NO DATA"
            ).format(many=many, names=_list(names), table=sql.Identifier(table.name))
        )
        await cursor.execute(sql.SQL("TRUNCATE {}").format(many))
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(many, _list(names))
        async with cursor.copy(into) as copy:
            for row in rows:
                await copy.write_row([row[name] for name in names])
        await cursor.execute(take_over)


def _many(table: sa.Table) -> str:
    return f"many_{table.name}"


def _list(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _assign(name: str) -> sql.Composed:
    return sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name))
