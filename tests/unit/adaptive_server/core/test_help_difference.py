"""What a style changes: found again in a course where the truth is known, hidden while few."""

import random
from collections import Counter, defaultdict

import pytest
from adaptive_server.core.help_difference import Difference, differences, less
from adaptive_server.core.help_effect import LEAST_N, Episode, Figure, groups, share
from adaptive_server.core.styles import Style, Tally, draw
from hypothesis import given, settings
from hypothesis import strategies as st

EASIER = {"easy": 0.2, "hard": -0.2}
"""What a skill adds to the share of any style."""
shares = st.floats(0.3, 0.7)
row = st.tuples(st.sampled_from("abcdefgh"), st.just(1.0), st.booleans())


def course(truth, usual, rng, learners=400, refresh=40):
    """Simulate learners helped once each on a skill, with tallies read again now and then."""
    wins, tries, tallies, found = Counter(), Counter(), {}, []
    for n in range(learners):
        skill = rng.choice(sorted(EASIER))
        drawn = draw(skill, tallies, rng, f"{rng.random()}")
        base = usual if drawn.held_out else truth[drawn.style]
        won = rng.random() < base + EASIER[skill]
        at = (drawn.style, drawn.propensity, drawn.held_out, "offline")
        found.append(Episode(f"learner-{n}", *at, unaided=won))
        if not drawn.held_out:
            tries[skill, drawn.style] += 1
            wins[skill, drawn.style] += won
        if n % refresh == 0:
            tallies = {key: Tally(wins[key], tries[key]) for key in tries}
    return found


@settings(max_examples=5, deadline=None)
@given(st.lists(shares, min_size=4, max_size=4), st.integers(0, 2**32))
def test_a_known_effect_is_found_without_bias_although_better_styles_are_drawn_more(truth, seed):
    """Over many courses the mean of each estimate is the truth, within four standard errors."""
    rng, truth = random.Random(seed), dict(zip(Style, truth, strict=True))
    told = defaultdict(list)
    for _ in range(60):
        for one in groups(course(truth, 0.5, rng)):
            if one.unaided.value is not None:
                told[one.name].append(one.unaided.value)
    for style in Style:
        values = told[f"style {style}"]
        mean = sum(values) / len(values)
        error = (sum((v - mean) ** 2 for v in values) / len(values) ** 2) ** 0.5
        # A ratio of sums is unbiased but for a part of the order of 1 / n.
        assert mean == pytest.approx(truth[style], abs=4 * error + 0.015)


def test_the_effect_against_the_held_out_lies_in_its_interval_as_often_as_it_says():
    truth = dict(zip(Style, (0.5, 0.6, 0.7, 0.4), strict=True))
    rng, inside, named = random.Random(7), Counter(), Counter()
    for _ in range(60):
        for one in differences(groups(course(truth, 0.5, rng, learners=1500, refresh=150))):
            name = one.name.removesuffix(" less held out")
            if name == "styles drawn" or one.unaided.value is None:
                continue
            effect = truth[Style(name.removeprefix("style "))] - 0.5
            named[name] += 1
            inside[name] += one.unaided.low <= effect <= one.unaided.high
    for name, times in named.items():
        assert times >= 50
        assert inside[name] / times >= 0.85


@settings(max_examples=80, deadline=None)
@given(st.lists(row, max_size=80), st.lists(row, max_size=80))
def test_a_difference_is_hidden_while_either_is_few_and_lies_in_its_interval(one, other):
    found = less(share(one), share(other))
    assert found.n == min(len(one), len(other))
    if found.n < LEAST_N:
        assert found == Figure(found.n)
    else:
        assert -1 <= found.low <= found.value <= found.high <= 1


def test_nobody_helped_is_no_difference_and_no_error():
    names = ["usual", "question", "trace", "contrast"]
    told = [*(f"style {name}" for name in names), "styles drawn"]
    nothing = Figure(0)
    assert differences(groups([])) == [
        Difference(f"{name} less held out", nothing, nothing) for name in told
    ]
