"""From a verdict to evidence: what of it the model may use."""

from __future__ import annotations

from math import isnan

from .learner import Evidence, ProblemState


def evidence_of(
    counts: bool, passed: bool, score: float, max_score: float, before: ProblemState
) -> Evidence | None:
    """Return the evidence in a verdict, or None when it is no attempt.

    Args:
        counts: The verdict is an attempt; ungradable submissions and grader errors are none.
        passed: Every test passed.
        score: Points got; outside [0, max_score] it is held within.
        max_score: Points to be had.
        before: What the learner had done with the problem before this attempt.

    >>> evidence_of(True, False, 1.0, 4.0, ProblemState())
    Evidence(solved=False, score_share=0.25, first=True, hinted=False)
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
    )


def is_win(evidence: Evidence) -> bool:
    """Say whether this is the success that abilities are about: first attempt, no hint before.

    The usual outcome of learner models, as in Gervet et al. 2020, Journal of Educational Data
    Mining 12(3), 31-54.
    Scores below full marks count as failure: no source was found for a graded outcome on code.
    """
    return evidence.first and evidence.solved and not evidence.hinted
