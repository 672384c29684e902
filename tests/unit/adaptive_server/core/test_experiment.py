from collections import Counter

import pytest
from adaptive_server.core.experiment import Experiment, arm_of, parsed, place
from hypothesis import given
from hypothesis import strategies as st

BOTH = Experiment("target", ("adaptive", "gentle"))


@given(st.text(), st.text())
def test_a_place_is_fixed_and_within_bounds(name, subject):
    assert 0.0 <= place(name, subject) < 1.0
    assert place(name, subject) == place(name, subject)


def test_shares_are_kept_and_experiments_are_independent():
    people = [f"learner-{n}" for n in range(4000)]
    three = Experiment("shares", ("a", "b", "c"), (0.5, 0.3, 0.2))
    counts = Counter(arm_of(three, p) for p in people)
    assert [round(counts[a] / 4000, 1) for a in three.arms] == [0.5, 0.3, 0.2]
    other = Experiment("target-2", BOTH.arms)
    together = Counter((arm_of(BOTH, p), arm_of(other, p)) for p in people)
    # 4000 learners in four cells of 1000: five standard deviations are 137.
    assert all(abs(n - 1000) < 137 for n in together.values())


def test_a_known_draw_never_changes():
    drawn = "".join(arm_of(BOTH, f"learner-{n}")[0] for n in range(24))
    assert drawn == "aaagaggagggagaaagaagggga"


@pytest.mark.parametrize(
    "text", ["target", "target:adaptive", "target:a,a", "Target:a,b", "x:a,,b", "x:" + "a," * 9]
)
def test_a_wrong_experiment_is_refused(text):
    with pytest.raises(ValueError):
        parsed(text)


def test_no_text_is_no_experiment():
    assert parsed(" ") is None
    assert parsed("target: adaptive, gentle") == BOTH
    with pytest.raises(ValueError, match="positive share"):
        Experiment("x", ("a", "b"), (1.0, 0.0))
