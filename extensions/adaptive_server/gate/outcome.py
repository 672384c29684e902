"""What running one answer to a problem showed, and who runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from grader.bundle import Bundle
from grader.spawner import ORDINARY


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one answer.

    Attributes:
        failed: Ids of the tests that did not pass; all of them where nothing could be graded.
        messages: Text per failed test.
        raised: Class name of the first exception that the answer raised, or None.
        gradable: False for an answer that does not parse or is empty.
        cpu_ms: Processor time of the whole run.
        seen: What a learner sees of it that tells one mistake from another.
        raised_at: Cell and line of the answer where `raised` was raised, where that is known.
    """

    failed: frozenset[str]
    messages: Mapping[str, str]
    raised: str | None
    gradable: bool
    cpu_ms: float
    seen: str = ""
    raised_at: tuple[str, int] | None = None

    @property
    def passed(self) -> bool:
        """Whether every test passed."""
        return not self.failed


class RunError(Exception):
    """Answers cannot be run on this machine; the text says why, in one line."""


AGAIN = (
    "Look for test or given code that never ends or stops the process; else check again when the "
    "machine is less busy"
)
"""What to do where there was no verdict."""


class NoVerdictError(RunError):
    """One notebook's answers got no verdict; those of other notebooks may."""


class BrokenTests(Exception):
    """Given or test cells cannot be used; the text says which and why, in one line."""


class Runner(Protocol):
    """Grades one answer."""

    def run(
        self,
        bundle: Bundle,
        cells: Mapping[str, str],
        *,
        closed: bool = False,
        until_failure: bool = False,
        hash_seed: int = ORDINARY,
    ) -> Outcome:
        """Grade sources by `grade_id`.

        Args:
            bundle: The problem.
            cells: The answer.
            closed: Hidden tests tell no more than a learner is told: no message, no exception.
            until_failure: Stop at the first test that fails; the later ones count as failed.
            hash_seed: `PYTHONHASHSEED` of the answer and of its tests.

        Raises:
            BrokenTests: Given or test cells cannot be used.
            NoVerdictError: The grader failed again and again.
            RunError: Nothing can be run here.
        """
        ...
