"""Hints come one rung at a time: at once, then after a try or a wait."""

from datetime import timedelta

from adaptive_server.core.hints import WAIT_S, HintPermit, allowed
from hypothesis import given
from hypothesis import strategies as st
from support.small_course import NOON


def after(seconds: float):
    return NOON + timedelta(seconds=seconds)


def test_the_first_hint_comes_at_once():
    assert allowed([], 4, None, NOON) == HintPermit(1, 0, True)
    assert allowed([], 1, None, NOON) == HintPermit(1, 0, False)


def test_a_problem_without_hints_gives_none():
    assert allowed([], 0, NOON, NOON) == HintPermit(0, 0, False)


def test_too_soon_repeats_the_same_rung_and_says_how_long():
    assert allowed([(1, NOON)], 3, None, after(60)) == HintPermit(1, 120, True)


def test_a_new_attempt_or_three_minutes_raise_the_rung():
    assert allowed([(1, NOON)], 3, after(10), after(11)) == HintPermit(2, 0, True)
    assert allowed([(1, NOON)], 3, None, after(WAIT_S)) == HintPermit(2, 0, True)
    assert allowed([(1, NOON)], 3, after(-10), after(11)).rung == 1


def test_asking_again_does_not_restart_the_wait():
    shown = [(1, NOON), (1, after(60)), (1, after(170))]
    assert allowed(shown, 3, None, after(180)).rung == 2


def test_the_ladder_ends_at_its_top():
    shown = [(n, after(n)) for n in (1, 2, 3)]
    assert allowed(shown, 3, after(500), after(900)) == HintPermit(3, 0, False)
    assert allowed(shown, 2, None, after(900)) == HintPermit(2, 0, False)


moments = st.integers(-5000, 5000).map(after)


@given(
    st.lists(st.tuples(st.integers(1, 8), moments), max_size=8),
    st.integers(0, 6),
    st.none() | moments,
    moments,
)
def test_never_beyond_the_ladder_nor_more_than_one_rung_up(shown, ladder, attempt, now):
    permit = allowed(shown, ladder, attempt, now)
    top = max((rung for rung, _ in shown), default=0)
    assert 0 <= permit.rung <= ladder
    assert permit.rung <= top + 1
    assert 0 <= permit.wait_s <= WAIT_S
    assert permit.more == (permit.rung < ladder)
    if permit.wait_s:
        assert permit.rung == top
