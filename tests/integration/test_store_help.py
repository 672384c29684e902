"""Help in PostgreSQL: style drawn once, joined with what came after, one account of tokens."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.cli import tutor_report
from adaptive_server.core.styles import Drawn, Style, Tally
from adaptive_server.help_port import HelpEvent
from adaptive_server.ports import HintShown, Person, TutorTurn
from support.postgres_bank import LAST, LOOPS, SOURCE, SUM, step, verdict
from support.postgres_query import execute
from tutor_labext.gemini.budget import Budget, Ledger, Limits, MemoryLedger
from tutor_labext.situation import Attempt

from grader.verdict import Status

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]
DAY = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
TRACE = Drawn(Style.TRACE, 0.25)


async def try_it(store, learner, problem, *, passed: bool) -> None:
    handed, _ = await store.hand_in(learner, problem, 1, SOURCE, None, 60)
    status = Status.PASSED if passed else Status.FAILED
    found = verdict(status, score=float(passed))
    await store.settle(handed, found, step(problem, passed=passed))


async def help_on(store, learner, problem, drawn=TRACE, **about) -> None:
    known = await store.tutored(learner, problem, 5, lambda: drawn)
    event = HelpEvent("hint", 1, known.drawn.style, **about)
    hint = HintShown(problem, 1, datetime.now(UTC), "Look.")
    await store.show_hint(learner, problem, 1, hint, "offline", event)


async def test_help_is_joined_with_what_came_after_it_and_reported(
    store: PostgresStore,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ada = await store.learner(Person("ada"))
    await help_on(store, ada, SUM, source="gemini", model="m", tokens_in=9, first_ms=5.0)
    other = await store.tutored(ada, SUM, 0, lambda: Drawn(Style.CONTRAST, 0.5))
    assert other.drawn == TRACE, "the style does not change within a problem"
    assert [h.text for h in other.hints] == ["Look."]
    turns = (TutorTurn("learner", "why", "learner"), TutorTurn("tutor", "so", "m"))
    event = HelpEvent("ask", 1, Style.TRACE, "offline", gate="fix", fault="quota")
    await store.keep_turns(ada, SUM, 1, turns, helped=True, event=event)
    rows = "SELECT wish, source, gate, fault, style, tokens_in FROM help_events ORDER BY seq"
    assert execute(database_url, rows) == [
        ("hint", "gemini", "passed", "", "trace", 9),
        ("ask", "offline", "fix", "quota", "trace", 0),
    ]
    outcome = "SELECT source, better, fixed_s IS NOT NULL, unaided FROM help_outcomes"
    assert execute(database_url, outcome) == [("offline", None, False, None)]
    await try_it(store, ada, SUM, passed=True)
    await try_it(store, ada, LAST, passed=True)
    assert execute(database_url, outcome) == [("offline", True, True, True)]
    assert await store.style_tallies() == {(LOOPS, Style.TRACE): Tally(1, 1)}
    bob = await store.learner(Person("bob"))
    await help_on(store, bob, SUM, Drawn(held_out=True))
    await help_on(store, bob, LAST, Drawn(held_out=True))
    await try_it(store, bob, LAST, passed=True)
    assert execute(database_url, outcome + " WHERE held_out ORDER BY problem_id") == [
        ("offline", True, True, None),
        ("offline", None, False, False),
    ], "the next problem was solved, but with help"
    assert await store.style_tallies() == {(LOOPS, Style.TRACE): Tally(1, 1)}

    monkeypatch.setenv("MASTERY_DATABASE_URL", database_url)
    for n in range(30):
        await helped_and_next(store, n, passed=n % 3 > 0)
    told = json.loads(report(capsys))
    trace = next(g for g in told["groups"] if g["name"] == "style trace")
    assert (trace["episodes"], trace["unaided"]["n"]) == (31, 31)
    assert trace["unaided"]["value"] == pytest.approx(21 / 31)
    assert trace["unaided"]["low"] < 0.6 < trace["unaided"]["high"]
    assert next(g for g in told["groups"] if g["name"] == "held out")["unaided"]["value"] is None
    assert sum(h["events"] for h in told["helps"]) == 34
    assert trace["better"] == {"n": 1, "value": None, "low": None, "high": None}
    assert "(n 1)" in report(capsys, as_json=False)
    execute(database_url, "DELETE FROM learners")
    for table in ("help_styles", "help_events", "tutor_spending"):
        assert execute(database_url, f"SELECT count(*) FROM {table}") == [(0,)]


async def test_first_helps_at_once_are_of_one_style(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    known = await asyncio.gather(
        *(store.tutored(ada, SUM, 0, lambda s=s: Drawn(s, 0.5)) for s in (*Style, *Style))
    )
    assert len({one.drawn for one in known}) == 1
    assert execute(database_url, "SELECT style FROM help_styles") == [(known[0].drawn.style,)]


async def test_a_tutor_is_told_of_the_newest_attempts_on_the_problem(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    assert (await store.tutored(ada, SUM, 0, lambda: TRACE)).attempts == ()
    await try_it(store, ada, LAST, passed=True)
    for passed in (True, False, False, False, True):
        await try_it(store, ada, SUM, passed=passed)
    known = await store.tutored(ada, SUM, 0, lambda: TRACE)
    assert known.attempts == (Attempt(0, 1), Attempt(0, 1), Attempt(0, 1), Attempt(1, 1))


async def helped_and_next(store: PostgresStore, number: int, *, passed: bool) -> None:
    one = await store.learner(Person(f"learner-{number}"))
    await help_on(store, one, SUM)
    await try_it(store, one, LAST, passed=passed)


def report(capsys: pytest.CaptureFixture[str], *, as_json: bool = True) -> str:
    """Return what the command prints of every learner; it has a loop of its own."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(tutor_report.report_command, course="", as_json=as_json).result()
    return capsys.readouterr().out


