"""From stored times and a verdict to signals: what time counts from, which failures are alike."""

from datetime import timedelta
from uuid import uuid4

from adaptive_server.core.behaviour import Signal
from adaptive_server.core.learner import LearnerState, Placement, PlacementStatus, ProblemState
from adaptive_server.core.notices import notice
from adaptive_server.core.recommendation import Choice
from adaptive_server.ports import LearnerRecord, OpenRecommendation, StoredSubmission
from adaptive_server.tutoring.behaviour import failure_mark, seen_in
from support.small_course import NOON
from support.tutored import CARD, CELL, problem, verdict

from grader.bundle import Submission
from grader.verdict import Status

WRONG = verdict(True, False)


def seen(after_s, offered=CARD.id, before=None, state=None):
    """An attempt so long after the problem was offered at noon."""
    opened = OpenRecommendation(uuid4(), Choice(offered, "x"), NOON) if offered else None
    state = state or LearnerState(problems={CARD.id: before} if before else {})
    at = NOON + timedelta(seconds=after_s)
    stored = StoredSubmission(
        uuid4(), 1, uuid4(), CARD.id, 1, Submission({CELL: ""}, ()), at, 1, None
    )
    return seen_in(stored, problem(), WRONG, LearnerRecord(uuid4(), state, frozenset(), opened))


def test_time_runs_from_the_offer_or_from_the_attempt_before():
    assert seen(3).signals == (Signal.RAPID_GUESS,)
    assert seen(3).weight < 1
    assert seen(60).signals == ()
    tried = ProblemState(attempts=1, failures=1, last_at=NOON + timedelta(seconds=57))
    assert seen(60, before=tried).signals == (Signal.RAPID_GUESS,)


def test_without_an_offer_nobody_knows_when_it_was_begun():
    assert seen(3, offered=None).signals == ()
    assert seen(3, offered="another").signals == ()


def test_the_third_problem_in_a_row_that_fails_is_a_streak_told_once_and_kindly():
    failing = LearnerState(failed_in_a_row=2)
    found = seen(60, state=failing)
    assert (found.signals, found.weight) == ((Signal.FAILED_STREAK,), 1.0)
    assert "gentler" in notice(found.signals, solved=False)
    tried = ProblemState(attempts=1, failures=1)
    again = failing._replace(failed_in_a_row=3, problems={CARD.id: tried})
    assert seen(60, state=again).signals == ()
    placing = failing._replace(placement=Placement(PlacementStatus.ACTIVE))
    assert seen(60, state=placing).signals == (), "questions are there to be missed"


def test_failures_are_alike_when_the_same_checks_say_the_same():
    assert failure_mark(WRONG) == failure_mark(verdict(True, False))
    others = [
        verdict(False, False),
        verdict(False, True),
        verdict(False, False, message="not 3"),
        verdict(True, False, status=Status.TIMEOUT),
    ]
    assert len({failure_mark(v) for v in [WRONG, *others]}) == 5
    assert failure_mark(verdict(True, True, status=Status.PASSED)) == ""
