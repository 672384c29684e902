"""What the check of one notebook gave, apart from what only shows beside others."""

from __future__ import annotations

from dataclasses import dataclass

from ..problems.finding import Finding, Level
from .duplicates import ProblemText


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings on one notebook.

    Attributes:
        digest: SHA-256 of the bytes that were checked; empty where they make no notebook.
        text: What is compared with other problems; None for a lesson or what makes no problem.
    """

    findings: tuple[Finding, ...]
    digest: str
    text: ProblemText | None = None

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(f.level is Level.ERROR for f in self.findings)
