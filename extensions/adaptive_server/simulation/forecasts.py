"""Forecasts put to the test: simulated learners get a lesson and a day, and reach it or not.

Learners differ in pace and stay away for weeks, as in the other simulations. After `BEFORE` days
the next lesson that is not mastered is assigned, and forecast for each of `HORIZONS`. So what is
forecast lies after everything that the forecast has seen, and no learner is seen in fitting: the
weights of `core.forecast` come from seeds 0 to 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from ..core.forecast import WINDOW, Activity, Forecast, forecast
from ..core.goals import Goal
from ..core.mastery import mastery
from ..core.selection import choose, recommended
from .learner import BEGIN, PER_DAY, SimulatedLearner
from .policies import Modelled
from .world import World, synthetic_world

BEFORE = (14, 35)
HORIZONS = (7, 14, 28)
"""Days."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A forecast and what came of it.

    Attributes:
        days: From the forecast to its day.
        pace: First attempts within the last two weeks.
        reached: Everything was mastered by the day, as the model sees it.
        share: Share of the lesson's skills that was mastered at the forecast already.
    """

    forecast: Forecast
    days: int
    pace: int
    reached: bool
    share: float


@dataclass(slots=True)
class Assigned(Modelled):
    """The service's choice for a learner who has an assigned lesson."""

    goals: tuple[Goal, ...] = ()
    firsts: list[datetime] = field(default_factory=list)

    def pick(self, learner: SimulatedLearner) -> int | None:
        """Return what the service would recommend."""
        world, at = self.world, learner.now()
        choice = choose(self.state, world.graph, world.cards, at, self.rng, goals=self.goals)
        if choice.problem_id is None:
            return None
        self.state = recommended(self.state, choice.problem_id)
        return int(choice.problem_id.split("-")[1])

    def told(self, problem: int, solved: bool, hinted: bool, learner: SimulatedLearner) -> None:
        """Update the model, and note when first attempts were made."""
        if self.world.cards[problem].id not in self.state.problems:
            self.firsts.append(learner.now())
        Modelled.told(self, problem, solved, hinted, learner)

    def activity(self, at: datetime) -> Activity:
        """Return when the learner has worked."""
        if not self.firsts:
            return Activity(begun=BEGIN)
        lately = sum(at - t <= WINDOW for t in self.firsts)
        return Activity(self.firsts[0], self.firsts[-1], lately)


def checked(
    seed: int, worlds: int, learners: int, done: Callable[[], None] = lambda: None
) -> list[list[Checked]]:
    """Return the forecasts on every learner of a few worlds with what came of them."""
    found = []
    for number in range(worlds):
        world = synthetic_world(seed + number, 50, 200)
        for n in range(learners):
            found.append(list(_one(world, 7919 * (seed + number) + n, BEFORE[n % len(BEFORE)])))
        done()
    return found


def _one(world: World, seed: int, before: int) -> Iterator[Checked]:
    learner, rng = SimulatedLearner(world, seed), Random(seed)
    policy = Assigned(world, Random(seed))
    busy = rng.uniform(0.1, 0.9)
    _work(learner, policy, before, busy, rng)
    at, graph = learner.now(), world.graph
    lesson = next(
        (
            lesson
            for section in graph.sections
            for lesson in section.lessons
            if not all(mastery(policy.state, graph.skills[k], at).mastered for k in lesson.skills)
        ),
        None,
    )
    if lesson is None:
        return
    policy.goals = (Goal(lesson.id, (at + timedelta(days=HORIZONS[-1])).date()),)
    told = {}
    activity = policy.activity(at)
    for days in HORIZONS:
        by = at + timedelta(days=days)
        told[days] = forecast(policy.state, graph, lesson.skills, activity, at, by)
    passed = 0
    for days in HORIZONS:
        _work(learner, policy, days - passed, busy, rng)
        passed, now = days, learner.now()
        ok = all(mastery(policy.state, graph.skills[k], now).mastered for k in lesson.skills)
        had = told[days].mastered / told[days].skills
        yield Checked(told[days], days, activity.lately, ok, had)


def _work(learner: SimulatedLearner, policy: Assigned, days: int, busy: float, rng: Random) -> None:
    """Let days go by, with an attempt in a share `busy` of the eight slots of each."""
    until = learner.days + days
    while learner.days < until - 0.5 / PER_DAY:
        problem = policy.pick(learner) if rng.random() < busy else None
        if problem is None:
            learner.pass_time()
        else:
            policy.told(problem, *learner.attempt(problem), learner)
