"""nbgrader's marker comments: the parts of a cell that must not reach the learner."""

from __future__ import annotations

import re
from dataclasses import dataclass

WRITTEN_STUB = "YOUR ANSWER HERE"
STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")
_LOOKS_LIKE_ONE = re.compile(
    r"^\s*#+\s*(begin|end)\s+(solution|hidden\s*tests?)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Markers:
    """A pair of marker comments, each alone on its line."""

    begin: str
    end: str

    def fault(self, source: str) -> tuple[int, str] | None:
        """Return line and text of the first unpaired marker, or None."""
        opened = 0
        for number, line in enumerate(source.splitlines(), 1):
            if line.strip() == self.begin:
                if opened:
                    return number, f"{self.begin} stands inside the block of line {opened}"
                opened = number
            elif line.strip() == self.end:
                if not opened:
                    return number, f"{self.end} without {self.begin} before it"
                opened = 0
        return (opened, f"{self.begin} without {self.end} after it") if opened else None

    def present(self, source: str) -> bool:
        """Return whether one of the markers stands in the source."""
        return any(line.strip() in (self.begin, self.end) for line in source.splitlines())

    def without_marks(self, source: str) -> str:
        """Return the source without its marker lines, the blocks kept."""
        marks = (self.begin, self.end)
        return "\n".join(x for x in source.splitlines() if x.strip() not in marks)

    def without_blocks(self, source: str, instead: tuple[str, ...] = ()) -> str:
        """Return the source without its blocks; `instead` stands there, indented as the marker."""
        kept: list[str] = []
        inside = False
        for line in source.splitlines():
            if line.strip() == self.begin:
                inside = True
                indent = line[: len(line) - len(line.lstrip())]
                kept += [indent + x for x in instead]
            elif line.strip() == self.end:
                inside = False
            elif not inside:
                kept.append(line)
        return "\n".join(kept)


SOLUTION = Markers("### BEGIN SOLUTION", "### END SOLUTION")
HIDDEN = Markers("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
ALL_MARKS = (SOLUTION.begin, SOLUTION.end, HIDDEN.begin, HIDDEN.end)


def misspelt(source: str) -> tuple[int, str] | None:
    r"""Return line and text of the first comment that is nearly a marker, or None.

    >>> misspelt("x = 1\n## begin solution")
    (2, '## begin solution')
    """
    for number, line in enumerate(source.splitlines(), 1):
        if line.strip() not in ALL_MARKS and _LOOKS_LIKE_ONE.match(line):
            return number, line.strip()
    return None
