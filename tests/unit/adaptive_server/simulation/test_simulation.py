"""Simulated worlds: reproducible, wrong in the ways they promise, and fair to every policy."""

import json
import sys
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from adaptive_server.cli.main import main
from adaptive_server.simulation.learner import SimulatedLearner
from adaptive_server.simulation.policies import ABLATIONS, POLICIES
from adaptive_server.simulation.run import Plan, interval, run_world, simulate
from adaptive_server.simulation.truth import gains, one_problem, success
from adaptive_server.simulation.world import course_world, synthetic_world
from support.small_course import small_graph

PLAN = Plan(learners=2, problems=40, seed=7, worlds=2, steps=60, skills=10)


def test_the_same_plan_gives_the_same_figures():
    assert simulate(PLAN, ["ours", "fixed"]) == simulate(PLAN, ["ours", "fixed"])


def test_a_policy_that_sees_the_truth_is_ahead_of_chance():
    figures = simulate(replace(PLAN, steps=150), ["random", "oracle"])["policies"]
    assert figures["oracle"]["mastered_end"] > figures["random"]["mastered_end"]
    assert figures["oracle"]["progress"] > figures["random"]["progress"]
    low, high = figures["oracle"]["interval"]
    assert low <= figures["oracle"]["mastered_end"] <= high


@pytest.mark.parametrize("name", [*POLICIES, *ABLATIONS])
def test_every_policy_chooses_problems_that_exist(name):
    table = run_world(replace(PLAN, steps=12), name, 0)
    assert table.shape == (2, 5)
    assert np.all((table >= 0) & (table <= 1))


def test_every_policy_meets_the_same_learners():
    world = synthetic_world(3, 10, 40)
    one, two = SimulatedLearner(world, 5), SimulatedLearner(world, 5)
    assert np.array_equal(one.strength, two.strength)
    assert [one.attempt(n) for n in range(10)] == [two.attempt(n) for n in range(10)]


def test_practice_teaches_and_absence_forgets():
    world = synthetic_world(3, 10, 40)
    learner = SimulatedLearner(world, 5)
    before = learner.progress()
    policy = POLICIES["oracle"](world, Random(0))
    for _ in range(60):
        problem = policy.pick(learner)
        assert problem is not None
        learner.attempt(problem)
    after = learner.progress()
    assert after > before
    learner.days += 200
    assert learner.progress() < after


def test_one_problem_is_the_row_of_all_problems():
    world = synthetic_world(4, 10, 40)
    a = SimulatedLearner(world, 1).effective()
    p, gain = success(world.truth, a, 0.04, 0.07), gains(world.truth, a, 0.5)
    for n in range(40):
        chance, taught = one_problem(world.truth, n, a, 0.5, 0.04, 0.07)
        assert chance == pytest.approx(p[n])
        assert taught == pytest.approx(gain[world.truth.taken[0] == n])


def test_success_needs_every_skill():
    truth = synthetic_world(1, 10, 40).truth
    strong, weak = np.ones(10), np.ones(10)
    weak[0] = 0.0
    uses = truth.uses[:, 0]
    assert np.all(success(truth, weak, 0.04, 0.07)[uses] < success(truth, strong, 0.04, 0.07)[uses])


def test_a_course_keeps_its_own_graph_but_for_the_mistakes():
    world = course_world(2, small_graph(), 40)
    assert set(world.graph.skills) == set(small_graph().skills)
    assert len(world.cards) == 40
    assert sorted(world.author_order) == list(range(40))


def test_an_interval_of_a_paired_ratio_is_narrow_where_pairs_agree():
    base = np.random.default_rng(1).random((4, 8)) + 0.5
    low, high = interval(1.3 * base, base)
    assert low == high == pytest.approx(1.3)


def test_the_command_prints_the_figures_and_names_the_policies_it_knows(monkeypatch, capsys):
    words = "mastery model simulate --learners 1 --worlds 1 --problems 20 --steps 10 --skills 5"
    more = ["--jobs", "1", "--json", "--policies", "ours,fixed"]
    monkeypatch.setattr(sys, "argv", [*words.split(), *more])
    with pytest.raises(SystemExit) as done:
        main()
    assert not done.value.code
    figures = json.loads(capsys.readouterr().out)["policies"]
    assert set(figures) == {"ours", "fixed"}
    for each in figures.values():
        assert {"mastered_half", "mastered_end", "progress", "interval"} <= set(each)
    monkeypatch.setattr(sys, "argv", [*words.split(), "--policies", "best"])
    with pytest.raises(SystemExit) as refused:
        main()
    assert refused.value.code == 2
    assert "no policy 'best'; there are ours" in capsys.readouterr().err
