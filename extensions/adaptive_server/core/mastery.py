"""Mastery of a skill: what the learner is shown, and the bar for calling it mastered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from math import sqrt
from statistics import median

from .belief import expected, sigmoid
from .learner import LearnerState, SkillState
from .memory import DUE, retrievability
from .model import UNPRACTISED, difficulty
from .problem import ProblemCard, SkillId
from .recommendation import Mastery
from .skills import Skill, SkillGraph

THRESHOLD = 0.8
"""Mastered from this probability on; of a first success, so not to be compared with the .95 of a
knowledge-tracing latent."""

WINS = 2
HARD_WINS = 1

EASE = 0.5
"""How far below the harder problems of a skill its mastery is read, in logits."""

REFERENCES = (-0.8, -0.2, 0.4, 1.0, 1.6)
"""Difficulty in logits of a demanding problem of a skill of band 1 to 5, where the course has too
few problems to say."""

MANY = 3
"""Problems that a skill, or else a band, must have before they say what is demanding."""


def with_references(graph: SkillGraph, cards: Iterable[ProblemCard]) -> SkillGraph:
    """Return the graph with each skill's reference: the median of the harder half of its problems.

    Where a skill has too few, all problems on skills of its band say it: this course's own bands
    are nearer to the truth than those of courses at large.

    Args:
        graph: The course.
        cards: Its problems, with the difficulties that are believed now.
    """
    of: dict[SkillId | int, list[float]] = {}
    for card in cards:
        for k in card.skills[:1]:
            if k in graph.skills:
                for whose in (k, graph.skills[k].band):
                    of.setdefault(whose, []).append(difficulty(card))
    skills = {}
    for k, skill in graph.skills.items():
        enough = (d for d in (of.get(k, ()), of.get(skill.band, ())) if len(d) >= MANY)
        skills[k] = replace(skill, reference=_demanding(next(enough, ())))
    return replace(graph, skills=skills)


def _demanding(difficulties: Sequence[float]) -> float | None:
    harder = sorted(difficulties)[len(difficulties) // 2 :]
    return median(harder) - EASE if harder else None


def mastery(state: LearnerState, skill: Skill, at: datetime) -> Mastery:
    """Return what is believed of a learner on a skill, with words for how sure it is.

    >>> from .problem import SkillId
    >>> loops = Skill(SkillId("for"), "for loops", "", 2, (), True, "s", "l")
    >>> m = mastery(LearnerState(), loops, datetime(2025, 1, 1))
    >>> round(m.probability, 4), m.certainty, m.mastered, m.due
    (0.3465, 'unsure', False, False)
    """
    known, bar = state.skills.get(skill.id, UNPRACTISED), reference(skill)
    probability = chance(state, known, bar)
    return Mastery(
        probability=probability,
        certainty=certainty(state, known, bar),
        mastered=(probability >= THRESHOLD and known.wins >= WINS and known.hard_wins >= HARD_WINS),
        due=known.fsrs is not None and retrievability(known.fsrs, at) < DUE,
    )


def reference(skill: Skill) -> float:
    """Return the difficulty in logits of a demanding problem of a skill."""
    if skill.reference is not None:
        return skill.reference
    return REFERENCES[max(0, min(len(REFERENCES), skill.band) - 1)]


def chance(state: LearnerState, known: SkillState, reference: float) -> float:
    """Return P_k in [0, 1]: the chance on a problem of this difficulty that needs the skill alone.

    P_k = sigma((mu + m_k - ref) / sqrt(1 + kappa (v_u + v_k))), see `belief.expected`.
    """
    z = state.ability.mean + known.ability.mean - reference
    return expected(z, state.ability.variance + known.ability.variance)


def chances(state: LearnerState, references: Mapping[SkillId, float]) -> dict[SkillId, float]:
    """Return P_k of every skill, as `chance` does.

    >>> chances(LearnerState(), {SkillId("for"): -0.2})["for"] == chance(
    ...     LearnerState(), UNPRACTISED, -0.2
    ... )
    True
    """
    mean, variance = state.ability
    skills, found = state.skills, {}
    for k, bar in references.items():
        m, v = skills[k].ability if k in skills else UNPRACTISED.ability
        found[k] = expected(mean + m - bar, variance + v)
    return found


def certainty(state: LearnerState, known: SkillState, reference: float) -> str:
    """Name how far the chance on a demanding problem may be off.

    It goes by how far apart that chance is where the strength is a standard deviation lower and
    higher: within .2 and .4, a tenth and a fifth either way. Logits alone would not tell it: of who
    has succeeded thirty times, the strength is as unsure as ever, the chance is near 1 all the
    same. The cut points are a design choice.
    """
    z = state.ability.mean + known.ability.mean - reference
    spread = sqrt(state.ability.variance + known.ability.variance)
    apart = sigmoid(z + spread) - sigmoid(z - spread)
    if apart < 0.2:
        return "fairly sure"
    return "fairly unsure" if apart < 0.4 else "unsure"
