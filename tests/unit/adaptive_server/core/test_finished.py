"""Who has solved everything is told so that day, and may keep in practice on another."""

import random
from datetime import timedelta

import pytest
from adaptive_server.core.learner import Belief, Evidence, LearnerState
from adaptive_server.core.model import predict, update
from adaptive_server.core.selection import choose, recommended
from adaptive_server.core.tuning import TUNING
from support.small_course import NOON, small_cards, small_graph

GRAPH, CARDS = small_graph(), small_cards()[:8]
NEXT_DAY = NOON + timedelta(days=1)


@pytest.fixture(scope="module")
def finished():
    state = LearnerState(ability=Belief(9.0, 0.1))
    for each in CARDS:
        evidence = Evidence(True, 1.0, True, False)
        state = update(recommended(state, each.id), each, evidence, NOON)
    return state


def next_problem(state, at, why="done"):
    return choose(state, GRAPH, CARDS, at, random.Random(1), why)


def test_on_the_same_day_nothing_is_left(finished):
    choice = next_problem(finished, NOON)
    assert choice.problem_id is None
    assert "well done" in choice.reason


def test_on_another_day_the_problem_that_suits_best_is_there_for_practice(finished):
    choice = next_problem(finished, NEXT_DAY)
    rested = [predict(finished, c) for c in CARDS if c.id not in finished.recent]
    assert choice.predicted == min(rested, key=lambda p: abs(p - TUNING.target))
    assert "keep in practice" in choice.reason


def test_practice_answers_no_complaint(finished):
    assert next_problem(finished, NEXT_DAY, "too_easy").problem_id is None
