"""Answers that a person grades: from handing in to points, in the store and the learner's state."""

from __future__ import annotations

import csv
import pathlib
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from adaptive_server.adapters import migrate
from adaptive_server.adapters.grader import PoolGrader
from adaptive_server.adapters.nbgrader_gradebook import student_of
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.adapters.postgres_regrades import PostgresRegrades
from adaptive_server.adapters.postgres_results import stored_results
from adaptive_server.adapters.tutor import OfflineTutor
from adaptive_server.bodies import SubmissionRequest
from adaptive_server.cli.grade_report import write_csv
from adaptive_server.core.believed import believed
from adaptive_server.core.learner import LearnerState
from adaptive_server.core.review import AnswerKind, ManualCell, RubricItem
from adaptive_server.errors import BadRequest, NotFound, ReviewChanged
from adaptive_server.ports import Person
from adaptive_server.problems.bank import Bank
from adaptive_server.review_bodies import MarkAsk, ReviewAsk, ReviewQuery, ReviewSheet
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.progress import problem_detail, progress
from adaptive_server.tutoring.regrade import regrade
from adaptive_server.tutoring.review import queue, review, sheet
from adaptive_server.tutoring.submit import result, submit
from support.postgres_bank import SWAP, small_bank
from support.postgres_query import execute
from support.reviewed_problem import reviewed_problem
from support.sample_problem import parsed

from grader.pool import GraderPool

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

RIGHT = "def swap(a, b):\n    return b, a\n"
WRONG = "def swap(a, b):\n    return a, b\n"
RUBRIC = (RubricItem("Says that a pair is built first", 3.0), RubricItem("Gives an example", 1.0))
WHY = ManualCell("why", AnswerKind.WORDS, 4.0, RUBRIC, "YOUR ANSWER HERE")
ADA, BOB = Person("ada"), Person("bob")
TEACHER, ASSISTANT = Person("tea", instructor=True), Person("asa", assistant=True)


def bank(test: str = "assert swap(1, 2) == (2, 1)", content: str = "first") -> Bank:
    """The small bank; `swap` has one test and one answer in words."""
    plain = small_bank()
    old = plain.problems[SWAP]
    cells = (old.bundle.cells[0], replace(old.bundle.cells[1], source=test))
    bundle = replace(old.bundle, cells=cells)
    mine = replace(old, bundle=bundle, content_hash=content, manual=(WHY,))
    return Bank(plain.graph, {**plain.problems, SWAP: mine})


@pytest.fixture
async def house(store: PostgresStore) -> AsyncIterator[Parts]:
    pool = GraderPool(1)
    await pool.start()
    await store.sync_curriculum(bank())
    clock = lambda: datetime.now(UTC)  # noqa: E731
    offer = Offer("Python", "sandbox")
    grader = PoolGrader(pool)
    yield Parts(store, bank(), grader, OfflineTutor(), clock, random.Random(4), offer)
    await pool.close()


async def hand_in(house: Parts, who: Person, code: str, words: str | None) -> dict[str, Any]:
    cells = {"answer": code} | ({} if words is None else {"why": words})
    return dict(
        await submit(house, who, SubmissionRequest(problem_id=SWAP, version=1, cells=cells))
    )


def points(number: float, revision: int = 0, *met: int, words: str = "") -> ReviewAsk:
    mark = MarkAsk(points=number, met=list(met), comment=words)
    return ReviewAsk(revision=revision, marks={"why": mark}, comment="Well done.")


async def only(house: Parts, **query: Any) -> ReviewSheet:
    (row,) = (await queue(house, ReviewQuery(**query))).reviews
    return await sheet(house, str(row.submission_id))


