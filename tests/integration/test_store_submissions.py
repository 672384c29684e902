"""Handing in: stored once per key, taken over once, settled once, in one order."""

from __future__ import annotations

import asyncio
import random
from uuid import uuid4

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.learner import LearnerState
from adaptive_server.core.recommendation import Choice
from adaptive_server.errors import BadRequest, NotFound
from adaptive_server.ports import HintShown, LearnerRecord, Person
from support.postgres_bank import LAST, SOURCE, SUM, SWAP, choose, step, verdict
from support.postgres_query import execute

from grader.bundle import Submission
from grader.verdict import Status, Verdict

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]


async def test_a_submission_reads_back_as_it_was_handed_in(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    handed, new = await store.hand_in(ada, SWAP, 1, SOURCE, "key-12345", 60)
    assert new
    assert (handed.source, handed.tries, handed.answer) == (SOURCE, 1, None)
    assert await store.submission(handed.id) == handed
    assert await store.submission(uuid4()) is None


async def test_34_fifty_requests_with_one_key_make_one_submission(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    results = await asyncio.gather(
        *(store.hand_in(ada, SWAP, 1, SOURCE, "key-12345", 60) for _ in range(50))
    )
    assert len({handed.id for handed, _ in results}) == 1
    assert sum(new for _, new in results) == 1
    assert execute(database_url, "SELECT count(*) FROM submissions")[0][0] == 1


async def test_34_fifty_settlements_of_one_submission_are_one_verdict_and_equal_answers(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    answers = await asyncio.gather(
        *(store.settle(handed, verdict(), step(SWAP)) for _ in range(50))
    )
    assert all(answer == answers[0] for answer in answers)
    assert execute(database_url, "SELECT count(*) FROM verdicts")[0][0] == 1
    assert (await store.record(ada)).state.wins == 1
    again = await store.submission(handed.id)
    assert again is not None
    assert again.answer == answers[0]


async def test_34_without_keys_all_count_once_and_equal_a_serial_replay(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    rng = random.Random(34)

    async def one(passed: bool) -> None:
        handed, new = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
        assert new
        status = Status.PASSED if passed else Status.FAILED
        await store.settle(handed, verdict(status), step(SWAP, passed=passed))

    await asyncio.gather(*(one(rng.random() < 0.5) for _ in range(50)))
    record = await store.record(ada)
    replayed = LearnerState()
    rows = execute(database_url, "SELECT solved, decided_at, answer FROM verdicts ORDER BY seq")
    assert len(rows) == 50
    for solved, at, answer in rows:
        before = LearnerRecord(ada, replayed, frozenset(), None)
        settlement = step(SWAP, passed=bool(solved))(before, at)
        replayed = settlement.state
        assert settlement.answer == answer
    assert record.state == replayed
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)


async def test_two_takers_get_each_abandoned_submission_exactly_once(
    store: PostgresStore,
) -> None:
    ada = await store.learner(Person("ada"))
    handed = [(await store.hand_in(ada, SWAP, 1, SOURCE, None, -1))[0] for _ in range(40)]
    kept, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    taken = await asyncio.gather(*(store.lease_abandoned(60, 15) for _ in range(6)))
    ids = [submission.id for batch in taken for submission in batch]
    rest = await store.lease_abandoned(60, 100)
    ids += [submission.id for submission in rest]
    assert sorted(ids) == sorted(submission.id for submission in handed)
    assert kept.id not in ids
    assert all(s.tries == 2 for batch in (*taken, rest) for s in batch)
    assert all([s.seq for s in batch] == sorted(s.seq for s in batch) for batch in taken)


async def test_33_a_settled_submission_is_never_taken_over(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, -1)
    await store.settle(handed, verdict(), step(SWAP))
    assert await store.lease_abandoned(60, 10) == []


async def test_a_verdict_is_settled_with_all_that_follows(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    offered = await store.recommend(ada, choose(SWAP))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    given = verdict()

    def decide(record: LearnerRecord, at: object) -> object:
        assert record.open == offered
        plain = step(SWAP)(record, at)
        earned = ("first_steps",)
        return type(plain)(plain.state, plain.answer, Choice(SUM, "Next."), earned)

    await store.settle(handed, given, decide)
    record = await store.record(ada)
    assert record.achievements == {"first_steps"}
    assert record.open is not None
    assert record.open.choice == Choice(SUM, "Next.")
    newest = await store.last_verdict(ada, SWAP)
    assert newest is not None
    assert newest[0] == given
    assert newest[1] == record.state.problems[SWAP].last_at
    event = execute(database_url, "SELECT data FROM events WHERE kind = 'attempt'")[0][0]
    assert (event["predicted"], event["first_attempt"]) == (0.1 + 0.2, True)
    closed = "SELECT count(*) FROM recommendations WHERE closed_at IS NOT NULL"
    assert execute(database_url, closed)[0][0] == 1


@pytest.mark.parametrize("status", [Status.UNGRADABLE, Status.GRADER_ERROR])
async def test_what_counts_for_nothing_is_no_evidence(
    store: PostgresStore, database_url: str, status: Status
) -> None:
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    from adaptive_server.ports import Settlement

    nothing = Verdict(status, 0.0, 1.0, ())
    await store.settle(handed, nothing, lambda r, _: Settlement(r.state, {"ok": False}, None))
    assert await store.last_verdict(ada, SWAP) is None
    assert [a.status for a in await store.recent(ada, 5)] == [status]
    assert execute(database_url, "SELECT count(*) FROM events")[0][0] == 0
    assert (await store.record(ada)).state == LearnerState()


async def test_recent_work_comes_newest_first_and_no_more_than_asked(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    for problem in (SWAP, SUM, LAST):
        handed, _ = await store.hand_in(ada, problem, 1, SOURCE, None, 60)
        await store.settle(handed, verdict(), step(problem))
    assert [a.problem_id for a in await store.recent(ada, 2)] == [LAST, SUM]


async def test_a_decision_that_fails_leaves_no_partial_rows(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    unknown = step(SWAP, choice=Choice(SUM, "x", propensity=2.0))
    with pytest.raises(Exception, match="our side"):
        await store.settle(handed, verdict(), unknown)
    assert execute(database_url, "SELECT count(*) FROM verdicts")[0][0] == 0
    assert (await store.record(ada)).state == LearnerState()
    await store.settle(handed, verdict(), step(SWAP))


@pytest.mark.parametrize("text", ["a\0b", "\udc80", "\\u0000 is fine escaped"])
async def test_18_source_that_cannot_be_stored_is_a_bad_request_and_not_stored(
    store: PostgresStore, database_url: str, text: str
) -> None:
    ada = await store.learner(Person("ada"))
    source = Submission({"answer": text})
    if "\\" in text:
        handed, _ = await store.hand_in(ada, SWAP, 1, source, None, 60)
        assert handed.source == source
        return
    with pytest.raises(BadRequest):
        await store.hand_in(ada, SWAP, 1, source, None, 60)
    assert execute(database_url, "SELECT count(*) FROM submissions")[0][0] == 0


async def test_a_program_that_prints_nul_does_not_lose_its_verdict(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    await store.settle(handed, Verdict(Status.PASSED, 1, 1, (), output="a\0b\ud800"), step(SWAP))
    newest = await store.last_verdict(ada, SWAP)
    assert newest is not None
    assert newest[0].output == "a\ufffdb\ufffd"


async def test_an_unknown_problem_or_version_is_not_found(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    with pytest.raises(NotFound):
        await store.hand_in(ada, SWAP, 99, SOURCE, None, 60)
    with pytest.raises(BadRequest):
        await store.hand_in(ada, SWAP, 2**40, SOURCE, None, 60)


async def test_one_recommendation_is_open_whatever_is_asked_at_once(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    picks = [SWAP, SUM, LAST, None] * 10
    made = await asyncio.gather(*(store.recommend(ada, choose(pick)) for pick in picks))
    assert len({one.id for one in made}) == 40
    counts = "SELECT count(*), count(*) FILTER (WHERE closed_at IS NULL) FROM recommendations"
    assert tuple(execute(database_url, counts)[0]) == (40, 1)
    record = await store.record(ada)
    assert record.open in made
    assert len(record.state.recent) == 6


async def test_a_recommendation_is_kept_when_the_decision_says_so(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    first = await store.recommend(ada, choose(SWAP))
    assert await store.recommend(ada, lambda _: None) == first


async def test_hints_are_counted_also_while_others_settle(store: PostgresStore) -> None:
    ada = await store.learner(Person("ada"))
    now = (await store.hand_in(ada, SWAP, 1, SOURCE, None, 60))[0].received_at

    async def attempt() -> None:
        handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
        await store.settle(handed, verdict(), step(SWAP))

    async def hint(rung: int) -> None:
        shown = HintShown(SWAP, rung, now, f"hint {rung}")
        await store.show_hint(ada, SWAP, 1, shown, "offline")

    await hint(0)
    await asyncio.gather(*(f() for n in range(1, 15) for f in (attempt, lambda n=n: hint(n))))
    mine = (await store.record(ada)).state.problems[SWAP]
    assert (mine.hints, mine.attempts, mine.hinted_first) == (15, 14, True)
    shown = await store.hints(ada, SWAP)
    assert sorted(h.rung for h in shown) == list(range(15))
    assert [h.shown_at for h in shown] == sorted(h.shown_at for h in shown)
    assert await store.hints(ada, SUM) == []


async def test_a_hint_after_the_first_attempt_is_not_one_before_it(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    for _ in range(2):
        handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
        await store.settle(handed, verdict(), step(SWAP))
        shown = HintShown(SWAP, 1, handed.received_at, "think")
        await store.show_hint(ada, SWAP, 1, shown, "gemini")
    assert not (await store.record(ada)).state.problems[SWAP].hinted_first
    rows = execute(database_url, "SELECT first_attempt, hinted FROM verdicts ORDER BY seq")
    assert [tuple(row) for row in rows] == [(True, False), (False, True)]


async def test_the_views_tell_what_happened(store: PostgresStore, database_url: str) -> None:
    for name, status in (("ada", Status.PASSED), ("bob", Status.FAILED)):
        learner = await store.learner(Person(name))
        handed, _ = await store.hand_in(learner, SWAP, 1, SOURCE, None, 60)
        passed = status is Status.PASSED
        await store.settle(handed, verdict(status), step(SWAP, passed=passed))
    query = (
        "SELECT attempts, learners, solved_by, first_success_share, difficulty_mean"
        " FROM problem_statistics WHERE problem_id = 'swap'"
    )
    assert tuple(execute(database_url, query)[0]) == (2, 2, 1, 0.5, -0.5)
    cohort = execute(database_url, "SELECT name, attempts, wins FROM cohort ORDER BY name")
    assert [tuple(row) for row in cohort] == [("ada", 1, 1), ("bob", 1, 0)]
    progress = execute(database_url, "SELECT skill, wins FROM skill_progress")
    assert [tuple(row) for row in progress] == [("Names", 1)] * 2


async def test_48_erasing_a_learner_leaves_no_row_with_their_id(
    store: PostgresStore, database_url: str
) -> None:
    ada = await store.learner(Person("ada"))
    await store.recommend(ada, choose(SWAP))
    handed, _ = await store.hand_in(ada, SWAP, 1, SOURCE, None, 60)
    await store.settle(handed, verdict(), step(SWAP))
    await store.show_hint(ada, SWAP, 1, HintShown(SWAP, 1, handed.received_at, "x"), "cache")
    execute(database_url, "DELETE FROM learners WHERE id = :id", id=ada)
    tables = execute(
        database_url,
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'learner_id'"
        " AND table_schema = 'public'",
    )
    assert len(tables) >= 10
    for (table,) in tables:
        assert execute(database_url, f"SELECT count(*) FROM {table}")[0][0] == 0
