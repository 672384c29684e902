"""From a verdict to evidence: what of it the model may use."""

from __future__ import annotations

from math import isnan

from .learner import Evidence, ProblemState

LATER = 0.7
"""Trust in an attempt after the first one."""

HINTED = 0.3
"""Trust in a success after a hint, beside one without."""


def evidence_of(
    counts: bool,
    passed: bool,
    score: float,
    max_score: float,
    before: ProblemState,
    *,
    weight: float = 1.0,
    mark: str = "",
) -> Evidence | None:
    """Return the evidence in a verdict, or None when it is no attempt.

    Args:
        counts: The verdict is an attempt; ungradable submissions and grader errors are none.
        passed: Every test passed.
        score: Points got; outside [0, max_score] it is held within.
        max_score: Points to be had.
        before: What the learner had done with the problem before this attempt.
        weight: How far it may be trusted by the way it came about; see `behaviour`.
        mark: What failed; see `behaviour`.

    >>> evidence_of(True, False, 1.0, 4.0, ProblemState())
    Evidence(solved=False, score_share=0.25, first=True, hinted=False, weight=1.0, mark='')
    >>> evidence_of(False, False, 0.0, 4.0, ProblemState()) is None
    True
    """
    if not counts:
        return None
    share = score / max_score if max_score > 0 else float(passed)
    return Evidence(
        solved=passed,
        score_share=0.0 if isnan(share) else max(0.0, min(1.0, share)),
        first=before.attempts == 0,
        hinted=before.hints > 0,
        weight=weight,
        mark="" if passed else mark,
    )


def is_win(evidence: Evidence) -> bool:
    """Say whether this is the success that abilities are about: first attempt, no hint before.

    The usual outcome of learner models, as in Gervet et al. 2020, Journal of Educational Data
    Mining 12(3), 31-54.
    """
    return evidence.first and evidence.solved and not evidence.hinted


def trust(evidence: Evidence) -> float:
    """Return how far abilities may go by this attempt, in [0, 1]; see `belief.surprise`.

    Success with a hint is a weaker sign of not being able to do it alone than failure is, and so is
    a failure with most of the points; a later attempt follows the tests' messages and says less
    than the first. That hints, attempts and parts of the points carry evidence of their own is
    known (Wang & Heffernan 2011, The "Assistance" model, FLAIRS; Ostrow et al. 2015,
    doi:10.1145/2724660.2724667); how much on code is not, so the figures are a design choice.

    >>> trust(Evidence(True, 1.0, True, False)), trust(Evidence(False, 0.5, True, False))
    (1.0, 0.75)
    >>> trust(Evidence(True, 1.0, True, True)), trust(Evidence(True, 1.0, False, True))
    (0.3, 0.21)
    """
    weight = evidence.weight if evidence.first else LATER * evidence.weight
    if evidence.solved:
        return weight * HINTED if evidence.hinted else weight
    share = evidence.score_share
    return weight * (1.0 - 0.5 * (max(0.0, min(1.0, share)) if share == share else 0.0))
