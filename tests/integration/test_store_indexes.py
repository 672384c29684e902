"""No page reads a whole table of a school: every query of it finds its rows by an index."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.ports import HintShown, LearnerId, Person, TutorTurn
from support.postgres_bank import SOURCE, SWAP, choose, step, verdict
from support.postgres_crowd import add_crowd
from support.postgres_query import execute

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

GROWING = {
    *("learners", "enrolments", "learner_state", "learner_skill_state", "learner_problem_state"),
    *("submissions", "verdicts", "recommendations", "hints", "tutor_turns", "events"),
}
PLANNED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def read_whole(plan: Any) -> Iterator[str]:
    """The growing tables that a plan reads from end to end."""
    if plan["Node Type"] == "Seq Scan" and plan["Relation Name"] in GROWING:
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from read_whole(part)


@pytest.fixture
def scans() -> Iterator[list[tuple[str, str]]]:
    """The statements that read a growing table from end to end, with that table."""
    found: list[tuple[str, str]] = []

    def explain(
        connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool
    ) -> None:
        if statement.lstrip().upper().startswith(PLANNED):
            one = values[0] if many else values
            cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", one)
            (plan,) = cursor.fetchone()
            plan = plan if isinstance(plan, list) else json.loads(plan)
            found.extend((table, statement) for table in read_whole(plan[0]["Plan"]))

    sa.event.listen(sa.Engine, "before_cursor_execute", explain)
    yield found
    sa.event.remove(sa.Engine, "before_cursor_execute", explain)


def pages(store: PostgresStore, ada: LearnerId) -> dict[str, Callable[[], Awaitable[Any]]]:
    """What the pages of a learner and of an instructor ask of the store."""
    turn = TutorTurn("learner", "why?", "")
    hint = HintShown(SWAP, 0, datetime.now(UTC), "Look.")

    async def submit() -> None:
        handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, "key-12345", 60)
        await store.keep_lease(handed.id, 60)
        await store.settle(handed, verdict(), step(SWAP))
        await store.submission(handed.id)

    return {
        "me": lambda: store.record(ada),
        "next": lambda: store.recommend(ada, choose(SWAP)),
        "submit": submit,
        "abandoned": lambda: store.lease_abandoned(60, 10),
        "hint": lambda: store.show_hint(ada, SWAP, 1, hint, "offline"),
        "hints": lambda: store.hints(ada, SWAP),
        "say": lambda: store.keep_turns(ada, SWAP, 1, [turn], helped=True),
        "turns": lambda: store.turns(ada, SWAP, 6),
        "last": lambda: store.last_verdict(ada, SWAP),
        "progress": lambda: store.recent(ada, 10),
        "corrections": lambda: store.corrections(ada),
        "class": store.class_states,
        "worked": store.class_work,
        "signals": lambda: store.class_signals(20),
        "roster": store.roster,
        "sources": lambda: store.graded_sources(ada, 10),
    }


async def test_no_page_reads_a_whole_table_among_two_thousand_learners(
    store: PostgresStore, database_url: str, scans: list[tuple[str, str]]
) -> None:
    add_crowd(database_url)
    ada = await store.learner(Person("ada"))
    reading = {}
    for name, ask in pages(store, ada).items():
        scans.clear()
        await ask()
        if scans:
            reading[name] = list(scans)
    assert reading == {}
    execute(database_url, "SELECT count(*) FROM verdicts WHERE score > 7")
    assert [table for table, _ in scans] == ["verdicts"]  # such a read would have been seen
