"""Goals: the earliest day first, led to where it is closed, and never a dead end."""

import random
from datetime import date, timedelta

import pytest
from adaptive_server.core.goals import Goal, aims
from adaptive_server.core.learner import Belief, Evidence, LearnerState, ProblemState
from adaptive_server.core.model import predict, update
from adaptive_server.core.selection import choose, recommended
from adaptive_server.core.standing import TRIES, is_open, skill_terms
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON, small_cards, small_graph

GRAPH, CARDS = small_graph(), small_cards()
BY_ID = {c.id: c for c in CARDS}
LOOPS, STRUCTURE = Goal("l4", date(2025, 3, 20)), Goal("l5", date(2025, 3, 10))


def attempt(state, problem_id, solved):
    before = state.problems.get(problem_id, ProblemState())
    evidence = Evidence(solved, float(solved), before.attempts == 0, False)
    return update(recommended(state, problem_id), BY_ID[problem_id], evidence, NOON)


BEGUN = attempt(LearnerState(), "print-0", True)
ABLE = attempt(LearnerState(ability=Belief(2.4, 0.1)), "print-0", True)


def picked(state, *goals, why="done", seed=1, at=NOON):
    return choose(state, GRAPH, CARDS, at, random.Random(seed), why, goals=goals)


@pytest.mark.parametrize("seed", range(10))
def test_an_open_lesson_comes_first_and_the_reason_says_when_it_is_due(seed):
    choice = picked(ABLE, LOOPS, seed=seed)
    assert "loops" in BY_ID[choice.problem_id].skills
    assert "“l4”, which is due on 20 March: this practises “`for` loops”" in choice.reason
    late = picked(ABLE, LOOPS, seed=seed, at=NOON + timedelta(days=60))
    assert "was due on 20 March" in late.reason


def test_a_closed_lesson_is_led_to_by_what_it_builds_on():
    choice = picked(BEGUN, STRUCTURE)
    way = set(BY_ID[choice.problem_id].skills)
    assert way & {"print", "names"}
    assert "leads there by way of" in choice.reason


def test_the_earliest_day_comes_first_and_a_lesson_that_is_gone_is_no_goal():
    terms = skill_terms(ABLE, GRAPH, CARDS, NOON)
    found = aims((LOOPS, STRUCTURE, Goal("gone", date(2025, 1, 1))), GRAPH, terms)
    assert [a.goal for a in found] == [STRUCTURE, LOOPS]


def test_a_complaint_is_answered_within_the_goal_or_beyond_it():
    state = recommended(ABLE, BY_ID["loops-2"].id)
    here = predict(state, BY_ID["loops-2"])
    assert picked(state, LOOPS, why="too_hard").predicted > here
    assert picked(state, LOOPS, why="too_easy").predicted < here
    hardest = recommended(ABLE, BY_ID["loops-3"].id)
    assert picked(hardest, LOOPS, why="too_easy").problem_id is not None


@pytest.mark.parametrize(
    ("why", "heard"),
    [
        ("too_hard", "A gentler one, then."),
        ("too_easy", "More of a challenge, then."),
        ("not_now", "Something else, then."),
    ],
)
def test_the_reason_for_a_goal_says_that_a_complaint_was_heard(why, heard):
    state = recommended(ABLE, BY_ID["loops-2"].id)
    assert picked(state, LOOPS, why=why).reason.startswith(f"{heard} Your instructor has assigned")


@pytest.mark.parametrize("seed", range(5))
def test_three_failures_within_a_goal_step_back_before_it_goes_on(seed):
    state = ABLE
    for _ in range(TRIES):
        state = attempt(state, "loops-3", False)
    choice = picked(state, LOOPS, seed=seed)
    assert "easier side" in choice.reason
    assert {"loops", "names"} & set(BY_ID[choice.problem_id].skills)
    assert predict(state, BY_ID[choice.problem_id]) > predict(state, BY_ID["loops-3"])
    on = attempt(state, choice.problem_id, True)
    assert "“l4”" in picked(on, LOOPS, seed=seed).reason


@pytest.mark.parametrize(
    ("goal", "way"), [(Goal("l1", date(2025, 3, 8)), "practises"), (LOOPS, "leads there by way of")]
)
def test_a_new_learner_is_welcomed_with_the_lesson_that_is_assigned(goal, way):
    choice = picked(LearnerState(), goal)
    assert choice.problem_id == "print-0"
    assert choice.reason.startswith("Welcome! Your instructor has assigned")
    assert f"“{goal.lesson}”" in choice.reason
    assert f"this {way} “Printing text”" in choice.reason


def test_a_new_learner_whose_lesson_has_nothing_left_is_just_welcomed():
    assert "begin with" in picked(LearnerState(), Goal("gone", date(2025, 3, 8))).reason


histories = st.lists(st.tuples(st.sampled_from(CARDS), st.booleans()), max_size=30)


@given(histories, st.sampled_from(["done", "too_easy", "too_hard", "not_now"]))
@settings(max_examples=40, deadline=None)
def test_a_goal_takes_no_way_forward_away_and_opens_nothing_that_is_closed(history, why):
    state = LearnerState()
    for problem, solved in history:
        state = attempt(state, problem.id, solved)
    with_goal, without = picked(state, LOOPS, STRUCTURE, why=why), picked(state, why=why)
    assert (with_goal.problem_id is None) is (without.problem_id is None)
    if "has assigned" in with_goal.reason:
        terms = skill_terms(state, GRAPH, CARDS, NOON)
        assert is_open(BY_ID[with_goal.problem_id], terms)
