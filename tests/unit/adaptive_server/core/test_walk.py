"""Whole walks through a course by simulated learners: everyone gets everywhere."""

import random
from datetime import timedelta
from math import exp

import pytest
from adaptive_server.core.evidence import evidence_of
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.mastery import mastery
from adaptive_server.core.model import top_bands, update
from adaptive_server.core.selection import choose, recommended
from support.small_course import NOON, small_cards, small_graph

GRAPH, CARDS = small_graph(), small_cards()
BY_ID = {c.id: c for c in CARDS}
TOP = top_bands(CARDS)


class Best:
    """A draw that always gives the best problem."""

    def random(self):
        return 0.0


def work(state, problem, solved, at):
    before = state.problems.get(problem.id, ProblemState())
    evidence = evidence_of(True, solved, float(solved), 1.0, before)
    return update(state, problem, evidence, at, TOP)


def walk(ability: float, learning: float, seed: int, steps: int = 150):
    """Work for `steps` attempts, 8 a day. Returns the final state, time and ids in order."""
    rng, state, at, path = random.Random(seed), LearnerState(), NOON, []
    known = dict.fromkeys(GRAPH.skills, ability)
    for n in range(steps):
        at = NOON + timedelta(days=n // 8, minutes=20 * (n % 8))
        choice = choose(state, GRAPH, CARDS, at, rng)
        if choice.problem_id is None:
            continue
        problem = BY_ID[choice.problem_id]
        path.append(problem.id)
        state = recommended(state, problem.id)
        z = sum(known[k] for k in problem.skills) / len(problem.skills) - problem.difficulty
        solved = rng.random() < 1 / (1 + exp(-z))
        state = work(state, problem, solved, at)
        for k in problem.skills:
            known[k] += learning
    return state, at, path


@pytest.mark.parametrize(("ability", "learning"), [(-1.0, 0.15), (0.0, 0.1), (1.5, 0.05)])
def test_every_learner_reaches_every_section_and_solves_the_course(ability, learning):
    state, _, path = walk(ability, learning, seed=7)
    assert {BY_ID[p].section for p in path} == {"s1", "s2", "s3"}
    assert all(state.problems[c.id].solved_at for c in CARDS)


def test_who_cannot_solve_anything_is_still_always_offered_something():
    _, _, path = walk(-20.0, 0.0, seed=3, steps=60)
    assert len(path) == 60
    assert {BY_ID[p].section for p in path} == {"s1"}


def test_sections_are_met_in_teaching_order():
    _, _, path = walk(0.0, 0.1, seed=11)
    first = {s: next(n for n, p in enumerate(path) if BY_ID[p].section == s) for s in ("s1", "s3")}
    assert path[0] == "print-0"
    assert first["s1"] < first["s3"]


def test_the_able_master_more_than_the_weak():
    counts = []
    for ability in (-2.0, 3.0):
        state, at, _ = walk(ability, 0.02, seed=5, steps=60)
        counts.append(sum(mastery(state, k, at).mastered for k in GRAPH.skills.values()))
    assert counts[0] < counts[1]
    assert counts[1] >= 4


def test_the_same_seed_gives_the_same_walk():
    assert walk(0.0, 0.1, seed=2, steps=40)[2] == walk(0.0, 0.1, seed=2, steps=40)[2]


def test_what_was_put_off_does_not_come_straight_back():
    state = work(LearnerState(), BY_ID["print-0"], True, NOON)
    for _ in range(6):
        put_off = BY_ID[choose(state, GRAPH, CARDS, NOON, Best()).problem_id]
        passed = recommended(state, put_off.id)
        other = BY_ID[choose(passed, GRAPH, CARDS, NOON, Best(), "not_now").problem_id]
        after = work(recommended(passed, other.id), other, True, NOON)
        assert choose(after, GRAPH, CARDS, NOON, Best()).problem_id not in (None, put_off.id)
        state = work(recommended(state, put_off.id), put_off, True, NOON)
