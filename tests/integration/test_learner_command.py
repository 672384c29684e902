"""`mastery learner`: everything of a person comes out as one file, and goes in one step."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from adaptive_server.adapters import postgres_personal, schema
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.postgres_database import Database
from adaptive_server.cli import main
from adaptive_server.ports import Person, TutorTurn
from support.postgres_bank import SUM
from support.postgres_query import execute

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]
SAID = TutorTurn("learner", "why is ñ = 1?", "learner")
LEFT = "SELECT (SELECT count(*) FROM tutor_turns), (SELECT count(*) FROM learners)"


def mastery(monkeypatch: pytest.MonkeyPatch, url: str, *words: str) -> int:
    monkeypatch.setenv("MASTERY_DATABASE_URL", url)
    monkeypatch.setattr("sys.argv", ["mastery", *words])
    with pytest.raises(SystemExit) as ended:
        main.main()
    return int(ended.value.code or 0)


async def two_learners(store: PostgresStore) -> None:
    for name in ("ada", "bob"):
        learner = await store.learner(Person(name))
        await store.keep_turns(learner, SUM, 1, (SAID,), helped=True)


def test_no_table_of_a_person_is_forgotten() -> None:
    """A table that refers to a learner in another way has to be thought about, here and there."""
    to_learners = {
        (table.name, key.parent.name)
        for table in schema.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table is schema.learners
    }
    mine = {(table.name, "learner_id") for table in postgres_personal.tables()}
    assert to_learners - mine == {("reviews", "reviewer_id"), ("regrade_jobs", "asked_by")}
    assert mine <= to_learners


async def test_an_export_holds_the_learner_and_nobody_else(
    store: PostgresStore, database_url: str
) -> None:
    await two_learners(store)
    database = Database(database_url, 1)
    try:
        found = await postgres_personal.export(database, "ada")
        assert await postgres_personal.export(database, "eve") is None
    finally:
        await database.close()
    assert found is not None
    assert [row["text"] for row in found.rows["tutor_turns"]] == [SAID.text]
    text = json.dumps(found.rows)
    assert "bob" not in text
    assert str(found.id) in text
    assert "verdict" not in {key for row in found.rows["verdicts"] for key in row}


async def test_an_erased_learner_leaves_numbers_and_an_id_that_leads_nowhere(
    store: PostgresStore, database_url: str
) -> None:
    await two_learners(store)
    database = Database(database_url, 1)
    try:
        counts = await postgres_personal.erase(database, "ada")
        assert counts is not None
        assert (counts["learners"], counts["tutor_turns"]) == (1, 1)
        assert await postgres_personal.erase(database, "ada") is None
    finally:
        await database.close()
    assert execute(database_url, LEFT) == [(1, 1)]
    trace = execute(database_url, "SELECT actor, action, subject, details::text FROM audit")
    mine = [row for row in trace if row[1] == "learner_erased"]
    assert len(mine) == 1
    assert not re.search(r"\bada\b", " ".join(mine[0]))  # an id may have these three digits


async def test_a_failed_erase_leaves_everything(store: PostgresStore, database_url: str) -> None:
    await two_learners(store)
    execute(
        database_url,
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'no'; END $$",
    )
    execute(
        database_url,
        "CREATE TRIGGER refuse BEFORE DELETE ON tutor_turns FOR EACH ROW EXECUTE FUNCTION refuse()",
    )
    database = Database(database_url, 1)
    try:
        with pytest.raises(Exception, match=r"\w"):
            await postgres_personal.erase(database, "ada")
    finally:
        await database.close()
        execute(database_url, "DROP TRIGGER refuse ON tutor_turns")
        execute(database_url, "DROP FUNCTION refuse")
    assert execute(database_url, LEFT) == [(2, 2)]
    assert not execute(database_url, "SELECT 1 FROM audit WHERE action = 'learner_erased'")


def test_the_commands_write_a_private_file_and_do_not_erase_unasked(
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    execute(database_url, "INSERT INTO learners (name) VALUES ('cy')")
    out = tmp_path / "cy.json"
    assert mastery(monkeypatch, database_url, "learner", "export", "cy", "--out", str(out)) == 0
    assert out.stat().st_mode & 0o077 == 0
    assert json.loads(out.read_text())["tables"]["learners"][0]["name"] == "cy"
    assert mastery(monkeypatch, database_url, "learner", "export", "cy", "--out", str(out)) == 2
    assert mastery(monkeypatch, database_url, "learner", "erase", "cy") == 2
    assert "--yes" in capsys.readouterr().err
    assert execute(database_url, LEFT)[0][1] == 1
    assert mastery(monkeypatch, database_url, "learner", "erase", "cy", "--yes", "--json") == 0
    assert json.loads(capsys.readouterr().out)["erased"]["learners"] == 1
    assert mastery(monkeypatch, database_url, "learner", "erase", "cy", "--yes") == 2