@pytest.fixture(params=["memory", "postgres"])
async def ledger(request: pytest.FixtureRequest, store: PostgresStore) -> Ledger:
    return MemoryLedger() if request.param == "memory" else store.spending()


async def test_a_ledger_keeps_its_port(ledger: Ledger, store: PostgresStore) -> None:
    """The contract of `Ledger`, held by both."""
    ada, bob = [str(await store.learner(Person(name))) for name in ("ada", "bob")]
    limits = Limits(learner_tokens=100, learner_questions=3, class_tokens=150)
    first = uuid4()
    assert await ledger.reserve(first, ada, 80, DAY, limits)
    assert not await ledger.reserve(uuid4(), ada, 30, DAY, limits)
    assert not await ledger.reserve(uuid4(), bob, 80, DAY, limits)
    await ledger.settle(first, 20)
    await ledger.settle(first, 90)
    assert await ledger.used(DAY) == 20
    assert await ledger.reserve(uuid4(), ada, 80, DAY, limits)
    assert await ledger.reserve(uuid4(), ada, 80, DAY + timedelta(days=1), limits)
    assert await ledger.reserve(uuid4(), ada, 0, DAY, limits)
    assert not await ledger.reserve(uuid4(), ada, 0, DAY, limits), "three questions are asked"
    await ledger.settle(uuid4(), 5)


async def test_two_replicas_hold_the_limits_together(
    store: PostgresStore, database_url: str
) -> None:
    other = PostgresStore(database_url, pool_size=20)
    people = [str(await store.learner(Person(f"learner-{n}"))) for n in range(4)]
    limits = Limits(learner_tokens=500, class_tokens=1_000)
    replicas = [Budget(limits, s.spending()) for s in (store, other)]
    asked = [(r, p) for r in replicas for p in people for _ in range(5)]
    found = await asyncio.gather(*(r.reserve(p, 100, NOON) for r, p in asked))
    given = [(r, kept) for (r, _), kept in zip(asked, found, strict=True) if kept]
    assert len(given) == 10
    assert [await r.used(NOON) for r in replicas] == [1_000, 1_000]
    await asyncio.gather(*(r.settle(kept, 10) for r, kept in given))
    assert await replicas[0].used(NOON) == 100
    assert await replicas[1].reserve(people[0], 100, NOON)
    await other.close()


async def test_two_replicas_keep_one_pace(store: PostgresStore, database_url: str) -> None:
    ada, bob = [str(await store.learner(Person(name))) for name in ("ada", "bob")]
    limits = Limits(burst=2, burst_s=3_600)
    replicas = [Budget(limits, store.spending()) for _ in range(2)]
    assert all([await r.reserve(ada, 1, NOON) for r in replicas])
    assert not any([await r.reserve(ada, 1, NOON) for r in replicas])
    assert await replicas[0].reserve(bob, 1, NOON), "everybody has a pace of their own"
    execute(database_url, "UPDATE tutor_spending SET reserved_at = reserved_at - interval '2h'")
    assert await replicas[1].reserve(ada, 1, NOON)
