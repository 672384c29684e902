"""Which prediction serves: the rule, and what it goes by."""

from __future__ import annotations

import random
from math import exp

import pytest
from adaptive_server.core.features import FEATURES, GELO
from adaptive_server.core.logistic import GELO_ALONE, LEASH
from adaptive_server.core.serving import ENOUGH, NEWEST, Contest, Layer, Losses, log_loss, served
from hypothesis import given
from hypothesis import strategies as st

nats = st.floats(0.0, 20.0)
losses = st.builds(Losses, st.integers(0, 10_000), nats, nats, st.floats(0.0, 1.0))


def answers(number: int, slope: float, seed: int = 1) -> list[tuple[tuple[float, ...], bool]]:
    """Answers whose true logit is `slope` times the one of the beliefs."""
    rng, made = random.Random(seed), []
    for _ in range(number):
        z = rng.gauss(0.0, 2.0)
        row = tuple(1.0 if n == 0 else z if n == GELO else 0.0 for n in range(len(FEATURES)))
        made.append((row, rng.random() < 1.0 / (1.0 + exp(-slope * z))))
    return made


def gone_through(some, home=GELO_ALONE) -> Contest:
    contest = Contest(home)
    for row, win in some:
        contest.add(row, win)
    return contest


@given(st.sampled_from(Layer), losses)
def test_the_layer_serves_only_where_its_loss_over_enough_answers_is_lower(before, found):
    layer, why = served(before, found)
    assert why
    if layer is Layer.LOGISTIC:
        assert found.answers >= ENOUGH
        assert found.logistic < found.beliefs
    elif found.answers >= ENOUGH and before is Layer.LOGISTIC:
        assert found.logistic >= found.beliefs


@given(losses)
def test_what_serves_goes_on_serving_while_nothing_changes(found):
    layer, _ = served(Layer.BELIEFS, found)
    for _ in range(3):
        before, (layer, _) = layer, served(layer, found)
        assert layer is before


@pytest.mark.parametrize("lead", [0.0, 0.004])
def test_a_lead_that_may_be_noise_changes_nothing(lead):
    found = Losses(2000, 0.5 + lead, 0.5, 0.005)
    assert served(Layer.BELIEFS, found)[0] is Layer.BELIEFS


def test_where_beliefs_are_too_sure_the_layer_comes_to_serve_and_where_they_are_right_it_does_not():
    wrong = gone_through(answers(3000, slope=0.4)).losses()
    assert served(Layer.BELIEFS, wrong)[0] is Layer.LOGISTIC
    few = gone_through(answers(ENOUGH - 1, slope=0.4)).losses()
    assert served(Layer.BELIEFS, few)[0] is Layer.BELIEFS
    right = gone_through(answers(3000, slope=1.0)).losses()
    assert served(Layer.BELIEFS, right)[0] is Layer.BELIEFS
    foreign = tuple(-1.0 if n == GELO else 0.0 for n in range(len(FEATURES)))
    bad = gone_through(answers(ENOUGH, slope=1.0), home=foreign).losses()
    assert served(Layer.LOGISTIC, bad)[0] is Layer.BELIEFS


def test_no_answer_is_predicted_with_weights_that_know_it():
    some = answers(1200, slope=0.4)
    *_, (row, win) = some
    turned = [*some[:-1], (row, not win)]
    one, other = gone_through(some).losses(), gone_through(turned).losses()
    p = 1.0 / (1.0 + exp(-row[GELO]))
    changed = (other.beliefs - one.beliefs) * one.answers
    assert changed == pytest.approx(log_loss(p, not win) - log_loss(p, win), abs=1e-6)
    before = gone_through(some[:-1])
    x = sum(w * f for w, f in zip(before.weights, row, strict=True))
    p = 1.0 / (1.0 + exp(-x))
    changed = (other.logistic - one.logistic) * one.answers
    assert changed == pytest.approx(log_loss(p, not win) - log_loss(p, win), abs=1e-6)


def test_losses_are_those_of_the_newest_answers():
    old, new = answers(500, slope=-1.0), answers(NEWEST, slope=1.0, seed=2)
    found = gone_through([*old, *new]).losses()
    assert found.answers == NEWEST
    mean = sum(log_loss(1.0 / (1.0 + exp(-row[GELO])), win) for row, win in new) / NEWEST
    assert found.beliefs == pytest.approx(mean)


def test_weights_find_the_slope_of_the_answers_and_follow_when_it_changes():
    some = answers(4100, slope=0.4)
    once = gone_through(some)
    assert once.weights[GELO] == pytest.approx(0.4, abs=0.08)
    assert once.weights == gone_through(some).weights
    assert once.losses().logistic < once.losses().beliefs
    turned = gone_through([*some, *answers(20_000, slope=1.2, seed=3)])
    assert turned.weights[GELO] == pytest.approx(1.2, abs=0.25)


def test_no_features_take_the_weights_out_of_bounds():
    rng = random.Random(5)
    rows = [tuple(rng.choice((-50.0, 0.0, 50.0)) for _ in FEATURES) for _ in range(300)]
    contest = gone_through([(row, rng.random() < 0.5) for row in rows])
    assert max(abs(w - h) for w, h in zip(contest.weights, GELO_ALONE, strict=True)) <= LEASH
    found = contest.losses()
    assert 0.0 <= found.logistic < 21.0
    assert 0.0 <= found.error < 21.0


def test_nothing_lost_is_told_of_no_answers():
    assert Contest(GELO_ALONE).losses() == Losses(0, 0.0, 0.0, 0.0)
