from collections import Counter
from random import Random

import pytest
from adaptive_server.core.arms import considered, style_drawn, tuned
from adaptive_server.core.experiment import Experiment, arm_of, parsed, place
from adaptive_server.core.learner import LearnerState
from adaptive_server.core.styles import Style
from adaptive_server.core.tuning import TUNING
from hypothesis import given
from hypothesis import strategies as st
from support.small_course import NOON, small_cards, small_graph

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


def test_arms_of_style_help_their_learners_so_and_log_the_chance_over_both_draws():
    both = Experiment("manner", ("adaptive", "gentle-trace"))
    rng, seen = Random(3), Counter()
    for n in range(4000):
        learner = f"learner-{n}"
        drawn = style_drawn(both, learner, "loops", {}, rng)
        if drawn.held_out:
            assert (drawn.style, drawn.propensity) == (Style.USUAL, 1.0)
            continue
        if arm_of(both, learner) == "gentle-trace":
            assert drawn.style is Style.TRACE
        seen[drawn.style] += 1
        # Without outcomes all four are alike: a half is given a trace, the other draws evenly.
        assert drawn.propensity == pytest.approx(0.625 if drawn.style is Style.TRACE else 0.125)
    assert seen[Style.TRACE] / sum(seen.values()) == pytest.approx(0.625, abs=0.03)


def test_an_arm_of_a_style_alone_chooses_as_usual_and_one_of_both_by_its_policy():
    assert tuned(TUNING, "question") == TUNING
    assert tuned(TUNING, "gentle-question") == tuned(TUNING, "gentle") != TUNING
    graph, cards = small_graph(), small_cards()
    three = Experiment("manner", ("adaptive", "question", "gentle-question"))
    seen = considered(three, LearnerState(), graph, cards, NOON, "done", TUNING)
    assert {policy for one in seen for policy in one.chances} == {"adaptive", "gentle"}
