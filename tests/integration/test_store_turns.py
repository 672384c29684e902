"""The conversation with the tutor in PostgreSQL: kept in order, a learner's own, gone with them."""

from __future__ import annotations

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.errors import NotFound
from adaptive_server.ports import Person, TutorTurn
from support.postgres_bank import SUM, SWAP
from support.postgres_query import execute

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]


def exchange(number: int) -> tuple[TutorTurn, TutorTurn]:
    return (
        TutorTurn("learner", f"question {number}", "learner"),
        TutorTurn("tutor", f"answer {number}", "a-model", 30, 4),
    )


async def test_the_newest_turns_come_back_in_order(store: PostgresStore) -> None:
    ada, bob = [await store.learner(Person(name)) for name in ("ada", "bob")]
    for number in range(4):
        await store.keep_turns(ada, SUM, 1, exchange(number), helped=True)
    await store.keep_turns(bob, SUM, 1, exchange(9), helped=True)
    found = await store.turns(ada, SUM, 3)
    assert [t.text for t in found] == ["answer 2", "question 3", "answer 3"]
    assert (found[-1].model, found[-1].tokens_in, found[-1].tokens_out) == ("a-model", 30, 4)
    assert await store.turns(ada, SWAP, 3) == []


async def test_help_before_an_attempt_is_noted_and_a_reason_is_none(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    await store.keep_turns(ada, SWAP, 1, exchange(1), helped=False)
    assert execute(database_url, "SELECT count(*) FROM learner_problem_state")[0][0] == 0
    await store.keep_turns(ada, SUM, 1, exchange(1), helped=True)
    query = "SELECT hints, hinted_first FROM learner_problem_state"
    assert execute(database_url, query) == [(0, True)]


async def test_an_unknown_problem_keeps_nothing(store: PostgresStore, database_url: str) -> None:
    ada = await store.learner(Person("ada"))
    with pytest.raises(NotFound):
        await store.keep_turns(ada, SUM, 99, exchange(1), helped=True)
    assert execute(database_url, "SELECT count(*) FROM tutor_turns")[0][0] == 0


async def test_a_conversation_goes_with_its_learner(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    await store.keep_turns(ada, SUM, 1, exchange(1), helped=True)
    execute(database_url, "DELETE FROM learners")
    assert execute(database_url, "SELECT count(*) FROM tutor_turns")[0][0] == 0
