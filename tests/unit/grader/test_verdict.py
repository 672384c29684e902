"""Verdicts, bundles and submissions survive the way through JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.bundle import Bundle, BundleCell, CellRole, Limits
from grader.verdict import LearnerFault, Status, TestOutcome, Verdict, status_of

texts = st.text(max_size=20)
amounts = st.floats(0, 100)
outcomes = st.builds(
    TestOutcome, texts, texts, amounts, amounts, st.booleans(), st.booleans(), texts, texts
)
faults = st.builds(
    LearnerFault,
    texts,
    texts,
    st.none() | texts,
    st.none() | st.integers(1, 99),
    st.none() | st.dictionaries(texts, texts, max_size=3),
)
verdicts = st.builds(
    Verdict,
    st.sampled_from(Status),
    amounts,
    amounts,
    st.lists(outcomes, max_size=3).map(tuple),
    texts,
    texts,
    st.none() | faults,
    amounts,
    amounts,
    amounts,
)
cells = st.builds(BundleCell, texts, st.sampled_from(CellRole), texts, texts, amounts)
bundles = st.builds(
    Bundle,
    texts,
    st.integers(1, 9),
    st.lists(cells, max_size=3).map(tuple),
    st.lists(texts, max_size=3).map(tuple),
    st.builds(Limits, amounts, st.integers(1, 512), st.integers(1, 512)),
)


@given(verdicts)
def test_a_verdict_comes_back_equal(verdict: Verdict) -> None:
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict


@given(bundles)
def test_a_bundle_comes_back_equal(bundle: Bundle) -> None:
    assert Bundle.from_json(json.loads(json.dumps(bundle.to_json()))) == bundle


@pytest.mark.parametrize(
    ("passes", "timed_out", "status"),
    [
        ((1, 1), False, Status.PASSED),
        ((1, 0), True, Status.PARTLY),
        ((0, 0), True, Status.TIMEOUT),
        ((0, 0), False, Status.FAILED),
    ],
)
def test_a_status_says_how_the_tests_ended(
    passes: tuple[int, ...], timed_out: bool, status: Status
) -> None:
    tests = tuple(TestOutcome("t", "", float(p), 1.0, bool(p), hidden=False) for p in passes)
    assert status_of(tests, timed_out=timed_out) is status
