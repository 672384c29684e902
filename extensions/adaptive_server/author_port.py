"""What the authors' workshop needs of the outside, as protocols."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .core.problem import ProblemId
from .ports import LearnerId
from .problems.bank import Bank
from .problems.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Step:
    """The gate begins step `done` + 1 of `of`; the name "" only says that it still works."""

    name: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, with the id of the notebook cell it means, or ""."""

    finding: Finding
    cell_id: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the gate found in one notebook.

    Attributes:
        problem_id: The problem's id, or "" where the notebook cannot be read.
        release: What learners would get, or None.
        variants: In how many variants they get it; 0 where it has none.
    """

    problem_id: str
    found: tuple[Placed, ...]
    release: Mapping[str, Any] | None = None
    variants: int = 0

    @property
    def errors(self) -> int:
        """Number of findings that keep it from being published."""
        return sum(p.finding.level is Level.ERROR for p in self.found)


@dataclass(frozen=True, slots=True)
class Published:
    """A version of a problem that learners get from now on.

    Attributes:
        new: False where it equals the version that is published already.
    """

    problem_id: ProblemId
    version: int
    new: bool


@dataclass(frozen=True, slots=True)
class Item:
    """What answers say of a problem version.

    Attributes:
        answers: First attempts without a hint, of which `wins` passed; as of the last calibration.
        difficulty: In logits, higher is harder; the author's prior where there are no answers.
        difficulty_sd: Its standard deviation.
        discrimination: How well it tells strong from weak learners; 1 is the model's assumption.
        flag: What an instructor should look at, or "".
    """

    problem_id: ProblemId
    version: int
    title: str
    answers: int
    wins: int
    difficulty: float
    difficulty_sd: float
    discrimination: float
    flag: str


class GatePort(Protocol):
    """Runs the gate on a notebook that somebody sent; the notebook is hostile."""

    def check(self, notebook: str, bank: Bank) -> AsyncGenerator[Step | Checked, None]:
        """Yield steps, at least one each second, then what was found. Closing it ends the run.

        A notebook that takes too long or ends the process gets a finding that says so.

        Raises:
            GraderUnavailable: This machine offers no safe place to run it.
        """
        ...

    async def release(self, notebook: str, variant: int = 0) -> Checked:
        """Read a notebook without running anything; the release is that of one variant.

        Raises:
            GraderUnavailable: As for `check`.
        """
        ...


class CourseStore(Protocol):
    """Problems that instructors published, in PostgreSQL."""

    async def publish(self, notebook: str, author: LearnerId) -> Published:
        """Store a notebook that passed the gate as the next version of its problem, with audit.

        Raises:
            BadRequest: It cannot be read as a problem of this course.
        """
        ...

    async def versions(self, problem_id: ProblemId) -> Sequence[int]:
        """Return the versions of a problem that this course has had, in order."""
        ...

    async def notebook(self, problem_id: ProblemId, version: int) -> str | None:
        """Return the notebook of a version that learners get, or None where it is not kept."""
        ...

    async def with_draft(self, notebook: str, bank: Bank) -> tuple[ProblemId, Bank]:
        """Return a problem's id, and a bank with it in the place of its published version.

        Raises:
            BadRequest: It cannot be read as a problem of this course.
        """
        ...

    async def items(self) -> Sequence[Item]:
        """Return what answers say of the course's problems; those that want a look first."""
        ...
