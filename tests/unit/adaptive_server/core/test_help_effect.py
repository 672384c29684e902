"""Outcomes of help: hidden while few, inside their interval, undone of the unequal draw."""

import random

import pytest
from adaptive_server.core.help_effect import LEAST_N, Episode, group, groups, middle, share
from adaptive_server.core.styles import Style
from hypothesis import given, settings
from hypothesis import strategies as st

row = st.tuples(st.sampled_from("abcdefgh"), st.floats(1, 40), st.booleans())


@settings(max_examples=80, deadline=None)
@given(st.lists(row, max_size=120))
def test_a_share_is_hidden_while_few_and_lies_in_its_interval(rows):
    found = share(rows)
    assert found.n == len(rows)
    if len(rows) < LEAST_N:
        assert (found.value, found.low, found.high) == (None, None, None)
    else:
        assert 0 <= found.low <= found.value <= found.high <= 1


@settings(max_examples=80, deadline=None)
@given(st.lists(st.none() | st.floats(0, 1e6), max_size=120))
def test_a_median_is_hidden_while_few_and_lies_in_its_interval(times):
    found = middle([(str(n), 1.0, time) for n, time in enumerate(times)])
    shown = [x for x in (found.low, found.value, found.high) if x is not None]
    assert shown == sorted(shown)
    if len(times) < LEAST_N:
        assert shown == []
    elif None not in times:
        assert len(shown) == 3


def test_many_episodes_of_few_learners_count_as_few():
    many = share([(str(n), 1.0, n % 2 == 0) for n in range(100)])
    few = share([(str(n % 5), 1.0, n % 2 == 0) for n in range(100)])
    assert few.high - few.low > 2 * (many.high - many.low)


def test_a_median_of_equal_weights_is_the_middle_and_counts_learners():
    many = middle([(str(n), 1 / 3, float(n)) for n in range(99)])
    few = middle([(str(n % 5), 1 / 3, float(n)) for n in range(99)])
    assert (many.value, few.value) == (49.0, 49.0)
    assert few.high - few.low > 2 * (many.high - many.low)


def test_times_are_weighted_by_the_inverse_propensity_too():
    """The quick were drawn nine times as often; half of all learners are slow."""
    quick = [Episode(f"q{n}", Style.TRACE, 0.9, False, "offline", fixed_s=10) for n in range(90)]
    slow = [Episode(f"s{n}", Style.TRACE, 0.1, False, "offline", fixed_s=99) for n in range(11)]
    assert group("", quick + slow).fixed_s.value == 99
    assert group("", quick + slow, weighted=False).fixed_s.value == 10


def test_what_was_drawn_more_often_for_the_stronger_is_not_better_for_it():
    """Both styles work alike; the draw follows strength, and only the weights undo that."""
    rng, rows = random.Random(3), []
    for n in range(4000):
        strong = rng.random() < 0.5
        chance = 0.8 if strong else 0.2
        drawn = rng.random() < chance
        style, propensity = (Style.TRACE, chance) if drawn else (Style.USUAL, 1 - chance)
        won = rng.random() < (0.9 if strong else 0.3)
        rows.append(Episode(str(n), style, propensity, False, "offline", unaided=won))
    plain = group("", [e for e in rows if e.style is Style.TRACE], weighted=False)
    trace, usual = (g for g in groups(rows) if g.name in ("style trace", "style usual"))
    assert plain.unaided.value > 0.7
    for found in (trace, usual):
        assert found.unaided.value == pytest.approx(0.6, abs=0.05)
        assert found.unaided.low <= 0.6 <= found.unaided.high
