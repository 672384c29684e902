"""Signals of behaviour: what meets a rule, what does not, and what it does to the evidence."""

from dataclasses import replace

import pytest
from adaptive_server.core.behaviour import (
    Attempted,
    Signal,
    failures_alike,
    idle_from,
    rapid_below,
    signals,
    weight,
)
from adaptive_server.core.evidence import evidence_of, trust
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.model import update
from adaptive_server.core.notices import notice
from hypothesis import given
from hypothesis import strategies as st
from support.small_course import NOON, small_cards

CARD = small_cards()[0]
NEW, TRIED = ProblemState(), ProblemState(attempts=1, failures=1)


def attempt(seconds, solved=False, before=NEW, mark="m", minutes=5, failed=0):
    return Attempted(solved, seconds, minutes, "" if solved else mark, before, failed)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (attempt(9.9), {Signal.RAPID_GUESS}),
        (attempt(9.9, solved=True), {Signal.RAPID_GUESS}),
        (attempt(10.0), set()),
        (attempt(6.5, minutes=1), set()),
        (attempt(4.0, before=TRIED), {Signal.RAPID_GUESS}),
        (attempt(4.0, solved=True, before=TRIED), set()),
        (attempt(7.0, before=TRIED), set()),
        (attempt(None), set()),
        (attempt(1799.0), set()),
        (attempt(1800.0), {Signal.IDLE}),
        (attempt(60.0, before=ProblemState(2, 2, 0, failure_mark="m", same_failures=2)),
         {Signal.SAME_FAILURE}),
        (attempt(60.0, before=ProblemState(2, 2, 0, failure_mark="other", same_failures=2)), set()),
        (attempt(60.0, before=ProblemState(hints=3)), {Signal.HINT_ABUSE}),
        (attempt(60.0, before=ProblemState(attempts=2, failures=2, hints=3)), set()),
        (attempt(60.0, failed=1), set()),
        (attempt(60.0, failed=2), {Signal.FAILED_STREAK}),
        (attempt(60.0, failed=2, solved=True), set()),
        (attempt(60.0, failed=3, before=TRIED, mark="other"), set()),
    ],
)  # fmt: skip
def test_an_attempt_meets_a_rule_or_does_not(seen, expected):
    assert set(signals(seen)) == expected


@given(st.sets(st.sampled_from(Signal)), st.integers(0, 1000))
def test_a_weight_is_never_zero_never_above_one_and_falls_with_each_signal(found, alike):
    whole = weight(found, alike)
    assert 0 < whole <= 1
    assert all(weight(found - {s}, alike) >= whole for s in found)
    assert notice(found, solved=True) == ""
    assert bool(notice(found, solved=False)) is bool(found)


@given(st.integers(0, 240))
def test_no_pause_is_both_rapid_and_long(minutes):
    assert rapid_below(minutes) < idle_from(minutes)


def test_failures_alike_are_counted_in_a_row_and_a_success_ends_them():
    state = LearnerState()
    for mark, solved, alike in (
        ("a", False, 1),
        ("a", False, 2),
        ("b", False, 1),
        ("b", False, 2),
        ("", True, 0),
        ("b", False, 1),
    ):
        before = state.problems.get(CARD.id, NEW)
        evidence = evidence_of(True, solved, float(solved), 1.0, before, mark=mark)
        state = update(state, CARD, evidence, NOON)
        assert state.problems[CARD.id].same_failures == alike
        assert failures_alike(state.problems[CARD.id], mark) == (alike + 1 if mark else 0)


def test_a_weighted_attempt_moves_abilities_less_in_the_same_direction():
    plain = evidence_of(True, False, 0.0, 1.0, NEW, mark="m")
    guess = replace(plain, weight=weight((Signal.RAPID_GUESS,), 1))
    assert trust(guess) == pytest.approx(0.2 * trust(plain))
    moved = [update(LearnerState(), CARD, e, NOON).ability.mean for e in (plain, guess)]
    assert moved[0] < moved[1] < 0
