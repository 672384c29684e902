"""Styles are drawn with the chance that is logged, better ones more often, none never."""

import random
from collections import Counter

import pytest
from adaptive_server.core.styles import (
    EXPLORE,
    Drawn,
    Style,
    Tally,
    best_chances,
    chances,
    draw,
    held_out,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor_labext import situation

tally = st.integers(0, 400).flatmap(lambda n: st.builds(Tally, st.integers(0, n), st.just(n)))
known = st.dictionaries(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(Style)), tally)
DRAWS = 1500


@settings(max_examples=40, deadline=None)
@given(known)
def test_the_chances_are_a_distribution_in_which_each_style_can_be_drawn(tallies):
    found = chances("a", tallies)
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) >= EXPLORE / 4 - 1e-12


@settings(max_examples=40, deadline=None)
@given(known, st.integers(0, 2**32))
def test_the_logged_propensity_is_the_chance_of_what_was_drawn(tallies, seed):
    learner = f"learner {seed}"
    drawn = draw("a", tallies, random.Random(seed), learner)
    if held_out(learner):
        assert drawn == Drawn(Style.USUAL, 1.0, True)
    else:
        assert drawn.propensity == chances("a", tallies)[drawn.style]
    assert drawn == draw("a", tallies, random.Random(seed), learner)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 60), st.floats(1, 60)), min_size=2, max_size=4))
def test_the_chance_to_be_the_best_is_that_of_drawing_from_the_beliefs(beliefs):
    rng = random.Random(1)
    wins = Counter()
    for _ in range(DRAWS):
        values = [rng.betavariate(a, b) for a, b in beliefs]
        wins[values.index(max(values))] += 1
    for index, chance in enumerate(best_chances(tuple(beliefs))):
        assert wins[index] / DRAWS == pytest.approx(chance, abs=0.08)


@settings(max_examples=30, deadline=None)
@given(known, st.sampled_from(Style))
def test_a_success_makes_its_style_likelier(tallies, style):
    old = tallies.get(("a", style), Tally())
    more = {**tallies, ("a", style): Tally(old.wins + 1, old.tries + 1)}
    assert chances("a", more)[style] >= chances("a", tallies)[style] - 0.01


def test_draws_come_as_often_as_they_say_and_a_twentieth_is_held_out():
    tallies = {("a", Style.TRACE): Tally(9, 10), ("b", Style.QUESTION): Tally(1, 10)}
    rng, found = random.Random(2), Counter()
    people = [str(n) for n in range(2000)]
    for learner in people:
        drawn = draw("a", tallies, rng, learner)
        found[drawn.style if not drawn.held_out else "held out"] += 1
    assert 0.03 < found["held out"] / len(people) < 0.07
    drawn_at_all = len(people) - found["held out"]
    for style, chance in chances("a", tallies).items():
        assert found[style] / drawn_at_all == pytest.approx(chance, abs=0.05)
    assert found[Style.TRACE] > found[Style.QUESTION]


def test_the_core_and_the_tutor_mean_the_same_styles():
    assert [s.value for s in Style] == [s.value for s in situation.Style]
