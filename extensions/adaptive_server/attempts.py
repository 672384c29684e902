"""A learner's attempts, as they are listed: the newest ones, and those that were corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .core.problem import ProblemId


@dataclass(frozen=True, slots=True)
class CorrectedVerdict:
    """A verdict that took the place of an earlier one; `before` is that one's score."""

    problem_id: ProblemId
    before: float
    status: str
    score: float
    max_score: float
    at: datetime


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """One line of the learner's recent work."""

    problem_id: ProblemId
    status: str
    score: float
    max_score: float
    at: datetime
