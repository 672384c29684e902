"""What grading again needs of the store, as a protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from grader.bundle import Submission
from grader.verdict import Verdict

from .core.language import ENGLISH
from .core.problem import ProblemId
from .ports import LearnerId
from .problems.bank import Bank


@dataclass(frozen=True, slots=True)
class Graded:
    """A submission with its verdict, to be graded again.

    `name` is the learner's hub name, `variant` the variant of the problem that they had, `locale`
    the language of their verdict.
    """

    id: UUID
    seq: int
    learner: LearnerId
    name: str
    source: Submission
    verdict: Verdict
    answer: Mapping[str, Any]
    variant: int = 0
    locale: str = ENGLISH


class RegradeStore(Protocol):
    """What grading again needs of the store."""

    async def versions(self, problem_id: ProblemId) -> Sequence[int]:
        """Versions of a problem that the service has had, the oldest first."""
        ...

    async def to_regrade(
        self,
        problem_id: ProblemId,
        version: int,
        content: str,
        course: str,
        after: int,
        learner: LearnerId | None = None,
        submission: UUID | None = None,
    ) -> Sequence[Graded]:
        """Some submissions past `after` whose verdict was made with other content, oldest first.

        With `learner` only theirs, with `submission` only that one.
        """
        ...

    async def correct(
        self,
        stored: Graded,
        verdict: Verdict,
        answer: Mapping[str, Any] | None,
        content: str,
        bank: Bank,
        job: UUID | None = None,
    ) -> None:
        """Replace a verdict, keep the old one, and replay the learner, in one transaction.

        Without `answer` only the content is noted. Does nothing where it was done already. What is
        done counts for `job` in the same transaction.
        """
        ...
