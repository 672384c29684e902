"""The tutor's effect as an instructor sees it: the report of the course, with nobody's name."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.help_effect import LEAST_N
from adaptive_server.core.styles import Drawn, Style
from adaptive_server.ports import Person
from adaptive_server.tutoring.class_help import class_help
from adaptive_server.tutoring.parts import Offer, Parts
from support.postgres_bank import LAST, SUM, small_bank
from support.postgres_helps import HELD, drawn_by, held_and_drawn, helped, printed, shown, try_it
from tutor_labext.gemini.budget import Limits

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
GEMINI = Offer("", "sandbox", tutor="gemini", class_tokens=1_000)


async def told(store: PostgresStore, offer: Offer = GEMINI) -> dict[str, Any]:
    """Return what the route answers."""
    rng = random.Random(1)
    found = await class_help(Parts(store, small_bank(), None, None, lambda: NOON, rng, offer))
    return found.model_dump(mode="json")


async def test_the_course_has_the_figures_of_the_report_and_no_other_course_is_in_them(
    store: PostgresStore, database_url: str
) -> None:
    await held_and_drawn(store)
    await helped(store, Person("ann", instructor=True), drawn_by(0), unaided=True)
    other = PostgresStore(database_url, course="other")
    for n in range(LEAST_N):
        await helped(other, Person(f"other-{n}"), HELD, unaided=True)
    await other.close()

    found = await told(store)
    assert found["least_n"] == LEAST_N
    rows = {row["group"]: row for row in found["rows"]}
    assert list(rows) == [*Style, "drawn", "held_out"]
    assert rows["held_out"]["unaided"]["value"] == pytest.approx(0.25)
    assert rows["held_out"]["difference"] is None
    assert rows["drawn"]["difference"]["value"] == pytest.approx(0.5)
    assert 0.25 < rows["drawn"]["difference"]["low"] < rows["drawn"]["difference"]["high"] < 0.7
    assert found["given"] == [
        {"source": "offline", "helps": 0},
        {"source": "gemini", "helps": 120},
        {"source": "cache", "helps": 0},
    ]
    report = json.loads(
        await printed(database_url, "tutor", "report", "--course", "main", "--json")
    )
    groups = {group["name"]: group for group in report["groups"]}
    apart = {each["name"]: each["unaided"] for each in report["differences"]}
    names = {"drawn": "styles drawn", "held_out": "held out"}
    for group, row in rows.items():
        name = names.get(group, f"style {group}")
        assert row["unaided"] == groups[name]["unaided"]
        assert row["fixed_s"] == groups[name]["fixed_s"]
        assert row["difference"] == apart.get(f"{name} less held out")
    assert not any(word in json.dumps(found) for word in ("held-", "drawn-", "other-", "ann"))


async def test_of_few_helps_nothing_is_told_but_how_many_there_are(store: PostgresStore) -> None:
    for n in range(LEAST_N - 1):
        await helped(store, Person(f"held-{n}"), HELD, unaided=True)
    nothing = {"value": None, "low": None, "high": None}
    for row in (await told(store))["rows"]:
        n = LEAST_N - 1 if row["group"] == "held_out" else 0
        assert row["unaided"] == {"n": n, **nothing}
        assert row["fixed_s"] == {"n": n, **nothing}
        assert row["difference"] in (None, {"n": 0, **nothing})


async def test_a_style_has_the_time_until_its_learners_had_solved_the_problem(
    store: PostgresStore,
) -> None:
    for n in range(LEAST_N):
        person = Person(f"learner-{n}")
        learner = await shown(store, person, Drawn(Style.TRACE, 0.25))
        await try_it(store, learner, SUM, passed=n % 3 > 0)
        await try_it(store, learner, LAST, passed=False)
    row = next(r for r in (await told(store))["rows"] if r["group"] == "trace")
    assert (row["fixed_s"]["n"], row["unaided"]["value"]) == (LEAST_N, 0.0)
    assert 0 < row["fixed_s"]["low"] <= row["fixed_s"]["value"]
    assert row["fixed_s"]["high"] is None, "one in three has not solved it yet"


async def test_tokens_are_those_of_today_and_of_nobody_where_no_model_is_asked(
    store: PostgresStore,
) -> None:
    ada = str(await store.learner(Person("ada")))
    spending = uuid4()
    assert await store.spending().reserve(spending, ada, 80, NOON.date(), Limits())
    await store.spending().settle(spending, 60)
    assert (await told(store))["tokens"] == {"used": 60, "most": 1_000}
    assert (await told(store, Offer("", "sandbox")))["tokens"] is None
