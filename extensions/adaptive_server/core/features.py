"""What the logistic layer looks at before an answer: some numbers, the same for every course.

Counts and recency are those of performance factors analysis and its successors (Pavlik, Cen &
Koedinger 2009, doi:10.3233/978-1-60750-028-5-531; Gervet et al. 2020, Journal of Educational Data
Mining 12(3), 31-54; Galyardt & Goldin 2015, same journal 7(2), 83-108), beside the beliefs of
`belief`. Sums over the n skills of a problem are means, so that one answer is one row.

`gelo_bend` is tanh of `gelo_logit`: guessing and slips bend a learner's curve at its ends (Birnbaum
1968, in Lord & Novick, Statistical Theories of Mental Test Scores, chapter 17), which no weight on
the logit alone can follow. `recency_bend` is the cube of `recency_skill`: who learns all at once is
at either end of it (Bower 1961, doi:10.1007/BF02289796). `log_skills` lets problems be harder for
wanting many skills, whichever they are. The three of hours let what was learnt fade with the time
since, sooner or later by how much of it there is (Choffin et al. 2019, DAS3H, arXiv:1905.06873,
with windows of time in place of logs); they are 0 where nothing is known of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log1p, sqrt, tanh

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
    "gelo_bend",
    "log_hours",
    "log_hours_skill",
    "log_hours_wins_skill",
    "log_skills",
    "recency_bend",
)
"""Names of the features, in the order of `features`."""

GELO = FEATURES.index("gelo_logit")

DAY = log1p(24.0)

Row = tuple[float, ...]


def features(
    state: LearnerState,
    skills: Sequence[SkillState],
    item: ItemState,
    skill_difficulties: Sequence[Belief],
    tried: tuple[int, int] = (0, 0),
    hours: float = 0.0,
    skill_hours: Sequence[float] = (),
    seen: tuple[float, float] | None = None,
) -> tuple[Row, float, float]:
    """Return the features, and mean and variance of the logit (see `model`).

    Args:
        state: The learner; only what is general is read.
        skills: The learner on each skill of the problem, at least one.
        item: The problem.
        skill_difficulties: The skills' own difficulties, in the same order; none where problems
            have all the difficulty.
        tried: Successes and failures of this learner on this problem before.
        hours: Since the learner's last answer; 0 where that is not known.
        skill_hours: Since each of the skills was last practised; 0, or none at all, likewise.
        seen: Mean and variance of the logit, where a problem does not go by its skills alike.

    >>> x, z, s = features(LearnerState(), (SkillState(),), ItemState(), (Belief(0.0, 0.5),))
    >>> len(x) == len(FEATURES), z, round(s, 3)
    (True, 0.0, 2.2)
    """
    number = len(skills)
    share = 1.0 / number
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
    since_skill = since_wins = 0.0
    for skill, more in zip(skills, skill_hours, strict=False):
        gone = faded(more)
        since_skill += gone
        since_wins += gone * log1p(skill.wins)
    hard = unsure = 0.0
    for d in skill_difficulties:
        hard += d.mean
        unsure += d.variance
    ability, difficulty = state.ability, item.difficulty
    if seen is None:
        z = ability.mean - difficulty.mean + share * (offset - hard)
        known = ability.variance + difficulty.variance + share * share * spread
        variance = known + share * share * unsure
    else:
        z, variance = seen
        known = variance
    logit = z / sqrt(1.0 + KAPPA * variance)
    recency *= share
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
        recency,
        state.recency,
        log1p(tried[0]),
        log1p(tried[1]),
        share * new,
        logit,
        state.surprise_fast,
        state.surprise_slow,
        share * since,
        log_odds(item.wins, item.losses),
        tanh(logit),
        faded(hours),
        share * since_skill,
        share * since_wins,
        log(number),
        recency**3,
    )
    return row, z, variance


def faded(hours: float) -> float:
    """Return the log of a time, 1 for a day and 2 for a month: steps of descent stay of one size.

    >>> [round(faded(h), 2) for h in (0.0, 1.0, 24.0, 24.0 * 30.0)]
    [0.0, 0.22, 1.0, 2.04]
    """
    return log1p(max(0.0, hours)) / DAY
