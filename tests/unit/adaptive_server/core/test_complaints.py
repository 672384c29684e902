"""Complaints are answered as they are meant, or the learner is told why they are not."""

import random
from datetime import date

import pytest
from adaptive_server.core.goals import Goal
from adaptive_server.core.learner import Belief, Evidence, LearnerState, ProblemState
from adaptive_server.core.model import predict, update
from adaptive_server.core.selection import choose, offers, recommended
from adaptive_server.core.standing import is_open, skill_terms
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON, card, small_cards, small_graph

GRAPH = small_graph()
FIRST = card("print-0", "print", b=-1.0)
CARDS = (FIRST, card("names-0", "names"), card("loops-0", "loops", b=1.0))
SHOWN = recommended(LearnerState(), FIRST.id)


class Best:
    """A draw that always gives the best problem."""

    def random(self):
        return 0.0


@pytest.mark.parametrize("why", ["too_hard", "not_now"])
def test_where_all_else_builds_on_the_problem_it_stays_and_is_told_why(why):
    choice = choose(SHOWN, GRAPH, CARDS, NOON, Best(), why)
    assert choice.problem_id is None
    assert "build on this one" in choice.reason


def test_who_finds_the_only_open_problem_too_easy_is_led_on():
    choice = choose(SHOWN, GRAPH, CARDS, NOON, Best(), "too_easy")
    assert choice.problem_id == "names-0"
    assert choice.predicted < predict(SHOWN, FIRST)
    assert "more of a challenge" in choice.reason
    assert [s.card.id for s, _ in offers(SHOWN, GRAPH, CARDS, NOON, "too_easy")] == ["names-0"]


def test_what_was_found_too_easy_is_not_taken_for_failed():
    after = recommended(SHOWN, CARDS[1].id)
    assert choose(after, GRAPH, CARDS, NOON, Best()).problem_id == FIRST.id


ALL = small_cards()
BY_ID = {c.id: c for c in ALL}


def attempted(history, ability=0.0):
    state = LearnerState(ability=Belief(ability, 0.3))
    for problem, solved in history:
        before = state.problems.get(problem.id, ProblemState())
        evidence = Evidence(solved, float(solved), before.attempts == 0, False)
        state = update(recommended(state, problem.id), problem, evidence, NOON)
    return state


histories = st.lists(st.tuples(st.sampled_from(ALL), st.booleans()), min_size=1, max_size=25)
GOALS = (Goal("l4", date(2025, 3, 20)),)


@given(histories, st.sampled_from(ALL), st.sampled_from([(), GOALS]), st.integers(0, 9))
@settings(max_examples=150, deadline=None)
def test_who_finds_a_problem_too_hard_never_gets_a_harder_one(history, shown, goals, seed):
    state = recommended(attempted(history), shown.id)
    choice = choose(state, GRAPH, ALL, NOON, random.Random(seed), "too_hard", goals=goals)
    if choice.problem_id is not None:
        assert predict(state, BY_ID[choice.problem_id]) > predict(state, shown)


def test_where_nothing_is_harder_the_hardest_of_the_rest_comes_nearest():
    hardest = card("hardest", "print", b=3.0)
    state = recommended(attempted([(BY_ID["print-2"], True)]), hardest.id)
    choice = choose(state, GRAPH, (*ALL, hardest), NOON, Best(), "too_easy")
    terms = skill_terms(state, GRAPH, ALL, NOON)
    left = [c for c in ALL if is_open(c, terms) and c.id != "print-2"]
    assert choice.predicted == min(predict(state, c) for c in left)
    assert "comes nearest" in choice.reason


def test_where_all_others_are_harder_the_problem_stays_and_the_way_to_another_is_told():
    state = recommended(attempted([(BY_ID["print-2"], False)]), "print-0")
    choice = choose(state, GRAPH, ALL, NOON, Best(), "too_hard")
    assert choice.problem_id is None
    assert "others are harder" in choice.reason
    assert "“Not now”" in choice.reason
    assert choose(state, GRAPH, ALL, NOON, Best(), "not_now").problem_id is not None


@pytest.mark.parametrize("goals", [(), GOALS])
@pytest.mark.parametrize("seed", range(20))
def test_what_was_called_too_hard_does_not_come_back_after_not_now(goals, seed):
    state = recommended(attempted([(BY_ID["print-0"], True)], ability=2.4), "loops-2")
    rng, passed = random.Random(seed), {"loops-2"}
    for why in ("too_hard", "not_now", "not_now", "not_now"):
        choice = choose(state, GRAPH, ALL, NOON, rng, why, goals=goals)
        assert choice.problem_id not in passed
        passed.add(choice.problem_id)
        state = recommended(state, choice.problem_id)


def test_of_two_that_are_left_the_one_passed_over_comes_back():
    cards = (card("a", "print"), card("b", "print"))
    state = recommended(recommended(LearnerState(), "a"), "b")
    assert choose(state, GRAPH, cards, NOON, Best(), "not_now").problem_id == "a"
