"""Runs policies on the same learners in the same worlds, and compares them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.skills import SkillGraph
from .learner import SimulatedLearner
from .policies import ABLATIONS, POLICIES
from .world import World, course_world, synthetic_world

Table = NDArray[np.float64]

REPLICATES = 1000
COLUMNS = ("mastered_half", "mastered_end", "progress", "success", "idle")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is simulated.

    Attributes:
        learners: In each world.
        problems, skills: Of each world; `skills` is that of the graph where one is given.
        seed: Of the first world; worlds have consecutive seeds.
        worlds: How many.
        steps: Attempts of each learner, eight a day.
        graph: A course's own graph, or None for random ones.
    """

    learners: int
    problems: int
    seed: int
    worlds: int
    steps: int
    skills: int = 50
    graph: SkillGraph | None = None

    def world(self, number: int) -> World:
        """Make one of the worlds."""
        seed = self.seed + number
        if self.graph is not None:
            return course_world(seed, self.graph, self.problems)
        return synthetic_world(seed, self.skills, self.problems)


def simulate(
    plan: Plan,
    policies: Sequence[str],
    jobs: int = 1,
    done: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Return figures per policy with 95 % intervals.

    Args:
        plan: Worlds and learners.
        policies: Names of `POLICIES` and `ABLATIONS`.
        jobs: Processes to use.
        done: Told whenever a policy has gone through a world.
    """
    parts = [(name, n) for name in policies for n in range(plan.worlds)]
    results: dict[str, list[Table]] = {name: [] for name in policies}
    if jobs == 1:
        for name, n in parts:
            results[name].append(run_world(plan, name, n))
            done()
    else:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            waiting = [(name, pool.submit(run_world, plan, name, n)) for name, n in parts]
            for name, future in waiting:
                results[name].append(future.result())
                done()
    tables = {name: np.stack(each) for name, each in results.items()}
    return {"policies": {name: _figures(name, tables) for name in policies}, **_about(plan)}


def run_world(plan: Plan, name: str, number: int) -> Table:
    """Return a row of `COLUMNS` for every learner of a world under one policy."""
    world = plan.world(number)
    rows = []
    for n in range(plan.learners):
        learner = SimulatedLearner(world, 7919 * (plan.seed + number) + n)
        policy = {**POLICIES, **ABLATIONS}[name](world, Random(n))
        half = right = idle = 0.0
        for step in range(plan.steps):
            problem = policy.pick(learner)
            if problem is None:
                idle += 1
                learner.pass_time()
            else:
                solved, hinted = learner.attempt(problem)
                right += solved
                policy.told(problem, solved, hinted, learner)
            if step == plan.steps // 2 - 1:
                half = learner.mastered()
        rows.append(
            (half, learner.mastered(), learner.progress(), right / plan.steps, idle / plan.steps)
        )
    return np.array(rows)


def _figures(name: str, tables: dict[str, Table]) -> dict[str, Any]:
    mine = tables[name]
    figures: dict[str, Any] = {
        column: round(float(mine[..., n].mean()), 4) for n, column in enumerate(COLUMNS)
    }
    figures["interval"] = interval(mine[..., 1])
    for other in ("fixed", "oracle", "ours"):
        if other in tables and other != name:
            for n in (0, 1):
                base = float(tables[other][..., n].mean())
                ratio = float(mine[..., n].mean()) / base if base else None
                figures[f"{COLUMNS[n]}_over_{other}"] = {
                    "ratio": None if ratio is None else round(ratio, 4),
                    "interval": interval(mine[..., n], tables[other][..., n]),
                }
    return figures


def interval(values: Table, base: Table | None = None, seed: int = 0) -> list[float]:
    """Return the 95 % interval of a mean, or of its ratio to a paired base.

    Worlds are drawn with replacement, and learners within each (a two-stage bootstrap: Davison &
    Hinkley, Bootstrap Methods and their Application, 1997, 3.8).
    """
    rng = np.random.default_rng(seed)
    worlds, learners = values.shape
    found = []
    for _ in range(REPLICATES):
        w = rng.integers(worlds, size=(worlds, 1))
        u = rng.integers(learners, size=(worlds, learners))
        below = 1.0 if base is None else float(base[w, u].mean())
        if below > 0:
            found.append(float(values[w, u].mean()) / below)
    low, high = np.percentile(found, [2.5, 97.5]) if found else (0.0, 0.0)
    return [round(float(low), 4), round(float(high), 4)]


def _about(plan: Plan) -> dict[str, Any]:
    return {
        "worlds": plan.worlds,
        "learners_per_world": plan.learners,
        "problems": plan.problems,
        "steps": plan.steps,
        "seed": plan.seed,
        "graph": "course" if plan.graph is not None else "synthetic",
    }
