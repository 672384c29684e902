"""What the logistic layer looks at before an answer: twenty numbers, the same for every course.

Counts and recency are those of performance factors analysis and its successors (Pavlik, Cen &
Koedinger 2009, doi:10.3233/978-1-60750-028-5-531; Gervet et al. 2020, Journal of Educational Data
Mining 12(3), 31-54; Galyardt & Goldin 2015, same journal 7(2), 83-108), beside the beliefs of
`belief`. Sums over the n skills of a problem are means, so that one answer is one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p, sqrt

from .belief import KAPPA
from .item import ItemState, log_odds
from .learner import Belief, LearnerState, SkillState

FEATURES = (
    "bias",
    "ability",
    "skill_offset",
    "minus_difficulty",
    "minus_skill_difficulty",
    "spread",
    "log_wins_skill",
    "log_losses_skill",
    "log_wins_all",
    "log_losses_all",
    "recency_skill",
    "recency_all",
    "log_wins_problem",
    "log_losses_problem",
    "new_skill",
    "gelo_logit",
    "surprise_fast",
    "surprise_slow",
    "log_answers_since",
    "log_odds_problem",
)
"""Names of the features, in the order of `features`."""

GELO = FEATURES.index("gelo_logit")

Row = tuple[float, ...]


def features(
    state: LearnerState,
    skills: Sequence[SkillState],
    item: ItemState,
    skill_difficulties: Sequence[Belief],
    tried: tuple[int, int] = (0, 0),
) -> tuple[Row, float, float]:
    """Return the features, and mean and variance of the logit (see `model`).

    Args:
        state: The learner; only what is general is read.
        skills: The learner on each skill of the problem, at least one.
        item: The problem.
        skill_difficulties: The skills' own difficulties, in the same order.
        tried: Successes and failures of this learner on this problem before.

    >>> x, z, s = features(LearnerState(), (SkillState(),), ItemState(), (Belief(0.0, 0.5),))
    >>> len(x) == len(FEATURES), z, round(s, 3)
    (True, 0.0, 2.2)
    """
    share = 1.0 / len(skills)
    offset = spread = wins = losses = recency = new = since = 0.0
    answers = state.wins + state.losses
    for skill in skills:
        offset += skill.ability.mean
        spread += skill.ability.variance
        if skill.wins or skill.losses:
            wins += log1p(skill.wins)
            losses += log1p(skill.losses)
            recency += skill.recency
            since += log1p(max(0, answers - skill.last_answer))
        else:
            new += 1.0
    hard = unsure = 0.0
    for d in skill_difficulties:
        hard += d.mean
        unsure += d.variance
    ability, difficulty = state.ability, item.difficulty
    z = ability.mean - difficulty.mean + share * (offset - hard)
    known = ability.variance + difficulty.variance + share * share * spread
    variance = known + share * share * unsure
    row = (
        1.0,
        ability.mean,
        share * offset,
        -difficulty.mean,
        -share * hard,
        sqrt(known),
        share * wins,
        share * losses,
        log1p(state.wins),
        log1p(state.losses),
        share * recency,
        state.recency,
        log1p(tried[0]),
        log1p(tried[1]),
        share * new,
        z / sqrt(1.0 + KAPPA * variance),
        state.surprise_fast,
        state.surprise_slow,
        share * since,
        log_odds(item.wins, item.losses),
    )
    return row, z, variance
