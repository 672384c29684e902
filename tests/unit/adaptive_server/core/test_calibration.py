"""Calibration finds the truth it was made from, says how unsure it is, and flags contradictions."""

import random
from math import exp, isfinite, sqrt

import pytest
from adaptive_server.core.calibration import FirstAttempt, calibrated
from adaptive_server.core.learner import Belief
from adaptive_server.core.monitoring import calibration
from hypothesis import given, settings
from hypothesis import strategies as st

AUTHOR = Belief(0.0, 0.5)


def attempts(n: int, b: float, a: float = 1.0, seed: int = 1) -> list[FirstAttempt]:
    rng = random.Random(seed)
    made = []
    for _ in range(n):
        theta = rng.gauss(0, 1.5)
        solved = rng.random() < 1 / (1 + exp(-a * (theta - b)))
        made.append(FirstAttempt(Belief(theta, 0.01), AUTHOR, solved))
    return made


@pytest.mark.parametrize("b", [-2.0, 0.0, 1.5])
@pytest.mark.parametrize("a", [0.6, 1.0, 2.0])
def test_many_answers_give_difficulty_and_discrimination_back(a, b):
    found = calibrated(AUTHOR, attempts(1500, b, a))
    assert found.difficulty.mean == pytest.approx(b, abs=4 * sqrt(found.difficulty.variance))
    assert found.discrimination.mean == pytest.approx(a, rel=0.25)
    assert found.difficulty.variance < 0.05


def test_without_answers_the_author_is_believed():
    found = calibrated(Belief(0.7, 0.5), [])
    assert found.difficulty == pytest.approx((0.7, 0.5))
    assert found.discrimination == pytest.approx((1.0, 0.25))
    assert (found.answers, found.wins, found.flag) == (0, 0, "")


def test_the_order_of_answers_does_not_matter_and_more_of_them_make_surer():
    some = attempts(60, 0.5)
    assert calibrated(AUTHOR, some).difficulty == pytest.approx(
        calibrated(AUTHOR, some[::-1]).difficulty
    )
    assert (
        calibrated(AUTHOR, attempts(400, 0.5)).difficulty.variance
        < calibrated(AUTHOR, some).difficulty.variance
        < AUTHOR.variance
    )


@pytest.mark.parametrize(
    ("b", "a", "flag"),
    [
        (3.0, 1.0, "harder than its author says"),
        (-3.0, 1.0, "easier than its author says"),
        (0.0, 0.05, "hardly tells who can"),
        (0.2, 1.0, ""),
    ],
)
def test_a_problem_that_contradicts_its_author_is_flagged(b, a, flag):
    assert calibrated(AUTHOR, attempts(400, b, a)).flag == flag
    assert calibrated(AUTHOR, attempts(10, b, a)).flag == ""


@given(
    st.lists(st.tuples(st.floats(-8, 8), st.floats(1e-4, 4), st.booleans()), max_size=30),
    st.floats(-8, 8),
)
@settings(deadline=None)
def test_any_answers_give_finite_figures(told, prior):
    some = [FirstAttempt(Belief(m, v), AUTHOR, y) for m, v, y in told]
    found = calibrated(Belief(prior, 0.5), some)
    assert all(isfinite(x) for x in (*found.difficulty, *found.discrimination))
    assert found.difficulty.variance > 0
    assert found.discrimination.mean > 0


def test_predictions_that_hold_raise_no_alarm_and_those_that_do_not_do():
    rng = random.Random(3)
    told = [(p, rng.random() < p) for p in (rng.random() for _ in range(2000))]
    assert calibration(told).alarm == ""
    assert calibration(told).ece < 0.05
    assert "too high" in calibration([(min(1, p + 0.2), y) for p, y in told]).alarm
    assert "too low" in calibration([(max(0, p - 0.2), y) for p, y in told]).alarm
    assert "calibration error" in calibration([(float(p > 0.5), y) for p, y in told]).alarm
    assert calibration([(0.9, False)] * 20).alarm == ""
