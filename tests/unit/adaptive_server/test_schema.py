"""The tables as the code knows them: named, owned, indexed, documented."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from adaptive_server.adapters.schema import metadata

TABLES = list(metadata.tables.values())
REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "database.md"


def _leading_columns(table: sa.Table) -> list[list[str]]:
    keys = [c for c in table.constraints if isinstance(c, sa.PrimaryKeyConstraint)]
    keys += [c for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    return [[column.name for column in entry.columns] for entry in [*keys, *table.indexes]]


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_table_has_a_key_and_no_nameless_constraint(table: sa.Table) -> None:
    assert len(table.primary_key.columns) >= 1
    assert all(entry.name for entry in (*table.constraints, *table.indexes))


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_names_fit_into_what_postgresql_keeps(table: sa.Table) -> None:
    for entry in (table, *table.constraints, *table.indexes):
        assert len(str(entry.name)) <= 63


@pytest.mark.parametrize("table", [t for t in TABLES if "learner_id" in t.c], ids=str)
def test_48_what_belongs_to_a_learner_goes_with_them_and_is_found_by_index(
    table: sa.Table,
) -> None:
    (reference,) = table.c.learner_id.foreign_keys
    assert reference.ondelete == "CASCADE"
    assert any(columns[0] == "learner_id" for columns in _leading_columns(table))


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_41_every_time_knows_its_zone(table: sa.Table) -> None:
    for column in table.c:
        if isinstance(column.type, sa.DateTime):
            assert column.type.timezone


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_no_number_of_the_model_is_rounded(table: sa.Table) -> None:
    reals = [c for c in table.c if isinstance(c.type, sa.Float)]
    assert all(isinstance(column.type, sa.Double) for column in reals)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_the_reference_explains_every_table(table: sa.Table) -> None:
    assert f"`{table.name}`" in REFERENCE.read_text(encoding="utf-8")


def test_the_hub_name_is_kept_in_one_place_only() -> None:
    named = [t.name for t in TABLES if "name" in t.c and "learner_id" not in t.c]
    assert sorted(named) == ["learners", "skills"]
