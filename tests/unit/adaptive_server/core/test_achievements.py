"""Achievements are earned once, by what helps learning."""

import random
from datetime import timedelta

from adaptive_server.core.achievements import CATALOGUE, earned
from adaptive_server.core.learner import Evidence, LearnerState, ProblemState
from adaptive_server.core.model import update
from support.small_course import NOON, card, small_cards, small_graph

GRAPH, CARDS = small_graph(), small_cards()
NONE: frozenset[str] = frozenset()


def step(state, problem, solved, at=NOON, held=NONE, cards=CARDS):
    tried = state.problems.get(problem.id, ProblemState())
    evidence = Evidence(solved, float(solved), tried.attempts == 0, tried.hints > 0)
    after = update(state, problem, evidence, at)
    return after, earned(state, after, GRAPH, cards, held, at)


def test_the_first_solution_counts_and_a_failure_earns_nothing():
    state, got = step(LearnerState(), CARDS[0], False)
    assert got == ()
    assert step(LearnerState(), CARDS[0], True)[1] == ("first_solved",)
    assert step(state, CARDS[0], True)[1] == ("first_solved", "came_back")


def test_persistence_is_three_failures_and_a_solution():
    state = LearnerState()
    for _ in range(3):
        state, _ = step(state, CARDS[0], False)
    assert "persistent" in step(state, CARDS[0], True)[1]


def test_five_in_a_row_is_broken_by_a_failure():
    state, got = LearnerState(), ()
    for n, solved in enumerate((True, True, False, True, True, True, True, True)):
        at = NOON + timedelta(minutes=n)
        state, got = step(state, card(f"p{n}", "print"), solved, at)
        assert ("five_in_a_row" in got) == (n == 7)


def test_what_is_held_is_not_earned_again():
    state, got = LearnerState(), ()
    held = frozenset({"first_solved"})
    _, got = step(state, CARDS[0], True, held=held)
    assert got == ()


def test_coming_back_after_a_week_is_welcomed_and_remembering_is_seen():
    state, _ = step(LearnerState(), CARDS[0], True)
    later = NOON + timedelta(days=8)
    assert set(step(state, CARDS[0], True, later)[1]) == {"remembered", "welcome_back"}
    assert "remembered" not in step(state, CARDS[0], False, later)[1]


def test_lesson_section_and_course_are_through_with_their_last_skill():
    state, seen = LearnerState(), []
    cards = tuple(c for c in CARDS if c.id.endswith("-0"))
    for problem in cards:
        state, got = step(state, problem, True, cards=cards)
        seen.append(got)
    assert "lesson_done" in seen[1]
    assert "section_done" in seen[2]
    assert "all_solved" in seen[-1]
    assert not any("all_solved" in got for got in seen[:-1])


def test_a_mastered_skill_is_seen_when_it_is_mastered():
    state, seen = LearnerState(), []
    for n in range(20):
        problem = card(f"p{n}", "loops", b=1.0, band=3)
        state, got = step(state, problem, True, NOON + timedelta(minutes=n))
        seen.append("skill_mastered" in got)
    assert True in seen
    assert seen.index(True) >= 1


def test_the_catalogue_is_kind_and_complete():
    assert all(a.id == key and a.title and a.text for key, a in CATALOGUE.items())
    words = " ".join(a.text for a in CATALOGUE.values()).lower()
    assert not any(w in words for w in ("faster", "beat", "lose", "streak", "hurry"))
    rng, state = random.Random(1), LearnerState()
    for n in range(60):
        at = NOON + timedelta(hours=n * 7)
        state, got = step(state, rng.choice(CARDS), rng.random() < 0.6, at)
        assert set(got) <= set(CATALOGUE)
