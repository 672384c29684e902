"""Arms of the choice: policies by name, and what each of them would have picked.

While an experiment runs, every arm says with which probability it would have picked each problem
in the same place. That is kept with the recommendation, so that each arm can be judged on the log
of all of them, by inverse propensity and doubly robust (see `evaluation.off_policy`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .experiment import Experiment
from .goals import Goal
from .learner import LearnerState
from .problem import ProblemCard, ProblemId
from .selection import offers
from .skills import SkillGraph
from .tuning import Tuning

USUAL = "adaptive"
CHANGES: Mapping[str, Mapping[str, float]] = {
    USUAL: {},
    "gentle": {"target": 0.75},
    "bold": {"target": 0.5},
    "no_review": {"review": 0.0},
    "no_unlock": {"unlock": 0.0},
    "no_explore": {"explore": 0.0},
    "no_finish": {"finish": 0.0},
}
"""What each arm changes in the course's tuning; the same names in `mastery model simulate`."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A problem that some arm may have picked.

    Attributes:
        predicted: Probability of a first success.
        need: Need of its skills, from the score.
        chances: By arm, the probability of picking it; arms that would not are left out.
    """

    problem_id: ProblemId
    predicted: float
    need: float
    chances: Mapping[str, float]


def tuned(tuning: Tuning, arm: str) -> Tuning:
    """Return the tuning of an arm; the name of none of them is the usual choice.

    >>> tuned(Tuning(), "gentle").target, tuned(Tuning(), "socratic") == Tuning()
    (0.75, True)
    """
    return replace(tuning, **CHANGES.get(arm, {}))  # type: ignore[arg-type]


def considered(
    experiment: Experiment,
    state: LearnerState,
    graph: SkillGraph,
    cards: Sequence[ProblemCard],
    at: datetime,
    why: str,
    tuning: Tuning,
    goals: Sequence[Goal] = (),
) -> tuple[Considered, ...]:
    """Return every problem that an arm may pick here, with each arm's probability of it."""
    found: dict[ProblemId, Considered] = {}
    for arm in experiment.arms:
        for s, p in offers(state, graph, cards, at, why, tuned(tuning, arm), goals):
            known = found.get(s.card.id)
            chances = {**(known.chances if known else {}), arm: p}
            found[s.card.id] = Considered(s.card.id, s.predicted, s.need, chances)
    return tuple(found.values())
