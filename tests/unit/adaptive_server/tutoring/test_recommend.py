"""The recommendation is never a dead end: not when there is no other, not after the last one."""

import random
from dataclasses import replace
from uuid import uuid4

import pytest
from adaptive_server.core.learner import Evidence, LearnerState
from adaptive_server.core.model import update
from adaptive_server.core.recommendation import Choice
from adaptive_server.core.selection import recommended
from adaptive_server.core.standing import TRIES
from adaptive_server.ports import LearnerRecord, OpenRecommendation, Person, StoredSubmission
from adaptive_server.problems.bank import Bank
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.recommend import next_problem
from adaptive_server.tutoring.settle import what_next
from support.small_course import NOON, card, small_graph
from support.tutored import problem, verdict

from grader.bundle import Submission
from grader.verdict import Status

ONLY, OTHER = card("only", "print"), card("other", "names")
FAILED = verdict(False, False)
PASSED = verdict(True, True, status=Status.PASSED)


class Store:
    """Holds one learner; keeps what is open as the real one does."""

    def __init__(self, opened):
        self.kept = LearnerRecord(uuid4(), LearnerState(), frozenset(), opened)

    async def learner(self, person):
        return self.kept.id

    async def record(self, learner):
        return self.kept

    async def recommend(self, learner, decide):
        decided = decide(self.kept)
        if decided is not None:
            state, choice = decided
            opened = OpenRecommendation(uuid4(), choice, NOON)
            self.kept = replace(self.kept, state=state, open=opened)
        return self.kept.open


def house(*cards, opened=None):
    bank = Bank(small_graph(), {c.id: replace(problem(), card=c) for c in cards})
    choice = Choice(opened, "You can do it.", policy="p", model_version="m") if opened else None
    store = Store(OpenRecommendation(uuid4(), choice, NOON) if choice else None)
    return Parts(
        store=store,
        bank=bank,
        grader=None,
        tutor=None,
        clock=lambda: NOON,
        rng=random.Random(1),
        offer=Offer("", "sandbox"),
    )


def handed_in(problem_id):
    return StoredSubmission(uuid4(), 1, uuid4(), problem_id, 1, Submission({}, ()), NOON, 1, None)


@pytest.mark.parametrize(
    ("cards", "said"),
    [((ONLY,), "no other problem"), ((ONLY, OTHER), "other problems that are left build on this")],
)
async def test_where_there_is_no_other_problem_the_open_one_stays_and_the_reason_says_so(
    cards, said
):
    parts = house(*cards)
    first = await next_problem(parts, Person("ada"))
    assert first.problem.id == "only"
    asked = await next_problem(parts, Person("ada"), "too_hard")
    assert asked.problem.id == "only"
    assert said in asked.reason
    again = await next_problem(parts, Person("ada"))
    assert (again.problem.id, again.reason) == ("only", first.reason)


async def test_an_open_recommendation_speaks_the_language_of_whoever_asks():
    parts = house(ONLY, OTHER)
    first = await next_problem(parts, Person("ada"))
    assert first.reason.startswith("Welcome")
    other = await next_problem(parts.speaking("es"), Person("ada"))
    assert other.problem.id == first.problem.id
    assert other.reason.startswith("¡Te damos la bienvenida!")
    assert (await next_problem(parts.speaking("es").speaking("en"), Person("ada"))) == first


def test_solving_while_nothing_is_recommended_leads_on():
    nothing = Choice(None, "No other.", policy="p", model_version="m")
    record = LearnerRecord(
        uuid4(), LearnerState(), frozenset(), OpenRecommendation(uuid4(), nothing, NOON)
    )
    parts = house(ONLY, OTHER)
    _, choice = what_next(parts, handed_in("only"), LearnerState(), PASSED, record)
    assert choice.problem_id is not None


def test_an_open_recommendation_that_left_the_course_is_replaced():
    parts = house(ONLY, OTHER, opened="gone")
    state = recommended(LearnerState(), "gone")
    _, choice = what_next(parts, handed_in("other"), state, PASSED, parts.store.kept)
    assert choice.problem_id == "only"


def test_solving_another_problem_leaves_the_open_recommendation():
    parts = house(ONLY, OTHER, opened="only")
    _, choice = what_next(parts, handed_in("other"), LearnerState(), PASSED, parts.store.kept)
    assert choice is None


def failed_at(*tries):
    """A learner who was shown the last of these problems, with so many failures at each."""
    state = LearnerState()
    for one, times in tries:
        state = recommended(state, one.id)
        for _ in range(times):
            state = update(state, one, Evidence(False, 0.0, False, False), NOON)
    return state


def test_the_third_failure_leads_to_something_easier_and_the_second_does_not():
    easier = card("easier", "print", b=-2.0)
    parts = house(ONLY, easier, opened="only")
    for failures, leads in ((TRIES - 1, False), (TRIES, True)):
        state = failed_at((ONLY, failures))
        _, choice = what_next(parts, handed_in("only"), state, FAILED, parts.store.kept)
        assert (choice is not None) is leads
    assert choice.problem_id == "easier"
    assert "easier side" in choice.reason
    _, choice = what_next(parts, handed_in("easier"), state, FAILED, parts.store.kept)
    assert choice is None, "what was not recommended is the learner's own choice"


def test_where_nothing_easier_is_left_a_failure_keeps_what_is_open():
    parts = house(ONLY, opened="only")
    state = failed_at((ONLY, TRIES))
    assert what_next(parts, handed_in("only"), state, FAILED, parts.store.kept) == (state, None)