async def test_an_answer_waits_for_a_person_and_then_counts(
    house: Parts, database_url: str
) -> None:
    ada = await house.store.learner(ADA)
    first = await hand_in(house, ADA, RIGHT, "It builds a <pair> first.")
    assert (first["status"], first["score"], first["max_score"]) == ("awaiting_review", 1.0, 1.0)
    assert first["tests"][0]["passed"], "what can be checked is told at once"
    assert (first["review"]["state"], first["review"]["max_score"]) == ("awaiting", 4.0)
    assert first["review"]["marks"][0]["rubric"] == [], "no rubric before the answer is read"
    state = (await house.store.record(ada)).state
    assert (state.wins, state.losses) == (1, 0), "the tests' points are evidence, no others"

    seen = await only(house)
    assert (seen.learner, seen.cells[0].answer) == ("ada", "It builds a <pair> first.")
    assert (seen.cells[0].prompt, seen.statement) == ("YOUR ANSWER HERE", "Do it.")
    done = await review(
        house, ASSISTANT, str(seen.submission_id), points(1.0, 0, 1, words="No: why?")
    )
    assert (done.state, done.revision, done.reviewer) == ("reviewed", 1, "asa")
    assert (await queue(house, ReviewQuery())).awaiting == 0

    told = await result(house, ADA, seen.submission_id)
    assert (told["status"], told["score"], told["max_score"]) == ("partly", 2.0, 5.0)
    mark = told["review"]["marks"][0]
    assert (mark["comment"], [line["met"] for line in mark["rubric"]]) == (
        "No: why?",
        [False, True],
    )
    assert told["review"]["comment"] == "Well done."
    assert "asa" not in str(told), "who reviewed is not told"
    state = (await house.store.record(ada)).state
    assert (state.wins, state.losses) == (0, 1), "as if the points had been there at once"
    looked = execute(database_url, "SELECT features, decided_at FROM verdicts")
    card = house.bank.problems[SWAP].card
    assert looked == [(list(believed(LearnerState(), card, looked[0][1]).looked), looked[0][1])]
    assert state.problems[SWAP].solved_at is None

    await review(house, TEACHER, str(seen.submission_id), points(2.0, 1))
    assert (await result(house, ADA, seen.submission_id))["status"] == "passed", "half is enough"
    assert (await house.store.record(ada)).state.problems[SWAP].solved_at is not None
    detail = await problem_detail(house, ADA, SWAP)
    assert detail.review is not None
    assert detail.review.score == 2.0
    assert [r.title for r in (await progress(house, ADA)).reviews] == ["The swap"]
    assert (await progress(house, BOB)).reviews == []
    trace = execute(database_url, "SELECT details FROM audit WHERE action = 'review' ORDER BY seq")
    assert [d[0]["points"]["why"] for d in trace] == [1.0, 2.0]
    assert [d[0]["before"]["why"] for d in trace] == [None, 1.0]
    assert "why?" not in str(trace), "words are no part of the trace"


async def test_two_reviewers_cannot_overwrite_each_other_and_nonsense_is_refused(
    house: Parts,
) -> None:
    await hand_in(house, ADA, RIGHT, "Because.")
    name = str((await only(house)).submission_id)
    for bad in (points(4.5), points(-0.0, 0, 2), points(1.0, 0, 1, 1)):
        with pytest.raises(BadRequest):
            await review(house, TEACHER, name, bad)
    unknown = ReviewAsk(revision=0, marks={"other": MarkAsk(points=1.0)})
    with pytest.raises(BadRequest, match="why"):
        await review(house, TEACHER, name, unknown)
    await review(house, ASSISTANT, name, points(3.0, 0, 0))
    with pytest.raises(ReviewChanged):
        await review(house, TEACHER, name, points(0.0, 0))
    assert (await sheet(house, name)).cells[0].mark.points == 3.0
    for nothing in ("no-uuid", str(uuid4())):
        with pytest.raises(NotFound):
            await sheet(house, nothing)


async def test_only_the_newest_answer_waits_and_equal_words_keep_their_points(
    house: Parts,
) -> None:
    old = await hand_in(house, ADA, WRONG, "Because.")
    assert (old["status"], old["score"]) == ("awaiting_review", 0.0), "not failed: it waits"
    stale = await only(house)
    await hand_in(house, ADA, RIGHT, "Because of the pair.")
    with pytest.raises(ReviewChanged):
        await review(house, TEACHER, str(stale.submission_id), points(1.0))
    replaced = await result(house, ADA, stale.submission_id)
    assert (replaced["status"], replaced["review"]["state"]) == ("failed", "replaced")
    await review(house, TEACHER, str((await only(house)).submission_id), points(4.0, 0, 0, 1))

    same = await hand_in(house, ADA, WRONG, "Because of the pair.")
    assert (same["status"], same["score"], same["max_score"]) == ("partly", 4.0, 5.0)
    assert same["review"]["marks"][0]["origin"] == "kept"
    assert (await hand_in(house, ADA, RIGHT, "Otherwise."))["status"] == "awaiting_review"
    for empty in (None, " YOUR ANSWER\nHERE "):
        left = await hand_in(house, BOB, RIGHT, empty)
        assert (left["status"], left["score"], left["solved"]) == ("partly", 1.0, False)
        assert left["review"]["marks"][0]["origin"] == "untouched"
    unread = await hand_in(house, BOB, "def swap(", "Because.")
    assert (unread["status"], unread["review"]) == ("ungradable", None)
    assert unread["explanation"]["grade_id"] == "answer", "words are never read as Python"


