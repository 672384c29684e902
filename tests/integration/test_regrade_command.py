"""`mastery regrade`: a slip in what is asked for is refused with what there is."""

from __future__ import annotations

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.cli import regrade
from adaptive_server.ports import Person
from support.mastery_command import mastery_here
from support.postgres_bank import SWAP, small_bank
from support.postgres_query import execute

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]


@pytest.fixture
async def course(store: PostgresStore, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await store.sync_curriculum(small_bank())
    await store.learner(Person("ada"))
    monkeypatch.setenv("MASTERY_DATABASE_URL", database_url)
    monkeypatch.setattr(regrade, "load_bank", lambda _: small_bank())
    copy = "SELECT problem_id, 3, content_hash, card, bundle FROM problem_versions"
    execute(
        database_url,
        "INSERT INTO problem_versions (problem_id, version, content_hash, card, bundle) "
        f"{copy} WHERE problem_id = '{SWAP}' RETURNING 1",
    )


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--version", "9"), f"mastery: {SWAP} has no version 9. There are: 1, 3."),
        (("--course", "mian"), "mastery: there is no course 'mian'. There is: 'main'."),
    ],
)
def test_a_version_or_a_course_that_is_not_there_is_said_to_be_so(
    words: tuple[str, str], told: str
) -> None:
    done = mastery_here("regrade", SWAP, *words, "--unprotected")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "graded again" not in done.stderr


@pytest.mark.usefixtures("course")
def test_a_version_and_a_course_that_are_there_have_nothing_to_be_done() -> None:
    words = ("--version", "3", "--course", "main", "--unprotected")
    done = mastery_here("regrade", SWAP, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 graded again")
