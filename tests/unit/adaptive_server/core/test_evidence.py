"""Only attempts are evidence, and only an unhinted first success is a win."""

from adaptive_server.core.evidence import evidence_of, is_win
from adaptive_server.core.learner import ProblemState
from hypothesis import given
from hypothesis import strategies as st


@given(st.booleans(), st.floats(), st.floats(), st.integers(0, 9), st.integers(0, 5))
def test_any_verdict_gives_a_share_in_zero_to_one_or_nothing(passed, score, full, tries, hints):
    before = ProblemState(attempts=tries, hints=hints)
    assert evidence_of(False, passed, score, full, before) is None
    evidence = evidence_of(True, passed, score, full, before)
    assert evidence is not None
    assert 0 <= evidence.score_share <= 1
    assert evidence.first == (tries == 0)
    assert evidence.hinted == (hints > 0)
    assert is_win(evidence) == (passed and tries == 0 and hints == 0)


def test_a_problem_without_points_still_has_a_share():
    evidence = evidence_of(True, True, 0.0, 0.0, ProblemState())
    assert evidence is not None
    assert evidence.score_share == 1.0
