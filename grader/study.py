"""What a closer look at an answer shows: a trace of its own run, and where one edit would mend it.

Pure data. The trace comes from visible tests alone. An edit itself is never part of a study: only
its line and kind are.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from grader.verdict import LearnerFault

MOST_STEPS = 20
"""Longest trace; of a longer run the first and the last steps are kept."""


class EditKind(StrEnum):
    """What kind of edit would mend a line."""

    COMPARISON = "comparison"
    ARITHMETIC = "arithmetic"
    LOGIC = "logic"
    NUMBER = "number"
    CONDITION = "condition"
    RANGE = "range"
    SLICE = "slice"
    VARIABLE = "variable"
    CONVERSION = "conversion"
    EXTRA_CALL = "extra_call"
    RESULT = "result"
    UPDATE = "update"
    TEXT = "text"
    PRECEDENCE = "precedence"
    METHOD = "method"
    EXTRA_LINE = "extra_line"
    ORDER = "order"
    INDENT = "indent"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Step:
    """One line that ran in the learner's code.

    Attributes:
        cell: `grade_id` of the answer cell.
        line: 1-based line within that cell.
        values: Names that have another value after it, with a short `repr`; at the head of a
            function its arguments.
        returned: `repr` of what the function gave back with this line, or None.
        raised: An exception left the function here.
        entered: This is the head of a function, which has just been called.
    """

    cell: str
    line: int
    values: tuple[tuple[str, str], ...] = ()
    returned: str | None = None
    raised: bool = False
    entered: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A line where an edit of that kind lets every test pass."""

    cell: str
    line: int
    kind: EditKind


@dataclass(frozen=True, slots=True)
class Study:
    """The result of a closer look; empty where nothing could be run.

    Attributes:
        test: The visible test whose run is traced: the first that fails, else the first.
        title: Its title.
        message: Why it fails, as the learner reads it; empty where it passes.
        failing: It fails.
        steps: At most `MOST_STEPS` steps of the learner's code in it.
        cut: Steps between the first and the last are left out.
        spot: Where one edit would mend the answer, or None.
        tried: Edits that were tried.
        fault: The exception that it fails with, or None.
    """

    test: str = ""
    title: str = ""
    message: str = ""
    failing: bool = False
    steps: tuple[Step, ...] = ()
    cut: bool = False
    spot: Spot | None = None
    tried: int = 0
    fault: LearnerFault | None = None

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object that `from_json` reads back to an equal study."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: `data` is not a study.
        """
        spot = data["spot"]
        steps = tuple(
            Step(**{**s, "values": tuple((str(n), str(v)) for n, v in s["values"])})
            for s in data["steps"]
        )
        found = Spot(**{**spot, "kind": EditKind(spot["kind"])}) if spot else None
        fault = LearnerFault(**data["fault"]) if data["fault"] else None
        return cls(**{**data, "steps": steps, "spot": found, "fault": fault})
