"""Grading what is stored: a long queue, a busy grader or one poisoned answer loses nobody's."""

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from adaptive_server.errors import GraderBusy
from adaptive_server.ports import StoredSubmission
from adaptive_server.tutoring import submit
from adaptive_server.tutoring.parts import Offer, Parts
from support.tutored import CARD, CELL, problem, verdict

from grader.bundle import Submission

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


class Store:
    """Notes what happens to leases; settles with the status alone."""

    def __init__(self, *abandoned) -> None:
        self.abandoned = abandoned
        self.kept, self.given_back, self.settled = [], [], {}

    async def lease_abandoned(self, lease_s, limit):
        return self.abandoned

    async def keep_lease(self, submission, lease_s):
        self.kept.append(submission)

    async def give_back(self, submission, pause_s):
        self.given_back.append(submission)

    async def settle(self, stored, verdict, decide):
        self.settled[stored.id] = verdict.status.value
        return {"status": verdict.status.value}


class Grader:
    """Does what the source says: `busy`, `boom`, or takes so many seconds."""

    async def grade(self, bundle, submission, learner):
        source = submission.cells[CELL]
        if source == "busy":
            raise GraderBusy
        if source == "boom":
            raise ZeroDivisionError
        await asyncio.sleep(float(source))
        return verdict(few=True, many=False)


def stored(source, tries=1):
    learner = uuid4()
    return StoredSubmission(
        uuid4(), 1, learner, CARD.id, 1, Submission({CELL: source}, ()), NOON, tries, None
    )


def parts(*abandoned):
    bank = SimpleNamespace(problems={CARD.id: problem()}, graph=SimpleNamespace(locale="en"))
    return Parts(
        store=Store(*abandoned),
        bank=bank,
        grader=Grader(),
        tutor=None,
        clock=lambda: NOON,
        rng=random.Random(1),
        offer=Offer("", "sandbox"),
    )


async def test_what_waits_long_for_its_turn_keeps_its_lease():
    house, one = parts(), stored("0")

    async def work():
        async with asyncio.timeout(30):
            while len(house.store.kept) < 3:  # noqa: ASYNC110 - the store tells nobody
                await asyncio.sleep(0.01)
        return "graded"

    assert await submit.leased(house, one, work(), lease_s=0.1) == "graded"
    assert set(house.store.kept) == {one.id}


async def test_a_full_queue_gives_the_submission_back_and_counts_no_try():
    house, one = parts(), stored("busy")
    with pytest.raises(GraderBusy):
        await submit.grade(house, one)
    assert house.store.given_back == [one.id]
    assert not house.store.settled


async def test_a_poisoned_submission_keeps_no_other_from_its_verdict():
    bad, good, later = stored("boom"), stored("0"), stored("busy")
    house = parts(bad, good, later)
    with pytest.raises(ZeroDivisionError):
        await submit.recover(house)
    assert house.store.settled == {good.id: "failed"}
    assert house.store.given_back == [later.id]


async def test_a_busy_grader_is_no_error_of_the_recovery():
    house = parts(stored("busy"), stored("0"))
    assert await submit.recover(house) == 1


async def test_after_three_tries_it_is_our_error_and_not_the_learners():
    house = parts(one := stored("boom", tries=submit.MOST_TRIES + 1))
    assert await submit.recover(house) == 1
    assert house.store.settled == {one.id: "grader_error"}


def test_a_missing_cell_is_named_and_an_old_notebook_is_led_to_the_new_version():
    at_two = problem()
    at_two = replace(at_two, card=replace(at_two.card, version=2))
    assert CELL in submit.missing_cell(at_two, 2)
    assert "new version" in submit.missing_cell(at_two, 1)
