"""Why an answer must not be shown: which layer of the gate stopped it, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LeakKind(StrEnum):
    """Which layer stopped an answer."""

    DEFINITION = "definition"
    """A body for the function that the learner is to write."""
    LINE = "line"
    """A telling line of a reference, word for word anywhere, or in code about the same task."""
    KEY = "key"
    """The expression that a short solution turns on."""
    LINES = "lines"
    """Several of a reference's secret lines."""
    GRAMS = "grams"
    """Much of a reference's fingerprint, whatever the names."""
    TREES = "trees"
    """Much of a reference's sub-trees, whatever names and order."""
    FIX = "fix"
    """One of the learner's own lines, changed towards a solution."""
    RESULT = "result"
    """New code that works out what the task asks for."""
    NEW_CODE = "new_code"
    """More lines of code than a hint needs."""
    FOREIGN = "foreign"
    """A program in another language, or in pseudo-code."""
    NOTATION = "notation"
    """A solution as a query, a formula, or a line of another language."""
    ENCODED = "encoded"
    """Any of these, written so that it has to be decoded."""
    ACROSTIC = "acrostic"
    """A telling line spelt by first letters."""
    VALUES = "values"
    """The values that a solution consists of."""
    PROSE = "prose"
    """The steps of a solution, told in their order."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Why an answer was stopped.

    Attributes:
        share: Share of a reference's secret that would have been shown, in [0, 1]; 0 where the
            layer knows no share.
    """

    kind: LeakKind
    share: float = 0.0


EXACT = (LeakKind.LINE, LeakKind.KEY, LeakKind.LINES, LeakKind.DEFINITION, LeakKind.FIX)
"""What is found line by line."""
RETOLD = (LeakKind.PROSE, LeakKind.VALUES)
"""What sentences about the learner's own program can look like."""
