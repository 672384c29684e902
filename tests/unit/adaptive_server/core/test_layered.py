"""The logistic layer in the service: the same chances whichever way they are added up."""

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
from adaptive_server.core.scoring import scored
from adaptive_server.core.selection import choose
from adaptive_server.core.shipped import SHIPPED
from adaptive_server.core.standing import skill_terms
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
@given(histories, layers, st.timedeltas(timedelta(0), timedelta(900)))
def test_the_choice_sees_the_chances_that_the_features_give(history, weights, pause):
    state, at = after(history), NOON + timedelta(days=900) + pause
    terms = skill_terms(state, GRAPH, CARDS, at)
    for s in scored(state, CARDS, terms, tuning=replace(TUNING, layer=weights), at=at):
        row = looked(state, s.card, at)
        assert all(map(isfinite, row))
        assert s.predicted == pytest.approx(probability(weights, row), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(histories)
def test_weights_on_the_beliefs_alone_change_no_chance_and_no_choice(history):
    state, at = after(history), NOON + timedelta(days=900)
    for card in CARDS:
        p = probability(GELO_ALONE, looked(state, card, at))
        assert p == pytest.approx(predict(state, card, at), abs=1e-12)
    plain, layered = (
        choose(state, GRAPH, CARDS, at, random.Random(3), tuning=replace(TUNING, layer=layer))
        for layer in (None, GELO_ALONE)
    )
    assert plain.problem_id == layered.problem_id
    assert (plain.model_version, layered.model_version) == ("gelo-2", "gelo-2+logistic")


def test_what_a_choice_predicts_is_what_the_layer_says():
    state, at = after([(CARDS[0], True, timedelta(0)), (CARDS[2], False, timedelta(1))]), NOON
    tuning = replace(TUNING, layer=SHIPPED["all"])
    choice = choose(state, GRAPH, CARDS, at, random.Random(1), tuning=tuning)
    card = next(c for c in CARDS if c.id == choice.problem_id)
    p = probability(SHIPPED["all"], looked(state, card, at))
    assert choice.predicted == pytest.approx(p, abs=1e-9)
    assert choice.predicted != pytest.approx(predict(state, card, at), abs=1e-3)


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
