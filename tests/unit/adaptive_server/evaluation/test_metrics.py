"""Figures of merit, against values known by hand and by brute force."""

import numpy as np
import pytest
from adaptive_server.evaluation.metrics import (
    auc,
    auc_intervals,
    calibration_error,
    scores,
    weighted_auc,
)
from hypothesis import given, settings
from hypothesis import strategies as st

answers = st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=2, max_size=40)


@given(answers)
@settings(deadline=None)
def test_the_area_is_the_share_of_pairs_in_the_right_order(pairs):
    y = np.array([float(right) for right, _ in pairs])
    p = np.array([p for _, p in pairs])
    ranks = [1.0 if a > b else 0.5 if a == b else 0.0 for a in p[y > 0.5] for b in p[y < 0.5]]
    assert auc(y, p) == pytest.approx(np.mean(ranks) if ranks else 0.5)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 3)), min_size=1))
@settings(max_examples=50, deadline=None)
def test_an_answer_that_counts_several_times_is_as_many_answers(told):
    y, p, times = (np.array(column, dtype=float) for column in zip(*told, strict=True))
    place = np.unique(p, return_inverse=True)[1]
    again = times.astype(int)
    repeated = auc(np.repeat(y, again), np.repeat(p, again)) if again.any() else 0.5
    assert weighted_auc(place, y, times) == pytest.approx(repeated)


def test_figures_of_four_answers_by_hand():
    s = scores(np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.9, 0.2, 0.4, 0.6]))
    assert (s.auc, s.acc) == (0.75, 0.5)
    assert s.brier == pytest.approx((0.01 + 0.04 + 0.36 + 0.36) / 4)
    assert s.log_loss == pytest.approx(-np.log([0.9, 0.8, 0.4, 0.4]).mean())
    assert s.ece == pytest.approx((0.1 + 0.2 + 0.6 + 0.6) / 4)


@given(answers)
@settings(max_examples=50, deadline=None)
def test_figures_are_finite_and_in_range(pairs):
    s = scores(np.array([float(y) for y, _ in pairs]), np.array([p for _, p in pairs]))
    assert all(np.isfinite(v) for v in s.to_json().values())
    assert 0 <= s.ece <= 1
    assert 0 <= s.brier <= 1


def test_true_probabilities_are_calibrated():
    rng = np.random.default_rng(1)
    p = rng.random(50_000)
    assert calibration_error((rng.random(50_000) < p).astype(float), p) < 0.01


def test_intervals_hold_the_value_and_widen_with_fewer_learners():
    rng = np.random.default_rng(2)
    p = rng.random(2000)
    y = (rng.random(2000) < p).astype(float)
    many = auc_intervals(list(range(2000)), y, {"m": p})["m"]
    few = auc_intervals([n % 4 for n in range(2000)], y, {"m": p})["m"]
    assert many[0] < auc(y, p) < many[1]
    assert few[0] < few[1]
