"""Forgetting follows FSRS, grows by spaced practice only and is kept in little space."""

from datetime import UTC, datetime, timedelta, timezone

from adaptive_server.core import spacing
from adaptive_server.core.memory import DUE, due_in, retrievability, reviewed
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON

DAY = timedelta(days=1)


def test_agrees_with_the_library_on_spaced_practice():
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    theirs, ours = Card(card_id=1, due=NOON), None
    for day, success in ((0, True), (3, True), (11, False), (12, True), (15, True)):
        at = NOON + day * DAY
        rating = Rating.Good if success else Rating.Again
        theirs, _ = scheduler.review_card(theirs, rating, at)
        ours = reviewed(ours, success, at)
        for later in (1, 5, 40):
            r = scheduler.get_card_retrievability(theirs, at + later * DAY)
            assert abs(retrievability(ours, at + later * DAY) - r) < 1e-3


@given(
    st.floats(0.001, 36500),
    st.floats(1, 10),
    st.floats(0, 3000),
    st.booleans(),
)
@settings(max_examples=200)
def test_the_equations_are_the_librarys_to_the_last_bit(stability, difficulty, days, success):
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    rating, at = Rating.Good if success else Rating.Again, NOON + timedelta(days=days)
    new, _ = scheduler.review_card(Card(card_id=1, due=NOON), rating, NOON)
    assert spacing.first(success) == (new.stability, new.difficulty)
    known = Card(1, State.Review, None, stability, difficulty, NOON, NOON)
    later, _ = scheduler.review_card(known, rating, at)
    found = spacing.after(stability, difficulty, (at - NOON).days, success)
    assert found == (later.stability, later.difficulty)


def test_five_successes_on_one_day_are_worth_one():
    once = many = reviewed(None, True, NOON)
    for minute in range(5):
        many = reviewed(many, True, NOON + timedelta(minutes=minute))
    assert many == once
    assert reviewed(once, True, NOON + 3 * DAY) != once


def test_failing_all_day_is_no_worse_than_failing_once():
    once = many = reviewed(None, False, NOON)
    for minute in range(5):
        many = reviewed(many, False, NOON + timedelta(minutes=minute))
    later = NOON + 2 * DAY
    assert abs(retrievability(many, later) - retrievability(once, later)) < 0.01


def test_a_failure_brings_the_review_nearer():
    good = reviewed(reviewed(None, True, NOON), True, NOON + 3 * DAY)
    bad = reviewed(good, False, NOON + 10 * DAY)
    assert due_in(bad, NOON + 10 * DAY) < due_in(good, NOON + 10 * DAY)


def test_what_was_never_practised_is_not_forgotten():
    assert retrievability(None, NOON) == 1.0


def test_any_time_zone_means_the_same_moment():
    east = NOON.astimezone(timezone(timedelta(hours=9)))
    assert reviewed(None, True, east) == reviewed(None, True, NOON)


history = st.lists(st.tuples(st.booleans(), st.floats(-1, 400)), min_size=1, max_size=20)


@given(history, st.integers(0, 5000))
@settings(max_examples=50)
def test_any_history_gives_a_chance_in_zero_to_one_and_short_text(steps, later):
    text, at = None, datetime(2025, 1, 1, tzinfo=UTC)
    for success, pause in steps:
        at += timedelta(days=pause)
        text = reviewed(text, success, at)
    assert text is not None
    assert len(text) < 80
    r = retrievability(text, at + later * DAY)
    assert 0 < r <= 1
    assert retrievability(text, at + (later + 1) * DAY) <= r


def test_due_in_is_when_the_line_is_crossed():
    text = reviewed(None, True, NOON)
    days = due_in(text, NOON)
    assert retrievability(text, NOON + days * DAY) < DUE
    assert retrievability(text, NOON + (days - 1) * DAY) >= DUE
