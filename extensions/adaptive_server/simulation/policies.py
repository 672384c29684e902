"""Policies under comparison. Only the oracle reads the truth, and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from typing import Protocol

import numpy as np

from ..core.course_index import index_of
from ..core.evidence import evidence_of
from ..core.learner import LearnerState, ProblemState
from ..core.mastery import THRESHOLD, chances
from ..core.model import top_bands, update
from ..core.problem import SkillId
from ..core.selection import choose, recommended
from ..core.tuning import TUNING, Tuning
from .learner import SimulatedLearner
from .truth import gains, ready, success
from .world import World


class Policy(Protocol):
    """Chooses problems for one learner and is told what came of them."""

    def pick(self, learner: SimulatedLearner) -> int | None:
        """Return the number of the next problem, or None to let the step pass."""
        ...

    def told(self, problem: int, solved: bool, hinted: bool, learner: SimulatedLearner) -> None:
        """Take note of an attempt."""
        ...


@dataclass(slots=True)
class RandomOrder:
    """Any problem."""

    world: World
    rng: Random

    def pick(self, learner: SimulatedLearner) -> int | None:
        """Return a random problem."""
        return self.rng.randrange(len(self.world.cards))

    def told(self, problem: int, solved: bool, hinted: bool, learner: SimulatedLearner) -> None:
        """Do nothing."""


@dataclass(slots=True)
class FixedOrder:
    """The author's order: a problem until solved, three tries a pass, then on; then round again."""

    world: World
    rng: Random
    place: int = 0
    tries: dict[int, int] = field(default_factory=dict)
    solved: set[int] = field(default_factory=set)

    def pick(self, learner: SimulatedLearner) -> int | None:
        """Return the present problem of the course."""
        order = self.world.author_order
        while len(self.solved) < len(order):
            problem = order[self.place % len(order)]
            allowed = 3 * (1 + self.place // len(order))
            if problem not in self.solved and self.tries.get(problem, 0) < allowed:
                return problem
            self.place += 1
        return self.rng.choice(order)

    def told(self, problem: int, solved: bool, hinted: bool, learner: SimulatedLearner) -> None:
        """Count tries."""
        self.tries[problem] = self.tries.get(problem, 0) + 1
        if solved:
            self.solved.add(problem)


@dataclass(slots=True)
class Modelled:
    """A policy that knows the learner by the model, as the service does."""

    world: World
    rng: Random
    state: LearnerState = field(default_factory=LearnerState)
    tuning: Tuning = TUNING
    tops: dict[SkillId, int] = field(default_factory=dict)

    def pick(self, learner: SimulatedLearner) -> int | None:
        """Return what the service would recommend; None when it says that nothing fits."""
        world = self.world
        choice = choose(
            self.state, world.graph, world.cards, learner.now(), self.rng, tuning=self.tuning
        )
        if choice.problem_id is None:
            return None
        self.state = recommended(self.state, choice.problem_id)
        return int(choice.problem_id.split("-")[1])

    def told(self, problem: int, solved: bool, hinted: bool, learner: SimulatedLearner) -> None:
        """Update the model as the service does."""
        if not self.tops:
            self.tops = top_bands(self.world.cards)
        card, state = self.world.cards[problem], self.state
        before = state.problems.get(card.id, ProblemState(hints=int(hinted)))
        evidence = evidence_of(True, solved, float(solved), 1.0, before)
        assert evidence is not None
        self.state = update(state, card, evidence, learner.now(), self.tops, self.tuning)


@dataclass(slots=True)
class LowestMastery(Modelled):
    """The unsolved problem whose weakest skill below the threshold is lowest, ties at random.

    The usual heuristic of open tutors (OATutor: Pardos et al. 2023, doi:10.1145/3544548.3581574).
    """

    def pick(self, learner: SimulatedLearner) -> int | None:
        """Return such a problem, or any when there is none."""
        state, world = self.state, self.world
        level = chances(state, index_of(world.graph, world.cards).bars)
        lowest: dict[float, list[int]] = {}
        for n, card in enumerate(world.cards):
            done = state.problems.get(card.id)
            if not (done and done.solved_at):
                weakest = min([level[k] for k in card.skills])
                if weakest < THRESHOLD:
                    lowest.setdefault(weakest, []).append(n)
        if not lowest:
            return self.rng.randrange(len(world.cards))
        return self.rng.choice(lowest[min(lowest)])


@dataclass(slots=True)
class Oracle:
    """Greedy on the true state and the true law of learning: a reference that nobody can reach."""

    world: World
    rng: Random

    def pick(self, learner: SimulatedLearner) -> int | None:
        """Return the problem with the largest expected gain, more where it opens other skills."""
        truth, a = learner.truth, learner.effective()
        opens = truth.opens @ (a < 0.8)
        weight = np.where(a < 0.83, 1.0 + 0.5 * opens * (a < 0.62), 0.01)
        weight = weight * np.where(ready(truth, a) < 0.6, 0.02, 1.0)
        p = success(truth, a, learner.guess, learner.slip)
        problem, skill = truth.taken
        gain = np.minimum(gains(truth, a, 1.0), np.maximum(0.85 - a, 0.0)[skill])
        worth = np.bincount(problem, gain * (weight / (0.95 - np.minimum(a, 0.85)))[skill])
        return int(np.argmax(worth * (p + 0.55 * (1.0 - p))))

    def told(self, problem: int, solved: bool, hinted: bool, learner: SimulatedLearner) -> None:
        """Do nothing: it sees everything anyway."""


POLICIES: dict[str, Callable[[World, Random], Policy]] = {
    "ours": Modelled,
    "fixed": FixedOrder,
    "random": RandomOrder,
    "lowest_mastery": LowestMastery,
    "oracle": Oracle,
}


def _without(**changed: float) -> Callable[[World, Random], Policy]:
    tuning = replace(TUNING, **changed)  # type: ignore[arg-type]
    return partial(Modelled, tuning=tuning)


ABLATIONS: dict[str, Callable[[World, Random], Policy]] = {
    "mean_of_skills": _without(weakest=0.0),
    "weakest_alone": _without(weakest=5.0),
    "no_gain": _without(gain_success=0.0, gain_failure=0.0),
    "no_gate": _without(gate=-1.0),
    "no_unlock": _without(unlock=0.0),
    "no_finish": _without(finish=False),
    "no_review": _without(review=0.0),
    "no_tries": _without(tries=0.0),
    "no_again": _without(again=1.0),
    "no_alike": _without(alike=1.0),
    "no_resolve": _without(resolve=1.0),
    "any_difficulty": _without(width=100.0),
    "target_50": _without(target=0.5),
    "target_75": _without(target=0.75),
}
"""The policy `ours` with one term taken away, or with another target."""
