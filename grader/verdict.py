"""The grader's result: status, score and outcome per test. Pure data; nothing here runs code.

passed        every test passed
partly        some points, not all
failed        no point, though the code ran
timeout       no point, and a time limit was reached
ungradable    nothing to grade (does not parse, is empty): no score, no attempt, no evidence
grader_error  our fault, never the learner's: no score, no attempt, no evidence
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

RULES = "(rules)"
"""Id of the outcome that stands for the problem's rules where an answer breaks them; of no cell."""

_PLACE = re.compile(r" \(line \d+\)")


class Status(StrEnum):
    """How a submission ended; see the module's text."""

    PASSED = "passed"
    PARTLY = "partly"
    FAILED = "failed"
    TIMEOUT = "timeout"
    UNGRADABLE = "ungradable"
    GRADER_ERROR = "grader_error"

    @property
    def counts(self) -> bool:
        """Whether this is an attempt, hence evidence for the learner model."""
        return self not in (Status.UNGRADABLE, Status.GRADER_ERROR)


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """Outcome of one test cell, safe to show to the learner as it is (after HTML escaping).

    Attributes:
        id: Of the test cell, or `RULES`.
        message: Learner-facing sentence; empty when passed. For a hidden test only the author's
            hint or a neutral sentence, never text that learner code or a test value could shape.
        output: What the learner's code printed while a visible test ran; empty for hidden ones.
    """

    __test__ = False  # pytest: not a test class

    id: str
    title: str
    points: float
    max_points: float
    passed: bool
    hidden: bool
    message: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class LearnerFault:
    """The first exception that learner code raised, for the explanation.

    Attributes:
        name: Exception class name, e.g. `NameError`.
        message: Its text, at most 2,000 characters.
        grade_id: The solution cell it was raised in, or None.
        line: 1-based line within that cell, or None.
        variables: Short `repr` of the names in the raising frame; never from a hidden test's call.
    """

    name: str
    message: str
    grade_id: str | None = None
    line: int | None = None
    variables: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The grader's result for one submission. Scores are in points, 0 <= score <= max_score.

    Attributes:
        message: One sentence on the whole, e.g. which limit was reached; may be empty.
        output: What the learner's cells printed while they were loaded, shortened.
    """

    status: Status
    score: float
    max_score: float
    tests: tuple[TestOutcome, ...]
    message: str = ""
    output: str = ""
    fault: LearnerFault | None = None
    cpu_ms: float = 0.0
    wall_ms: float = 0.0
    peak_mb: float = 0.0

    @property
    def breaks_rules(self) -> bool:
        """Whether the answer does not keep the problem's rules."""
        return any(test.id == RULES for test in self.tests)

    def seen(self) -> list[Any]:
        """Return what the learner sees that depends on the mistake, not on how code is laid out."""
        return [
            *((_PLACE.sub("", t.message), t.output.split()) for t in self.tests if not t.hidden),
            _PLACE.sub("", self.message),
            self.output.split(),
        ]

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object that `from_json` reads back to an equal verdict."""
        fault = _fields(self.fault) if self.fault else None
        return {**_fields(self), "tests": [_fields(test) for test in self.tests], "fault": fault}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: `data` is not a verdict.
        """
        fault = data["fault"]
        return cls(
            **{
                **data,
                "status": Status(data["status"]),
                "tests": tuple(TestOutcome(**t) for t in data["tests"]),
                "fault": LearnerFault(**fault) if fault else None,
            }
        )


def _fields(value: Verdict | TestOutcome | LearnerFault) -> dict[str, Any]:
    """Return what a value holds; unlike `asdict` it copies nothing."""
    return {name: getattr(value, name) for name in value.__slots__}


def status_of(tests: tuple[TestOutcome, ...], *, timed_out: bool = False) -> Status:
    """Name the status that the outcomes amount to.

    >>> one = TestOutcome("a", "", 1.0, 1.0, passed=True, hidden=False)
    >>> status_of((one,))
    <Status.PASSED: 'passed'>
    """
    if all(t.passed for t in tests):
        return Status.PASSED
    if any(t.points > 0 for t in tests):
        return Status.PARTLY
    return Status.TIMEOUT if timed_out else Status.FAILED
