"""Mastery of a skill: what the learner is shown, and the bar for calling it mastered."""

from __future__ import annotations

from datetime import datetime
from math import sqrt

from .belief import expected
from .learner import LearnerState, SkillState
from .memory import DUE, retrievability
from .recommendation import Mastery
from .skills import Skill

THRESHOLD = 0.8
"""Mastered from this probability on; of a first success, so not to be compared with the .95 of a
knowledge-tracing latent."""

WINS = 2
HARD_WINS = 1

REFERENCES = (-0.8, -0.2, 0.4, 1.0, 1.6)
"""Difficulty in logits of a demanding problem of a skill of band 1 to 5: a design choice until
enough attempts are there to take it from calibrated problems."""

_UNPRACTISED = SkillState()


def mastery(state: LearnerState, skill: Skill, at: datetime) -> Mastery:
    """Return what is believed of a learner on a skill, with words for how sure it is.

    >>> from .problem import SkillId
    >>> loops = Skill(SkillId("for"), "for loops", "", 2, (), True, "s", "l")
    >>> m = mastery(LearnerState(), loops, datetime(2025, 1, 1))
    >>> round(m.probability, 4), m.certainty, m.mastered, m.due
    (0.5423, 'unsure', False, False)
    """
    known = state.skills.get(skill.id, _UNPRACTISED)
    probability = chance(state, known, skill.band)
    return Mastery(
        probability=probability,
        certainty=certainty(state, known),
        mastered=(probability >= THRESHOLD and known.wins >= WINS and known.hard_wins >= HARD_WINS),
        due=known.fsrs is not None and retrievability(known.fsrs, at) < DUE,
    )


def chance(state: LearnerState, known: SkillState, band: int) -> float:
    """Return P_k in [0, 1]: the chance on a demanding problem of a skill of this band.

    P_k = sigma((mu + m_k - ref) / sqrt(1 + kappa (v_u + v_k))), see `belief.expected`.
    """
    reference = REFERENCES[max(0, min(len(REFERENCES), band) - 1)]
    z = state.ability.mean + known.ability.mean - reference
    return expected(z, state.ability.variance + known.ability.variance)


def certainty(state: LearnerState, known: SkillState) -> str:
    """Name the spread sqrt(v_u + v_k) of the estimate; the cut points are a design choice."""
    spread = sqrt(state.ability.variance + known.ability.variance)
    if spread < 0.5:
        return "fairly sure"
    return "fairly unsure" if spread < 0.9 else "unsure"
