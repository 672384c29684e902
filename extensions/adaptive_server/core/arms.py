"""Arms of an experiment: a policy of the choice, a style of the tutor, or both.

An arm is named by its policy (`gentle`), by its style (`question`: the usual choice and this style
always), or by both (`gentle-question`). Where an arm names no style, the style is drawn as usual.

While an experiment runs, every policy in it says with which probability it would have picked each
problem in the same place. That is kept with the recommendation, so that each policy can be judged
on the log of all of them, by inverse propensity and doubly robust (see `evaluation.off_policy`).
What a style is worth is told by the arms themselves: only their learners were helped so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .experiment import Experiment, arm_of, shares_of
from .goals import Goal
from .learner import LearnerState
from .problem import ProblemCard, ProblemId
from .selection import offers
from .skills import SkillGraph
from .styles import Draw, Drawn, Style, Tallies, chances, draw
from .tuning import Tuning

USUAL = "adaptive"
CHANGES: Mapping[str, Mapping[str, float]] = {
    USUAL: {},
    "gentle": {"target": 0.75},
    "bold": {"target": 0.5},
    "no_review": {"review": 0.0},
    "no_unlock": {"unlock": 0.0},
    "no_finish": {"finish": 0.0},
}
"""What each policy changes in the course's tuning; the same names in `mastery model simulate`."""

STYLES = frozenset(style.value for style in Style)


def is_arm(arm: str) -> bool:
    """Say whether a name is that of an arm.

    >>> [is_arm(a) for a in ("gentle", "trace", "gentle-trace", "trace-gentle", "socratic")]
    [True, True, True, False, False]
    """
    policy, dash, style = arm.partition("-")
    return (policy in CHANGES and (not dash or style in STYLES)) or arm in STYLES


def policy_of(arm: str) -> str:
    """Return the policy of an arm; the usual one where it names none.

    >>> policy_of("gentle-trace"), policy_of("trace")
    ('gentle', 'adaptive')
    """
    policy = arm.partition("-")[0]
    return policy if policy in CHANGES else USUAL


def style_of(arm: str) -> Style | None:
    """Return the style of an arm, or None where it names none.

    >>> style_of("gentle-trace").value, style_of("gentle")
    ('trace', None)
    """
    name = arm.rpartition("-")[2]
    return Style(name) if name in STYLES else None


def style_drawn(
    experiment: Experiment, learner: str, skill: str, tallies: Tallies, rng: Draw
) -> Drawn:
    """Return the style of a learner on a problem while an experiment runs.

    The propensity is the chance over both draws, that of the arm and that within it. Who is held
    out is helped in the usual style in every arm.
    """
    drawn = draw(skill, tallies, rng, learner)
    if drawn.held_out:
        return drawn
    style = style_of(arm_of(experiment, learner)) or drawn.style
    within = chances(skill, tallies)
    propensity = sum(
        share * (within[style] if style_of(arm) is None else float(style_of(arm) is style))
        for arm, share in zip(experiment.arms, shares_of(experiment), strict=True)
    )
    return Drawn(style, propensity)


@dataclass(frozen=True, slots=True)
class Considered:
    """A problem that some arm may have picked.

    Attributes:
        predicted: Probability of a first success.
        need: Need of its skills, from the score.
        chances: By policy, the probability of picking it; those that would not are left out.
    """

    problem_id: ProblemId
    predicted: float
    need: float
    chances: Mapping[str, float]


def tuned(tuning: Tuning, arm: str) -> Tuning:
    """Return the tuning of an arm's policy; the name of none of them is the usual choice.

    >>> tuned(Tuning(), "gentle").target, tuned(Tuning(), "socratic") == Tuning()
    (0.75, True)
    """
    return replace(tuning, **CHANGES[policy_of(arm)])  # type: ignore[arg-type]


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
    """Return every problem that an arm may pick here, with each policy's probability of it."""
    found: dict[ProblemId, Considered] = {}
    for policy in dict.fromkeys(map(policy_of, experiment.arms)):
        for s, p in offers(state, graph, cards, at, why, tuned(tuning, policy), goals):
            known = found.get(s.card.id)
            told = {**(known.chances if known else {}), policy: p}
            found[s.card.id] = Considered(s.card.id, s.predicted, s.need, told)
    return tuple(found.values())
