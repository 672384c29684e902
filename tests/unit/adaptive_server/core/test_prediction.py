"""The chance that is told, of the beliefs or of the logistic layer; no choice goes by it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from math import isfinite

import pytest
from adaptive_server.core.believed import believed, looked
from adaptive_server.core.evidence import evidence_of
from adaptive_server.core.features import FEATURES
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.logistic import GELO_ALONE, LEASH, probability
from adaptive_server.core.model import predict, top_bands, update
from adaptive_server.core.placement import begun, question
from adaptive_server.core.selection import choose
from adaptive_server.core.tuning import TUNING
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON, small_cards, small_graph

CARDS, GRAPH = small_cards(), small_graph()
TOPS = top_bands(CARDS)
histories = st.lists(
    st.tuples(st.sampled_from(CARDS), st.booleans(), st.timedeltas(timedelta(0), timedelta(60))),
    max_size=15,
)
layers = st.lists(st.floats(-LEASH, LEASH), min_size=len(FEATURES), max_size=len(FEATURES)).map(
    tuple
)


def after(history) -> LearnerState:
    state, at = LearnerState(), NOON
    for card, solved, pause in history:
        at += pause
        before = state.problems.get(card.id, ProblemState())
        evidence = evidence_of(True, solved, float(solved), 1.0, before)
        state = update(state, card, evidence, at, TOPS)
    return state


@settings(max_examples=40, deadline=None)
@given(histories)
def test_weights_on_the_beliefs_alone_change_no_chance(history):
    state, at = after(history), NOON + timedelta(days=900)
    for card in CARDS:
        row = looked(state, card, at)
        assert all(map(isfinite, row))
        assert probability(GELO_ALONE, row) == pytest.approx(predict(state, card), abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(histories, layers, st.integers(0, 99))
def test_whichever_serves_the_choice_is_the_same_and_its_chance_is_that_of_the_layer(
    history, weights, seed
):
    state, at = after(history), NOON + timedelta(days=900)
    plain, layered = (
        choose(state, GRAPH, CARDS, at, random.Random(seed), tuning=tuning)
        for tuning in (TUNING, replace(TUNING, layer=weights))
    )
    assert (plain.problem_id, plain.propensity) == (layered.problem_id, layered.propensity)
    assert plain.terms == layered.terms
    assert (plain.model_version, layered.model_version) == ("gelo-2", "gelo-2+logistic")
    card = next(c for c in CARDS if c.id == plain.problem_id)
    assert plain.predicted == pytest.approx(predict(state, card), abs=1e-12)
    assert layered.predicted == probability(weights, looked(state, card, at))


def test_the_words_tell_the_chance_of_the_layer_in_placement_too():
    never = tuple(-8.0 if name == "bias" else 0.0 for name in FEATURES)
    tuning = replace(TUNING, layer=never)
    chosen = choose(
        LearnerState(recent=("x",)), GRAPH, CARDS, NOON, random.Random(1), tuning=tuning
    )
    assert chosen.predicted < 0.01
    assert "1 in 10" in chosen.reason
    _, asked = question(begun(LearnerState()), GRAPH, CARDS, NOON, tuning=tuning)
    assert asked.predicted < 0.01


def test_only_a_first_attempt_is_looked_at():
    card = CARDS[0]
    assert len(believed(LearnerState(), card, NOON).looked) == len(FEATURES)
    state = after([(card, False, timedelta(0))])
    assert believed(state, card, NOON).looked == ()
    hinted = LearnerState(problems={card.id: ProblemState(hints=1, hinted_first=True)})
    assert believed(hinted, card, NOON).looked


def test_features_know_how_long_the_learner_was_away():
    state = after([(CARDS[0], True, timedelta(0))])
    day = NOON + timedelta(days=1)
    hours = {n: looked(state, CARDS[0], day)[FEATURES.index(n)] for n in FEATURES if "hours" in n}
    assert hours["log_hours"] == hours["log_hours_skill"] == pytest.approx(1.0)
    assert hours["log_hours_wins_skill"] == pytest.approx(0.6931, abs=1e-4)
