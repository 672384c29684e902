"""What the use cases need of the outside, as protocols; adapters fulfil them, tests swap them.

A port speaks the core's words and plain data only. Every method may raise `DatabaseAway`,
`GraderBusy` or `GraderUnavailable` (see `errors`) besides what its own text names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType, Protocol
from uuid import UUID

from grader.bundle import Bundle, Submission
from grader.proposals import Proposal
from grader.study import Study
from grader.verdict import Verdict

from .attempts import AttemptSummary, CorrectedVerdict
from .class_port import ClassStore
from .core.behaviour import Signal
from .core.believed import Believed
from .core.goals import Goal
from .core.language import ENGLISH
from .core.learner import LearnerState
from .core.problem import ProblemId
from .core.recommendation import Choice
from .core.review import Review

LearnerId = NewType("LearnerId", UUID)


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking, as the hub (or the local user) says.

    Attributes:
        name: The hub's user name.
        instructor: May see the class and change its course; from hub roles, for this course only.
        assistant: May see the class; every instructor may.
    """

    name: str
    instructor: bool = False
    assistant: bool = False


@dataclass(frozen=True, slots=True)
class StoredSubmission:
    """A submission in the store.

    Attributes:
        seq: Order of arrival over all learners.
        answer: The stored answer of a finished submission (JSON object), else None.
        tries: How often grading was begun.
        variant: The variant of the problem that the learner was given.
        locale: The language in which its verdict is told.
    """

    id: UUID
    seq: int
    learner: LearnerId
    problem_id: ProblemId
    version: int
    source: Submission
    received_at: datetime
    tries: int
    answer: Mapping[str, Any] | None
    variant: int = 0
    locale: str = ENGLISH


