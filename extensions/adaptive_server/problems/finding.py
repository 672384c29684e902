"""One thing that is wrong with a problem, told to its author."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

NEVER_ENDS = "never ends, in one operation that nothing stops"
"""What is said of a cell whose process the kernel ended, deaf to its time limit."""
END_IT = "Look for a cell that never ends or needs much memory; make limits.seconds smaller"
"""What to do about it."""
_WITH_OTHER_TESTS = frozenset({"asserts met", "examples", "derived items"})


def is_of_notebook(role: str, step: str) -> bool:
    """Say whether a cell that a step of the gate runs is the notebook's; some make other tests."""
    return role != "test" or step not in _WITH_OTHER_TESTS


class Level(StrEnum):
    """Whether a problem with this finding may be released."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault with its place and a remedy.

    Attributes:
        problem: The problem's id, or its file where there is no id.
        cell: The cell's `grade_id`, else `cell N (role)`, else "" for the notebook as a whole.
        line: 1-based line within the cell, or None.
        check: Stable name of the check, e.g. `hint-leak`.
        message: What is wrong, one line.
        remedy: What to do about it, one line.
        waives: Name of the change to the reference that the author may waive with a reason, or "".
    """

    problem: str
    cell: str
    line: int | None
    check: str
    level: Level
    message: str
    remedy: str
    waives: str = ""

    def __str__(self) -> str:
        """Return the finding as one line."""
        place = self.problem + (f", {self.cell}" if self.cell else "")
        place += f", line {self.line}" if self.line else ""
        end = "" if self.message.endswith((".", "?", "!", "…")) else "."
        return f"{place}: {self.level} [{self.check}] {self.message}{end} {self.remedy}"

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object with the attributes as they are."""
        return asdict(self)


@dataclass(slots=True)
class Findings:
    """Collects the findings on one problem.

    Attributes:
        problem: Stands in every finding that is added.
    """

    problem: str
    found: list[Finding]

    def error(
        self, check: str, message: str, remedy: str, *, cell: str = "", line: int | None = None
    ) -> None:
        """Add a finding that keeps the problem from being released."""
        self.add(Level.ERROR, check, message, remedy, cell=cell, line=line)

    def warning(
        self, check: str, message: str, remedy: str, *, cell: str = "", line: int | None = None
    ) -> None:
        """Add a finding that the author may leave."""
        self.add(Level.WARNING, check, message, remedy, cell=cell, line=line)

    def add(
        self,
        level: Level,
        check: str,
        message: str,
        remedy: str,
        *,
        cell: str = "",
        line: int | None = None,
        waives: str = "",
    ) -> None:
        """Add a finding of a level; what it `waives` is kept to the letter, to be found again."""
        problem, message, remedy = map(_one_line, (self.problem, message, remedy))
        self.found.append(Finding(problem, cell, line, check, level, message, remedy, waives))

    @property
    def failed(self) -> bool:
        """Whether there is an error among them."""
        return any(f.level is Level.ERROR for f in self.found)


def _one_line(text: str, limit: int = 400) -> str:
    """Return text fit for a terminal: one line, printable, shortened."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
