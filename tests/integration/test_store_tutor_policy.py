"""How much of the tutor a course allows, in PostgreSQL: all until its instructor sets less."""

from __future__ import annotations

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.styles import Drawn
from adaptive_server.core.tutor_policy import TutorPolicy
from adaptive_server.ports import Person
from support.postgres_bank import SUM
from support.postgres_query import execute

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]


async def test_what_an_instructor_sets_counts_in_the_course_and_is_in_the_audit(
    store: PostgresStore, database_url: str
) -> None:
    assert await store.tutor_policy() is TutorPolicy.FULL, "nobody has opened the course yet"
    teacher = await store.learner(Person("teacher", instructor=True))
    for policy in (TutorPolicy.HINTS, TutorPolicy.HINTS, TutorPolicy.OFF):
        await store.set_tutor_policy(teacher, policy)
        assert await store.tutor_policy() is policy
        assert (await store.tutored(teacher, SUM, 0, Drawn)).policy is policy
    other = PostgresStore(database_url, course="other")
    assert await other.tutor_policy() is TutorPolicy.FULL
    assert (await other.tutored(teacher, SUM, 0, Drawn)).policy is TutorPolicy.FULL
    await other.close()
    told = execute(
        database_url,
        "SELECT actor, subject, details FROM audit WHERE action = 'tutor_policy' ORDER BY seq",
    )
    assert [tuple(row) for row in told] == [
        (str(teacher), "main", {"before": "full", "after": "hints"}),
        (str(teacher), "main", {"before": "hints", "after": "off"}),
    ]
