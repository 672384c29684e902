"""Figures of a problem: none for a few learners, and intervals that hold."""

from __future__ import annotations

from adaptive_server.core.item_analysis import AWAY_MIN, FEW, Answered, analysis, share
from hypothesis import given
from hypothesis import strategies as st

RIGHT = Answered(solved_first=True, hinted=False, solved=True, left=False, minutes=4.0)
LEFT = Answered(solved_first=False, hinted=True, solved=False, left=True, minutes=None)


def test_a_few_learners_are_counted_and_nothing_else() -> None:
    few = analysis([RIGHT] * (FEW - 1))
    assert few.learners == FEW - 1
    assert (few.first_try, few.hints, few.gave_up, few.minutes) == (None, None, None, None)


def test_what_is_told_of_enough() -> None:
    away = Answered(True, False, True, False, AWAY_MIN + 1)
    found = analysis([RIGHT] * FEW + [LEFT] * FEW + [away])
    assert found.first_try
    assert found.first_try.value == (FEW + 1) / (2 * FEW + 1)
    assert found.hints
    assert found.gave_up
    assert found.hints.value == found.gave_up.value == FEW / (2 * FEW + 1)
    assert found.minutes
    assert (found.minutes.n, found.minutes.middle) == (FEW, 4.0), "who was away tells no time"


@given(st.integers(1, 500), st.floats(0, 1))
def test_an_interval_holds_its_share_and_stays_within_bounds(n: int, part: float) -> None:
    some = share(round(part * n), n)
    assert 0 <= some.low <= some.value <= some.high <= 1
    assert some.high - some.low > 0


def test_more_learners_make_it_narrower() -> None:
    widths = [(s := share(n // 2, n)).high - s.low for n in (10, 100, 1000)]
    assert widths == sorted(widths, reverse=True)
