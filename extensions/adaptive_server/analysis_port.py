"""What those who write problems ask of the answers that came in, as a protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from grader.verdict import Verdict

from .core.item_analysis import Answered, Discrimination
from .core.problem import ProblemId
from .ports import LearnerId


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a problem has come in one course; who teaches is not counted.

    Attributes:
        open: Learners who have it before them now: it is their open recommendation.
        solved: Learners who solved it.
        failed: Learners who tried it and have not solved it.
    """

    course: str
    learners: int
    open: int
    solved: int
    failed: int


@dataclass(frozen=True, slots=True)
class VersionAnswers:
    """What came of one version of a problem: first attempts, and the last calibration's figure."""

    version: int
    answered: Sequence[Answered]
    discrimination: Discrimination | None


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A failed attempt that no probe explained, with the code by `grade_id`."""

    learner: LearnerId
    variant: int
    cells: Mapping[str, str]
    verdict: Verdict


class AnalysisStore(Protocol):
    """Answers to a problem, read only."""

    async def reach(self, problem_id: ProblemId) -> Sequence[Reach]:
        """How far the problem has come in each course."""
        ...

    async def graded(self, problem_id: ProblemId) -> Mapping[int, int]:
        """Return the number of graded submissions by version."""
        ...

    async def answers(self, problem_id: ProblemId) -> Sequence[VersionAnswers]:
        """What came of each version that somebody answered, newest first."""
        ...

    async def unexplained(
        self, problem_id: ProblemId, version: int, limit: int
    ) -> Sequence[WrongAnswer]:
        """Return the newest failed attempts that got no author's words, newest first."""
        ...