async def test_the_queue_has_pages_and_filters_and_keeps_to_the_course(
    house: Parts, database_url: str
) -> None:
    for name in ("ada", "bob", "cyd"):
        await hand_in(house, Person(name), RIGHT, f"By {name}.")
    first = await queue(house, ReviewQuery(limit=2))
    assert ([r.learner for r in first.reviews], first.awaiting) == (["ada", "bob"], 3)
    rest = await queue(house, ReviewQuery(limit=2, after=first.next))
    assert ([r.learner for r in rest.reviews], rest.next) == (["cyd"], None)
    bob = await only(house, learner_id=first.reviews[1].learner_id)
    assert bob.learner == "bob"
    assert (await queue(house, ReviewQuery(problem_id="sum"))).reviews == []
    await review(house, TEACHER, str(bob.submission_id), points(4.0))
    assert (await only(house, state="reviewed")).learner == "bob"
    other = PostgresStore(database_url, course="another")
    house.store = other
    assert await queue(house, ReviewQuery()) == await queue(house, ReviewQuery(state="reviewed"))
    with pytest.raises(NotFound):
        await review(house, TEACHER, str(bob.submission_id), points(0.0, 1))
    await other.close()


async def test_what_is_taken_away_has_the_points_of_a_person(
    house: Parts, database_url: str, tmp_path: pathlib.Path
) -> None:
    one = await hand_in(house, ADA, RIGHT, "Because.")
    await review(house, TEACHER, one["id"], points(3.0, 0, 0, words="Say why."))
    await hand_in(house, BOB, WRONG, "So.")
    await hand_in(house, Person("cyd"), RIGHT, None)
    found = await stored_results(database_url, SWAP, "main")
    assert [student_of(graded.path) for graded in found] == ["ada", "bob", "cyd"]
    assert [(graded.verdict.score, graded.verdict.max_score) for graded in found] == [
        (4.0, 5.0),
        (0.0, 1.0),
        (1.0, 5.0),
    ]
    comments = [[answer.comment for answer in graded.manual] for graded in found]
    assert comments == [["Well done.\n\nSay why."], [""], [""]], "as nbgrader's gradebook gets them"
    authored = parsed(reviewed_problem()).problem
    assert authored is not None
    write_csv(tmp_path / "r.csv", authored, found)
    with (tmp_path / "r.csv").open(newline="", encoding="utf-8") as file:
        assert [row["why"] for row in csv.DictReader(file)] == ["3.0", "", "0.0"]
    assert await stored_results(database_url, SWAP, "another") == []


async def test_grading_again_keeps_what_a_person_gave_and_down_and_up_keeps_verdicts(
    house: Parts, database_url: str
) -> None:
    one = await hand_in(house, ADA, RIGHT, "Because.")
    await review(house, TEACHER, one["id"], points(4.0, 0, 0, 1))
    two = await hand_in(house, BOB, RIGHT, "So.")
    regrades = PostgresRegrades(database_url)
    mended = bank("assert swap(1, 2) == (3, 1)", "mended")
    done = [d async for d in regrade(regrades, house.grader, mended, SWAP)]
    await regrades.close()
    assert [d.outcome for d in done] == ["changed", "changed"]
    told = await result(house, ADA, one["id"])
    assert (told["status"], told["score"], told["max_score"]) == ("partly", 4.0, 5.0)
    assert told["review"]["marks"][0]["points"] == 4.0
    assert (await result(house, BOB, two["id"]))["status"] == "awaiting_review"
    columns = execute(database_url, "SELECT status, score, solved FROM verdicts ORDER BY seq")
    assert columns == [("partly", 4.0, False), ("awaiting_review", 0.0, False)]

    migrate.downgrade(database_url, "0008")
    statuses = execute(database_url, "SELECT status, answer->>'status' FROM verdicts ORDER BY seq")
    assert statuses == [("partly", "partly"), ("failed", "failed")]
    migrate.upgrade(database_url)
