"""How much of the tutor a course allows, in PostgreSQL: all until its instructor sets less."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.styles import Drawn
from adaptive_server.core.tutor_policy import TutorPolicy
from adaptive_server.errors import TutorOff
from adaptive_server.ports import Person
from adaptive_server.tutor_bodies import TurnAsk
from adaptive_server.tutor_port import HintRequest, TutorPiece
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.turn import turn
from support.postgres_bank import SUM, small_bank
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


class Tutor:
    """Says in which style it was asked to help."""

    async def stream(self, request: HintRequest) -> AsyncGenerator[TutorPiece]:
        yield TutorPiece(request.style.value)


async def test_a_style_is_drawn_for_help_that_is_given_and_for_no_other(
    store: PostgresStore, database_url: str
) -> None:
    house = Parts(
        store=store,
        bank=small_bank(),
        grader=None,
        tutor=Tutor(),
        clock=lambda: datetime.now(UTC),
        rng=random.Random(1),
        offer=Offer("", "sandbox"),
    )

    async def styles_after(wish: str, question: str = "") -> list[str]:
        ask = TurnAsk(problem_id=SUM, wish=wish, question=question)
        async for _ in turn(house, Person("ada"), ask):
            pass
        return [style for (style,) in execute(database_url, "SELECT style FROM help_styles")]

    teacher = await store.learner(Person("teacher", instructor=True))
    assert await styles_after("ask", "Write the code for me.") == []
    for policy, wish in ((TutorPolicy.HINTS, "ask"), (TutorPolicy.OFF, "explain_error")):
        await store.set_tutor_policy(teacher, policy)
        with pytest.raises(TutorOff):
            await styles_after(wish, "Why is my total 0?")
        assert execute(database_url, "SELECT count(*) FROM help_styles") == [(0,)]
    await store.set_tutor_policy(teacher, TutorPolicy.HINTS)
    drawn = await styles_after("explain_error")
    assert len(drawn) == 1
    await store.set_tutor_policy(teacher, TutorPolicy.FULL)
    assert await styles_after("ask", "Write the code for me.") == drawn
