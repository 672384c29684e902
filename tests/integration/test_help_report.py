"""The reports of help on PostgreSQL: the held out beside the drawn, each learner counted once."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.help_effect import LEAST_N
from adaptive_server.core.styles import Drawn, Style
from adaptive_server.ports import LearnerId, Person
from support.postgres_bank import LAST, LOOPS, SUM, choose
from support.postgres_helps import HELD, drawn_by, held_and_drawn, helped, printed, shown, try_it
from support.postgres_query import execute

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]
REPORT = ("model", "experiment", "report", "manner")


async def test_the_held_out_have_a_row_and_what_styles_change_is_told_against_them(
    store: PostgresStore, database_url: str
) -> None:
    await held_and_drawn(store)
    told = json.loads(await printed(database_url, "tutor", "report", "--json"))
    rows = {g["name"]: g for g in told["groups"]}
    assert (rows["held out"]["episodes"], rows["held out"]["learners"]) == (40, 40)
    assert rows["held out"]["unaided"]["value"] == pytest.approx(0.25)
    assert rows["styles drawn"]["unaided"]["value"] == pytest.approx(0.75)
    apart = {d["name"]: d for d in told["differences"]}
    effect = apart["styles drawn less held out"]["unaided"]
    assert (effect["n"], effect["value"]) == (40, pytest.approx(0.5))
    assert 0.25 < effect["low"] < 0.5 < effect["high"] < 0.7
    for style in Style:
        n = rows[f"style {style}"]["unaided"]["n"]
        hidden = apart[f"style {style} less held out"]["unaided"]["value"] is None
        assert hidden == (n < LEAST_N)
    (help_row,) = told["helps"]
    assert (help_row["prompt_version"], help_row["tokens_in"]) == ("9", 120 * 7)
    text = await printed(database_url, "tutor", "report")
    assert "styles drawn less held out" in text
    assert "+50 (+" in text
    assert "tokens in" in text
    for answer in (text, json.dumps(told)):
        assert "held-1" not in answer
        assert "drawn-1" not in answer


async def test_a_learner_of_two_courses_counts_once_and_an_instructor_never(
    store: PostgresStore, database_url: str
) -> None:
    for n in range(20):
        await helped(store, Person(f"drawn-{n}"), Drawn(Style.TRACE, 0.25), unaided=True)
    execute(database_url, "INSERT INTO courses (id, title) VALUES ('second', 'Second')")
    execute(
        database_url,
        "INSERT INTO enrolments (course_id, learner_id, role)"
        " SELECT 'second', id, 'learner' FROM learners",
    )
    await helped(store, Person("ann", instructor=True), Drawn(Style.TRACE, 0.25), unaided=True)
    told = json.loads(await printed(database_url, "tutor", "report", "--json"))
    trace = next(g for g in told["groups"] if g["name"] == "style trace")
    assert (trace["episodes"], trace["learners"], trace["unaided"]["n"]) == (20, 20, 20)
    assert trace["unaided"]["value"] is None, "20 are too few, however many courses they take"
    assert sum(row["events"] for row in told["helps"]) == 20
    assert {row["tokens_in"] for row in told["helps"]} == {None}
    assert (await store.style_tallies())[LOOPS, Style.TRACE].tries == 20


async def test_a_report_of_an_experiment_has_the_held_out_and_each_arm_against_them(
    store: PostgresStore, database_url: str
) -> None:
    early = await helped(store, Person("early"), drawn_by(0), unaided=True)
    people = [early]
    for n in range(LEAST_N + 1):
        people.append(await in_arm(store, f"held-{n}", HELD, unaided=n % 2 == 0))
        people.append(await in_arm(store, f"trace-{n}", Drawn(Style.TRACE, 1.0), unaided=True))
    await recommended(store, early)
    in_experiment(database_url, [early], "adaptive")
    in_experiment(database_url, people[1:], "trace")
    told = json.loads(await printed(database_url, *REPORT, "--json"))
    assert list(told["help"]) == ["adaptive", "trace", "held out"]
    assert told["help"]["adaptive"]["episodes"] == 0, "that help was before the experiment"
    assert told["help"]["held out"]["episodes"] == LEAST_N + 1
    apart = {d["name"]: d for d in told["help_differences"]}
    assert apart["trace less held out"]["unaided"]["value"] == pytest.approx(15 / 31)
    assert apart["trace less adaptive"]["unaided"]["value"] is None
    text = await printed(database_url, *REPORT)
    assert "held out, helped by the tutor: 31 episodes of 31 learners" in text
    assert "trace less held out, next problem unaided: 0.48 (" in text


async def test_help_and_what_came_of_it_count_for_an_arm_until_the_experiment_ends(
    store: PostgresStore, database_url: str
) -> None:
    style = Drawn(Style.TRACE, 1.0)
    people = [await store.learner(Person(f"learner-{n}")) for n in range(2 * LEAST_N + 1)]
    for n, learner in enumerate(people):
        await recommended(store, learner)
        if n == 0:
            continue  # who is helped when all is over
        await shown(store, Person(f"learner-{n}"), style)
        if n % 2 == 0:  # who has done both before all is over
            await try_it(store, learner, SUM, passed=True)
            await try_it(store, learner, LAST, passed=True)
    running = await counted(database_url, people)
    assert running == {"episodes": 2 * LEAST_N, "unaided": LEAST_N, "better": LEAST_N}
    await store.recommend(people[-1], choose(LAST))
    assert await counted(database_url, people) == running, "the newest one is still of it"
    await store.recommend(people[0], choose(LAST))
    for learner in people[1::2]:
        await try_it(store, learner, SUM, passed=True)
        await try_it(store, learner, LAST, passed=True)
    await helped(store, Person("learner-0"), style, unaided=True)
    told = json.loads(await printed(database_url, *REPORT, "--json"))["help"]["trace"]
    assert (told["episodes"], told["unaided"]["n"], told["better"]["n"]) == tuple(running.values())
    assert told["fixed_s"]["high"] is None, "half had not solved it by then"


async def counted(database_url: str, people: Sequence[LearnerId]) -> dict[str, int]:
    """Put all that was recommended by now into the experiment; how much help counts for its arm."""
    in_experiment(database_url, people, "trace")
    arm = json.loads(await printed(database_url, *REPORT, "--json"))["help"]["trace"]
    return {"episodes": arm["episodes"], **{n: arm[n]["n"] for n in ("unaided", "better")}}


def in_experiment(database_url: str, people: Sequence[LearnerId], arm: str) -> None:
    """Put all that was recommended to some people by now into the experiment."""
    whose = ", ".join(f"'{learner}'" for learner in people)
    execute(
        database_url,
        f"UPDATE recommendations SET experiment = 'manner', arm = '{arm}'"
        f" WHERE learner_id IN ({whose})",
    )


async def recommended(store: PostgresStore, learner: LearnerId) -> None:
    """Two recommendations, so that the first one is over."""
    for _ in range(2):
        await store.recommend(learner, choose(LAST))


async def in_arm(store: PostgresStore, name: str, drawn: Drawn, *, unaided: bool) -> LearnerId:
    """A learner of an experiment, who is helped after the first recommendation."""
    await recommended(store, await store.learner(Person(name)))
    return await helped(store, Person(name), drawn, unaided=unaided)