@dataclass(frozen=True, slots=True)
class HintShown:
    """A hint that the learner has been shown."""

    problem_id: ProblemId
    rung: int
    shown_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class TutorTurn:
    """What was said once; `role` is `learner` or `tutor`, `model` who worded it."""

    role: str
    text: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenRecommendation:
    """The recommendation a learner is working on."""

    id: UUID
    choice: Choice
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What one verdict changes; computed by the use case, written in one transaction.

    Attributes:
        state: The learner's new state; equal to the old one when the verdict is no evidence.
        answer: The JSON object that every request for this submission gets.
        choice: A new recommendation, or None to keep the open one.
        achievements: Ids earned by this verdict.
        believed: What the model believed beforehand, or None when the verdict is no evidence.
        signals: Rules of behaviour that the attempt met; `weight` is what they make of it.
        content_hash: Content of the problem that the verdict was made with, or ''.
        review: What a person grades of it, with the verdict that counts, or None.
    """

    state: LearnerState
    answer: Mapping[str, Any]
    choice: Choice | None
    achievements: tuple[str, ...] = ()
    believed: Believed | None = None
    signals: tuple[Signal, ...] = ()
    weight: float = 1.0
    content_hash: str = ""
    review: tuple[Review, Verdict] | None = None


@dataclass(frozen=True, slots=True)
class LearnerRecord:
    """What `settle` and the choice read of a learner under the row lock."""

    id: LearnerId
    state: LearnerState
    achievements: frozenset[str]
    open: OpenRecommendation | None
    goals: tuple[Goal, ...] = ()


class ProgressStore(ClassStore, Protocol):
    """Progress in PostgreSQL. Each method is one short transaction of its own."""

    async def ready(self) -> bool:
        """Say whether the database answers and its schema is the one this code needs."""
        ...

    async def learner(self, person: Person) -> LearnerId:
        """Return the id of a person, making learner and enrolment on the first visit."""
        ...

    async def record(self, learner: LearnerId) -> LearnerRecord:
        """Read a learner without a lock."""
        ...

    async def recommend(
        self,
        learner: LearnerId,
        decide: Callable[[LearnerRecord], tuple[LearnerState, Choice] | None],
    ) -> OpenRecommendation:
        """Under the learner's row lock, let `decide` choose; None keeps the open recommendation.

        The recommendation that was open is closed, the new state (its `recent`) is written.
        `decide` must return a choice when none is open.
        """
        ...

    async def hand_in(
        self,
        learner: LearnerId,
        problem_id: ProblemId,
        version: int,
        source: Submission,
        key: str | None,
        lease_s: float,
        variant: int = 0,
        locale: str = ENGLISH,
    ) -> tuple[StoredSubmission, bool]:
        """Store a submission and lease it to the caller for grading.

        Returns the submission and whether it is new; with a `key` seen before (per learner) the
        earlier submission comes back and nothing is written.
        """
        ...

    async def returns(self, learner: LearnerId, problem_id: ProblemId) -> int:
        """How often a problem was recommended to a learner after they had solved it."""
        ...

    async def submission(self, submission: UUID) -> StoredSubmission | None:
        """Read one submission, or None."""
        ...

    async def lease_abandoned(self, lease_s: float, limit: int) -> Sequence[StoredSubmission]:
        """Take over ungraded submissions whose lease ran out, oldest first; counts a try each."""
        ...

    async def keep_lease(self, submission: UUID, lease_s: float) -> None:
        """Hold an ungraded submission for `lease_s` more seconds: it still waits for its turn."""
        ...

    async def give_back(self, submission: UUID, pause_s: float) -> None:
        """Give a submission up that could not be graded now; the try does not count.

        After `pause_s` seconds it counts as abandoned.
        """
        ...

    async def settle(
        self,
        submission: StoredSubmission,
        verdict: Verdict,
        decide: Callable[[LearnerRecord, datetime], Settlement],
    ) -> Mapping[str, Any]:
        """Write verdict, new state, recommendation and events in one transaction.

        Takes the learner's row lock first. Where a verdict is stored already, nothing is written
        and the stored answer is returned. `decide` gets the database's time; it is pure.
        """
        ...

    async def hints(self, learner: LearnerId, problem_id: ProblemId) -> Sequence[HintShown]:
        """Hints shown to a learner on a problem, oldest first."""
        ...

    async def last_verdict(
        self, learner: LearnerId, problem_id: ProblemId
    ) -> tuple[Verdict, datetime] | None:
        """The newest counted verdict of a learner on a problem, with its time."""
        ...

    async def recent(self, learner: LearnerId, limit: int) -> Sequence[AttemptSummary]:
        """The newest graded submissions of a learner, newest first."""
        ...

    async def corrections(self, learner: LearnerId) -> Sequence[CorrectedVerdict]:
        """Verdicts of a learner that were corrected in the last four weeks, newest first."""
        ...

    async def close(self) -> None:
        """Give all connections back."""
        ...


class GraderPort(Protocol):
    """Grades one submission; holds no state between two."""

    async def grade(self, bundle: Bundle, submission: Submission, learner: str) -> Verdict:
        """Return the verdict; `learner` is used for fair queueing only.

        A failure of the grader itself is a verdict with status `grader_error`, no exception.
        """
        ...

    async def study(
        self, bundle: Bundle, submission: Submission, learner: str, seconds: float
    ) -> Study:
        """Return a closer look at an answer: a trace, and in `seconds` where one edit mends it.

        A failure of the grader itself is an empty study, no exception.
        """
        ...

    async def one_passes(
        self,
        bundle: Bundle,
        submission: Submission,
        proposals: Sequence[Proposal],
        learner: str,
        seconds: float,
    ) -> bool:
        """Say whether an answer with proposed code in it passes where the learner's own does not.

        A failure of the grader itself is a no, no exception.
        """
        ...

    async def close(self) -> None:
        """End every process."""
        ...


class Clock(Protocol):
    """Time of day, UTC-aware."""

    def __call__(self) -> datetime:
        """Return now."""
        ...
