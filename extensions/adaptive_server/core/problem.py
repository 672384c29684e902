"""What the model and the choice know of a problem: its card. Never tests, answers or hints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ProblemId = NewType("ProblemId", str)
SkillId = NewType("SkillId", str)

AUTHOR_VARIANCE = 0.5
"""Variance of an author's difficulty, in logits squared: wide enough for answers to correct it."""


class Kind(StrEnum):
    """What the learner is asked to do."""

    WRITE_FUNCTION = "write_function"
    FIX_BUG = "fix_bug"
    PREDICT_OUTPUT = "predict_output"
    PARSONS = "parsons"
    COMPLETE_CODE = "complete_code"
    REFACTOR = "refactor"
    DATA_TASK = "data_task"
    WRITE_TESTS = "write_tests"
    MULTIPLE_CHOICE = "multiple_choice"
    EXPLAIN_ERROR = "explain_error"


ANSWERED = (Kind.PREDICT_OUTPUT, Kind.MULTIPLE_CHOICE, Kind.EXPLAIN_ERROR)
"""Kinds whose answer is values written down, no program: there is one right answer."""


@dataclass(frozen=True, slots=True)
class ProblemCard:
    """One problem version as the learner model sees it.

    Attributes:
        version: Whole number from 1, goes up with every change a learner can notice.
        skills: Primary skills first, then secondary ones; at least one.
        band: 1 (novice) to 5 (real-world).
        difficulty: On the logit scale, higher is harder: the author's, or calibrated from answers.
        minutes: Expected time.
        variance: How unsure the difficulty is, in logits squared.
        parent: The problem that this item was made from. It shows a solution of it, so it is
            closed until that one is solved.
    """

    id: ProblemId
    version: int
    title: str
    kind: Kind
    section: str
    lesson: str
    skills: tuple[SkillId, ...]
    band: int
    difficulty: float
    minutes: int
    variance: float = AUTHOR_VARIANCE
    parent: ProblemId | None = None


def authored(cards: Iterable[ProblemCard]) -> list[ProblemCard]:
    """Return the cards of problems that somebody wrote, without the items made from them."""
    return [c for c in cards if c.parent is None]
