"""Learners and their state: who they are, that nothing is lost or mixed up on the way."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.learner import (
    Belief,
    LearnerState,
    Placement,
    PlacementStatus,
    ProblemState,
    SkillState,
)
from adaptive_server.core.recommendation import Choice
from adaptive_server.core.told import Said, Told
from adaptive_server.errors import BadRequest, NotFound
from adaptive_server.ports import LearnerId, Person
from support.postgres_bank import (
    LAST,
    LOOPS,
    NAMES,
    SOURCE,
    SUM,
    SWAP,
    choose,
    small_bank,
    step,
    verdict,
)
from support.postgres_query import execute

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]


async def test_a_person_is_the_same_learner_on_every_visit(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    assert await store.learner(Person("ada")) == ada
    assert await store.learner(Person("bob")) != ada


async def test_a_course_knows_its_own_learners_only(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    other = PostgresStore(database_url, pool_size=2, course="statistics")
    try:
        await other.learner(Person("bob"))
        assert [row.name for row in await store.roster()] == ["ada"]
        assert [row.name for row in await other.roster()] == ["bob"]
        await store.check_enrolled(ada)
        with pytest.raises(NotFound):
            await other.check_enrolled(ada)
    finally:
        await other.close()


async def test_fifty_first_visits_at_once_make_one_learner(
    store: PostgresStore, database_url: str
) -> None:
    ids = await asyncio.gather(*(store.learner(Person("ada")) for _ in range(50)))
    assert len(set(ids)) == 1
    assert execute(database_url, "SELECT count(*) FROM enrolments")[0][0] == 1


async def test_the_role_follows_the_hub(store: PostgresStore, database_url: str) -> None:
    await store.learner(Person("ada"))
    await store.learner(Person("ada", instructor=True))
    assert execute(database_url, "SELECT role FROM enrolments")[0][0] == "instructor"


async def test_a_new_learner_has_the_prior_state(store: PostgresStore) -> None:
    record = await store.record(await store.learner(Person("ada")))
    assert (record.state, record.achievements, record.open) == (LearnerState(), frozenset(), None)


async def test_an_unknown_learner_is_not_found(store: PostgresStore) -> None:
    nobody = LearnerId(uuid4())
    with pytest.raises(NotFound):
        await store.record(nobody)
    with pytest.raises(NotFound):
        await store.recommend(nobody, choose(SWAP))
    with pytest.raises(NotFound):
        await store.hand_in(nobody, SWAP, 1, SOURCE, None, 60)


def odd_state(seed: int) -> LearnerState:
    """A state of numbers with full mantissas and awkward exponents."""
    rng = random.Random(seed)

    def odd() -> float:
        return rng.choice([rng.gauss(0, 1), 5e-324, -0.0, 1e300, rng.random() * 1e-17, 1 / 3])

    at = datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=UTC) + timedelta(seconds=seed)
    return LearnerState(
        ability=Belief(odd(), rng.random()),
        wins=seed,
        losses=7,
        recency=odd(),
        skills={
            NAMES: SkillState(Belief(odd(), rng.random()), 1, 2, 3, odd(), at, '{"d": 2.5}', 5),
            LOOPS: SkillState(Belief(odd(), rng.random())),
        },
        problems={
            SWAP: ProblemState(3, 2, 1, True, at, at, "c0ffee", 2),
            SUM: ProblemState(1, 1, 0, False, None, at),
        },
        recent=(SWAP, SUM, LAST),
        failed_in_a_row=2,
        surprise_fast=odd(),
        surprise_slow=odd(),
        placement=Placement(PlacementStatus.SKIPPED, (SUM, LAST)),
    )


@pytest.mark.parametrize("seed", range(5))
async def test_a_state_read_back_equals_the_state_written_bit_for_bit(
    store: PostgresStore, seed: int
) -> None:
    ada = await store.learner(Person("ada"))
    state = odd_state(seed)
    await store.recommend(ada, lambda _: (state, Choice(SWAP, "x")))
    read = (await store.record(ada)).state
    assert read == state
    assert repr(read.ability.mean) == repr(state.ability.mean)
    assert repr(read.recency) == repr(state.recency)
    assert read.skills[NAMES].practised_at.utcoffset() == timedelta(0)


async def test_a_reason_read_back_knows_what_it_says(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    said = Said("A good next step for you: {skill}.", {"skill": NAMES})
    terms = {"score": 0.5}
    made = Choice(SWAP, Told("A good next step.", [said]), terms=terms)
    await store.recommend(ada, lambda r: (r.state, made))
    read = (await store.record(ada)).open
    assert read is not None
    assert (read.choice.terms, read.choice.reason) == (terms, made.reason)
    assert isinstance(read.choice.reason, Told)
    assert read.choice.reason.said == (said,)


async def test_what_one_learner_does_leaves_another_as_they_were(store: PostgresStore) -> None:
    ada, bob = [await store.learner(Person(name)) for name in ("ada", "bob")]
    await store.recommend(bob, choose(SUM))
    before = await store.record(bob)
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, "one-key-1", 60)
    await store.settle(handed, verdict(), step(SWAP, choice=Choice(LAST, "next")))
    other, new = await store.hand_in(bob, SWAP, 1, SOURCE, "one-key-1", 60)
    assert new
    assert other.id != handed.id
    assert await store.record(bob) == before
    assert await store.recent(bob, 10) == []
    assert await store.last_verdict(bob, SWAP) is None
    assert await store.hints(bob, SWAP) == []


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
async def test_a_name_that_cannot_be_stored_is_a_bad_request(
    store: PostgresStore, name: str
) -> None:
    with pytest.raises(BadRequest):
        await store.learner(Person(name))


async def test_the_curriculum_can_be_loaded_again_and_again(
    store: PostgresStore, database_url: str
) -> None:
    await asyncio.gather(*(store.sync_curriculum(small_bank()) for _ in range(4)))
    counts = execute(
        database_url,
        "SELECT (SELECT count(*) FROM problems), (SELECT count(*) FROM problem_versions),"
        " (SELECT count(*) FROM problem_skills), (SELECT count(*) FROM skill_prerequisites)",
    )
    assert tuple(counts[0]) == (3, 3, 4, 1)
    assert execute(database_url, "SELECT count(*) FROM audit")[0][0] == 0


async def test_an_old_version_stays_with_its_bundle_when_a_new_one_comes(
    store: PostgresStore, database_url: str
) -> None:
    await store.sync_curriculum(small_bank(version=2))
    rows = execute(
        database_url, "SELECT version, bundle FROM problem_versions WHERE problem_id = 'swap'"
    )
    assert sorted(row[0] for row in rows) == [1, 2]
    assert all(row[1]["cells"] for row in rows)
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    assert handed.version == 1


async def test_a_problem_that_leaves_the_bank_is_retired_and_comes_back(
    store: PostgresStore, database_url: str
) -> None:
    bank = small_bank()
    less = replace(bank, problems={k: p for k, p in bank.problems.items() if k != LAST})
    retired = "SELECT id FROM problems WHERE retired_at IS NOT NULL"
    await store.sync_curriculum(less)
    assert [row[0] for row in execute(database_url, retired)] == [LAST]
    await store.sync_curriculum(bank)
    assert execute(database_url, retired) == []


async def test_a_version_rewritten_under_its_number_leaves_a_trace(
    store: PostgresStore, database_url: str
) -> None:
    bank = small_bank()
    changed = replace(bank.problems[SWAP], content_hash="other")
    await store.sync_curriculum(replace(bank, problems={**bank.problems, SWAP: changed}))
    assert execute(database_url, "SELECT subject FROM audit")[0][0] == "swap/1"
