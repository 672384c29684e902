"""Forecasts: the probability that a learner has mastered something by a day.

What is left is counted in first attempts. A skill whose strength has x to go to its bar wants about
x / STEP of them (a gain per opportunity, as in additive factors models: Cen, Koedinger & Junker
2006, doi:10.1007/11774303_17), and no fewer than the wins that it lacks. What it builds on must be
in reach first. With N attempts left and A to come until the day,

    P = sigma(b0 + b1 ln(1 + A) - b2 ln(1 + N))

The learner's pace is a Poisson rate with a gamma belief, so that a few quiet days prove little
(Gelman et al. 2013, Bayesian Data Analysis, 2.6). The three weights are a logistic regression on
simulated learners (seeds 0 to 3); the model card says how it did on others. It knows no people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, log1p, sqrt

from .belief import KAPPA, sigmoid
from .learner import LearnerState
from .mastery import HARD_WINS, THRESHOLD, WINS, mastery, reference
from .model import UNPRACTISED
from .problem import SkillId
from .skills import SkillGraph
from .tuning import TUNING

WINDOW = timedelta(days=14)
"""What was done in this time says how fast a learner works."""

USUAL_PACE = 1.0
"""First attempts a day of somebody of whom nothing is known; it weighs as much as one day."""

STEP = 0.25
"""Logits that one first attempt on a skill brings, on average."""

SHARED = 1.5
"""Skills that one attempt practises, on average."""

WEIGHTS = (-0.39, 0.37, 1.64)
"""b0, b1 and b2."""

WIN_CHANCE = 0.6
"""Chance of a win, as the choice aims at it."""


@dataclass(frozen=True, slots=True)
class Activity:
    """When a learner has worked.

    Attributes:
        begun, last: Time of the first and of the newest attempt, or None before any.
        lately: Problems tried within `WINDOW`.
    """

    begun: datetime | None = None
    last: datetime | None = None
    lately: int = 0


def activity_in(state: LearnerState, at: datetime) -> Activity:
    """Return when a learner has worked, as their problems tell: each counts by its last attempt."""
    times = [p.last_at for p in state.problems.values() if p.last_at is not None]
    if not times:
        return Activity()
    return Activity(min(times), max(times), sum(at - t <= WINDOW for t in times))


@dataclass(frozen=True, slots=True)
class Forecast:
    """How it stands with a few skills and a day.

    Attributes:
        probability: That all of them are mastered by then, in [0, 1].
        left: First attempts still wanted, on average.
        to_come: First attempts until the day at the learner's pace, on average.
        mastered, skills: How many of them are mastered, and how many there are.
    """

    probability: float
    left: float
    to_come: float
    mastered: int
    skills: int


def pace(activity: Activity, at: datetime) -> float:
    """Return a learner's first attempts a day, as far as the last two weeks tell.

    >>> day = datetime(2025, 1, 15)
    >>> pace(Activity(datetime(2025, 1, 1), day, 29), day), pace(Activity(), day)
    (2.0, 1.0)
    """
    watched = max(0.0, min(WINDOW, at - (activity.begun or at)) / timedelta(days=1))
    return (1.0 + activity.lately) / (1.0 / USUAL_PACE + watched)


def forecast(
    state: LearnerState,
    graph: SkillGraph,
    wanted: Iterable[SkillId],
    activity: Activity,
    at: datetime,
    by: datetime,
) -> Forecast:
    """Forecast whether all wanted skills are mastered by a day.

    Args:
        state: What is believed of the learner; problems are not needed.
        graph: The course.
        wanted: Skills of the graph.
        activity: When the learner has worked.
        at: Now.
        by: The end of the day; what lies before `at` leaves no time.
    """
    skills = [k for k in dict.fromkeys(wanted) if k in graph.skills]
    missing = [k for k in skills if not mastery(state, graph.skills[k], at).mastered]
    days = max(0.0, (by - at) / timedelta(days=1))
    to_come = pace(activity, at) * days
    if not missing:
        return Forecast(1.0, 0.0, to_come, len(skills), len(skills))
    left = _left(state, graph, missing)
    p = chance_in_time(left, to_come) if days else 0.0
    return Forecast(p, left, to_come, len(skills) - len(missing), len(skills))


def chance_in_time(left: float, to_come: float) -> float:
    """Return the chance that what is left is done with the attempts to come.

    >>> round(chance_in_time(2.0, 20.0), 2), round(chance_in_time(20.0, 20.0), 2)
    (0.26, 0.01)
    """
    base, more, less = WEIGHTS
    return sigmoid(base + more * log1p(to_come) - less * log1p(left))


def _left(state: LearnerState, graph: SkillGraph, missing: Iterable[SkillId]) -> float:
    """Return the first attempts that are left for unmastered skills, on average."""
    wanted = set(missing)
    before = set().union(*(graph.prerequisites(k) for k in wanted)) - wanted
    each = [_attempts(state, graph, k, THRESHOLD) for k in wanted]
    each += [_attempts(state, graph, k, TUNING.gate) for k in before]
    return sum(each) / SHARED


def _attempts(state: LearnerState, graph: SkillGraph, k: SkillId, level: float) -> float:
    """Return the attempts that bring one skill to a level of mastery, on average."""
    known = state.skills.get(k, UNPRACTISED)
    v = state.ability.variance + known.ability.variance
    x = state.ability.mean + known.ability.mean - reference(graph.skills[k])
    short = log(level / (1.0 - level)) * sqrt(1.0 + KAPPA * v) - x
    wins = (WINS - known.wins, HARD_WINS - known.hard_wins) if level == THRESHOLD else (0,)
    return max(0.0, short / STEP, max(wins) / WIN_CHANCE)
