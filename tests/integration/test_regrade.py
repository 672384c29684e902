"""Grading again: mended tests correct verdicts, once, and the learner's state follows."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from adaptive_server.adapters.grader import PoolGrader
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.postgres_regrades import PostgresRegrades
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.bodies import SubmissionRequest
from adaptive_server.core.problem import ProblemId
from adaptive_server.errors import NotFound
from adaptive_server.ports import HintShown, Person
from adaptive_server.problems.bank import Bank
from adaptive_server.regrade_bodies import RegradeAsk
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.progress import progress
from adaptive_server.tutoring.regrade import Regraded, regrade
from adaptive_server.tutoring.regrade_jobs import ask, cancel, carry_on, job, jobs
from adaptive_server.tutoring.submit import result, submit
from support.postgres_bank import SWAP, small_bank
from support.postgres_query import execute

from grader.pool import GraderPool

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

RIGHT = "def swap(a, b):\n    return b, a\n"
WRONG = "def swap(a, b):\n    return a, b\n"
ADA, BOB = Person("ada"), Person("bob")


def bank_with(test: str, content: str) -> Bank:
    """The small bank; the one test of `swap` is this."""
    bank = small_bank()
    old = bank.problems[SWAP]
    cells = (old.bundle.cells[0], replace(old.bundle.cells[1], source=test))
    mended = replace(old, bundle=replace(old.bundle, cells=cells), content_hash=content)
    return Bank(bank.graph, {**bank.problems, SWAP: mended})


BROKEN = bank_with("assert swap(1, 2) == (1, 2)", "broken")
MENDED = bank_with("assert swap(1, 2) == (2, 1)", "mended")


@pytest.fixture
async def grader() -> AsyncIterator[PoolGrader]:
    pool = GraderPool(1)
    await pool.start()
    yield PoolGrader(pool)
    await pool.close()


@pytest.fixture
async def regrades(database_url: str) -> AsyncIterator[PostgresRegrades]:
    made = PostgresRegrades(database_url)
    yield made
    await made.close()


def parts(store: PostgresStore, grader: PoolGrader, bank: Bank) -> Parts:
    clock = lambda: datetime.now(UTC)  # noqa: E731
    offer = Offer("Python", "sandbox")
    return Parts(store, bank, grader, OfflineTutor(), clock, random.Random(4), offer)


async def hand_in(house: Parts, who: Person, source: str) -> dict[str, Any]:
    ask = SubmissionRequest(problem_id=SWAP, version=1, cells={"answer": source})
    return dict(await submit(house, who, ask))


def rest(database_url: str) -> None:
    """Let time pass, so that the next attempt is no quick guess."""
    earlier = "UPDATE learner_problem_state SET last_at = last_at - interval '10 minutes'"
    execute(database_url, f"{earlier} RETURNING 1")


async def run(store: PostgresRegrades, grader: PoolGrader, **more: Any) -> list[Regraded]:
    return [done async for done in regrade(store, grader, MENDED, SWAP, **more)]


def told(done: list[Regraded]) -> list[tuple[str, str, float, float]]:
    return [(d.learner, d.outcome, d.before[1], d.after[1]) for d in done]


async def test_a_mended_test_corrects_verdicts_once_and_the_state_as_if_it_had_been_so(
    store: PostgresStore, regrades: PostgresRegrades, grader: PoolGrader, database_url: str
) -> None:
    house = parts(store, grader, BROKEN)
    await store.sync_curriculum(BROKEN)
    ada, bob = [await store.learner(who) for who in (ADA, BOB)]
    first = await hand_in(house, ADA, RIGHT)
    await store.show_hint(ada, SWAP, 1, HintShown(SWAP, 1, datetime.now(UTC), "Look."), "offline")
    rest(database_url)
    await hand_in(house, ADA, WRONG)
    await hand_in(house, BOB, "def swap(a, b):\n    return 0\n")
    before = {who: (await store.record(who)).state for who in (ada, bob)}
    assert (first["status"], first["solved"]) == ("failed", False)

    wanted = [("ada", "changed", 0.0, 1.0), ("ada", "changed", 1.0, 0.0), ("bob", "same", 0.0, 0.0)]
    assert told(await run(regrades, grader, dry_run=True)) == wanted
    assert (await store.record(ada)).state == before[ada], "a dry run changes nothing"
    assert told(await run(regrades, grader)) == wanted
    assert await run(regrades, grader) == [], "what is done is not done twice"

    again = await result(house, ADA, first["id"])
    assert (again["status"], again["score"], again["solved"]) == ("passed", 1.0, True)
    assert "checked again: 1 of 1 points, before 0 of 1" in again["message"]
    seen = await progress(house, ADA)
    assert sorted((c.title, c.before, c.score) for c in seen.corrections) == [
        ("The swap", 0.0, 1.0),
        ("The swap", 1.0, 0.0),
    ]
    assert (await progress(house, BOB)).corrections == []
    assert execute(database_url, "SELECT status, score FROM replaced_verdicts ORDER BY seq") == [
        ("failed", 0.0),
        ("passed", 1.0),
    ]
    rows = execute(database_url, "SELECT solved, first_attempt, hinted FROM verdicts ORDER BY seq")
    assert rows[:2] == [(True, True, False), (False, False, True)]

    after = (await store.record(ada)).state
    assert (await store.record(bob)).state == before[bob]
    assert (after.wins, after.losses, after.problems[SWAP].hints) == (1, 0, 1)
    assert after.problems[SWAP].solved_at is not None
    assert seen.achievements, "what the right verdict earns is given"
    carol = await store.learner(Person("carol"))
    house.bank = MENDED
    await hand_in(house, Person("carol"), RIGHT)
    await store.show_hint(carol, SWAP, 1, HintShown(SWAP, 1, datetime.now(UTC), "Look."), "offline")
    rest(database_url)
    await hand_in(house, Person("carol"), WRONG)
    other = (await store.record(carol)).state
    assert after.ability == other.ability, "as if the test had never been broken"
    assert [s.ability for s in after.skills.values()] == [s.ability for s in other.skills.values()]
    assert await run(regrades, grader) == [], "a new verdict knows its content"


async def test_a_run_that_was_cut_off_goes_on_where_it_stopped(
    store: PostgresStore, regrades: PostgresRegrades, grader: PoolGrader, database_url: str
) -> None:
    house = parts(store, grader, BROKEN)
    await store.sync_curriculum(BROKEN)
    for _ in range(3):
        await hand_in(house, ADA, RIGHT)
    (one, *_) = await regrades.to_regrade(SWAP, 1, "mended", "", 0)
    answer = {**one.answer, "status": "passed"}
    verdict = await grader.grade(MENDED.problems[SWAP].bundle, one.source, "ada")
    for _ in range(2):  # the second one finds it done
        await regrades.correct(one, verdict, answer, "mended", MENDED)
    assert execute(database_url, "SELECT count(*) FROM replaced_verdicts") == [(1,)]
    assert [d.outcome for d in await run(regrades, grader, at_once=1)] == ["changed", "changed"]
    state = (await store.record(await store.learner(ADA))).state
    assert (state.problems[SWAP].attempts, state.problems[SWAP].failures) == (3, 0)


async def test_what_an_ungradable_answer_becomes_when_it_counts(
    store: PostgresStore, regrades: PostgresRegrades, grader: PoolGrader, database_url: str
) -> None:
    """A verdict that was none at first takes the place of the first attempt, and back again."""
    house = parts(store, grader, BROKEN)
    await store.sync_curriculum(BROKEN)
    await hand_in(house, ADA, "")
    await hand_in(house, ADA, RIGHT)
    (empty, _) = await regrades.to_regrade(SWAP, 1, "mended", "", 0)
    failed = replace(empty, source=replace(empty.source, cells={"answer": WRONG}))
    verdict = await grader.grade(MENDED.problems[SWAP].bundle, failed.source, "ada")
    await regrades.correct(empty, verdict, empty.answer, "counts", MENDED)
    query = "SELECT counted, first_attempt FROM verdicts ORDER BY seq"
    assert execute(database_url, query) == [(True, True), (True, False)]
    await regrades.correct(empty, empty.verdict, empty.answer, "not any more", MENDED)
    assert execute(database_url, query) == [(False, None), (True, True)]
    assert (await store.record(await store.learner(ADA))).state.problems[SWAP].attempts == 1


async def test_only_learners_of_the_course_and_only_known_problems(
    store: PostgresStore, regrades: PostgresRegrades, grader: PoolGrader
) -> None:
    house = parts(store, grader, BROKEN)
    await store.sync_curriculum(BROKEN)
    await hand_in(house, ADA, RIGHT)
    assert await run(regrades, grader, course="another") == []
    assert len(await run(regrades, grader, course="main", dry_run=True)) == 1
    with pytest.raises(NotFound):
        await anext(regrade(regrades, grader, MENDED, ProblemId("none")))


async def test_a_job_says_how_far_it_is_and_goes_on_after_a_break(
    store: PostgresStore, grader: PoolGrader, database_url: str
) -> None:
    house = parts(store, grader, BROKEN)
    await store.sync_curriculum(BROKEN)
    answers = [await hand_in(house, who, RIGHT) for who in (ADA, BOB, ADA)]
    house.bank = MENDED
    teacher = Person("tea", instructor=True)
    asked = await ask(house, teacher, RegradeAsk(problem_id=SWAP))
    assert (asked.state, asked.total, asked.changed) == ("running", 3, 0)

    # A process takes it, does one, and is gone: nobody else takes it until its lease has run out.
    taken = await store.take_regrade(60)
    assert taken is not None
    (first, *_) = await store.to_regrade(SWAP, 1, "mended", "main", 0)
    verdict = await grader.grade(MENDED.problems[SWAP].bundle, first.source, "ada")
    for _ in range(2):  # the answer to the first try may get lost
        answer = {**first.answer, "status": "passed"}
        await store.correct(first, verdict, answer, "mended", MENDED, taken.id)
        assert await store.note_regrade(taken.id, 0, first.seq, 60)
    assert not await carry_on(house)
    execute(
        database_url, "UPDATE regrade_jobs SET lease_until = now() - interval '1 s' RETURNING 1"
    )
    assert await carry_on(house)
    done = await job(house, str(asked.id))
    assert (done.state, done.changed, done.same, done.not_judged) == ("done", 3, 0, 0)
    assert not await carry_on(house), "what has ended is not taken again"
    assert [(await result(house, ADA, answers[n]["id"]))["status"] for n in (0, 2)] == [
        "passed"
    ] * 2
    assert execute(database_url, "SELECT count(*) FROM replaced_verdicts") == [(3,)]
    assert [one.id for one in (await jobs(house)).jobs] == [asked.id]


async def test_a_job_that_was_cut_off_between_two_notes_counts_all_that_it_did(
    store: PostgresStore, grader: PoolGrader, database_url: str
) -> None:
    house = parts(store, grader, BROKEN)
    await store.sync_curriculum(BROKEN)
    for number in range(6):
        await hand_in(house, ADA if number % 2 else BOB, RIGHT if number else "def swap(a, b): 0")
    house.bank = MENDED
    asked = await ask(house, Person("tea", instructor=True), RegradeAsk(problem_id=SWAP))
    working = asyncio.create_task(carry_on(house))
    two = "SELECT count(*) > 1 FROM replaced_verdicts"
    while execute(database_url, two) == [(False,)]:  # noqa: ASYNC110 - rows tell nobody
        await asyncio.sleep(0.001)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    halfway = await job(house, str(asked.id))
    assert (halfway.state, halfway.total) == ("running", 6)
    assert halfway.changed + halfway.same >= 2, "it tells what is done at once"
    execute(database_url, "UPDATE regrade_jobs SET lease_until = NULL RETURNING 1")
    assert await carry_on(house)
    done = await job(house, str(asked.id))
    assert (done.state, done.total, done.changed, done.same) == ("done", 6, 5, 1)
    assert execute(database_url, "SELECT count(*) FROM replaced_verdicts") == [(5,)]


async def test_what_another_run_did_meanwhile_is_not_asked_of_a_job(
    store: PostgresStore, regrades: PostgresRegrades, grader: PoolGrader
) -> None:
    house = parts(store, grader, BROKEN)
    await store.sync_curriculum(BROKEN)
    first, _ = [await hand_in(house, who, RIGHT) for who in (ADA, BOB)]
    house.bank = MENDED
    asked = await ask(house, Person("tea", instructor=True), RegradeAsk(problem_id=SWAP))
    assert await run(regrades, grader, submission=UUID(first["id"]))
    assert await carry_on(house)
    done = await job(house, str(asked.id))
    assert (asked.total, done.total, done.changed) == (2, 1, 1)


async def test_a_job_may_be_about_one_learner_or_one_answer_and_can_be_ended(
    store: PostgresStore, grader: PoolGrader
) -> None:
    house = parts(store, grader, BROKEN)
    await store.sync_curriculum(BROKEN)
    one, two, _ = [await hand_in(house, who, RIGHT) for who in (ADA, ADA, BOB)]
    house.bank = MENDED
    teacher, ada = Person("tea", instructor=True), await store.learner(ADA)
    single = RegradeAsk(problem_id=SWAP, submission_id=two["id"])
    assert (await ask(house, teacher, single)).total == 1
    assert await carry_on(house)
    assert (await result(house, ADA, one["id"]))["status"] == "failed"
    assert (await result(house, ADA, two["id"]))["status"] == "passed"
    theirs = await ask(house, teacher, RegradeAsk(problem_id=SWAP, learner_id=ada))
    assert theirs.total == 1, "what was done before is not done again"
    assert (await cancel(house, str(theirs.id))).state == "cancelled"
    assert not await carry_on(house)
    for wrong in ({"problem_id": "none"}, {"problem_id": SWAP, "learner_id": uuid4()}):
        with pytest.raises(NotFound):
            await ask(house, teacher, RegradeAsk(**wrong))
    with pytest.raises(NotFound):
        await job(house, "no-uuid")
