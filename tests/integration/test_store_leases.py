"""A lease is kept while a submission waits its turn, and given back when it cannot be graded."""

from __future__ import annotations

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.ports import Person
from support.postgres_bank import SOURCE, SWAP, step, verdict

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]


async def test_a_kept_lease_is_not_taken_over_and_a_given_back_one_is_without_a_try(
    store: PostgresStore,
) -> None:
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 0)
    await store.keep_lease(handed.id, 60)
    assert await store.lease_abandoned(60, 10) == []
    await store.give_back(handed.id, 0)
    (taken,) = await store.lease_abandoned(60, 10)
    assert (taken.id, taken.tries) == (handed.id, 1)
    await store.settle(taken, verdict(), step(SWAP))
    await store.keep_lease(handed.id, 0)
    assert await store.lease_abandoned(60, 10) == [], "graded is graded"
