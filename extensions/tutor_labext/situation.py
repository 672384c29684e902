"""What a tutor is told of a learner's situation, as plain data: no source, test or solution."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """One authored hint. `when` names exception classes or test ids; empty: always."""

    level: int
    text: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FailingTest:
    """A test that does not pass yet; for hidden ones `message` is the author's hint only."""

    id: str
    title: str
    message: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an error: what speaks for it and what to try."""

    because: str
    try_next: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The error of the learner's last run, explained. `line` is 1-based, or None."""

    kind: str
    line: int | None
    happened: str
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything one hint is chosen from.

    Attributes:
        rung: Permitted level, from 1; higher is more specific.
        title: Title of the problem, for what to read again.
        fault: Error of the last run, or None.
        failing: Tests that do not pass, in the order of the notebook.
        solved: The last hand-in passed every test.
        timed_out: The last run reached a time limit.
        feedback: The author's words for a recognised mistake, or ''.
        ladder: Authored hints.
        shown: Texts of hints shown before on this problem.
    """

    rung: int
    title: str
    fault: Fault | None = None
    failing: tuple[FailingTest, ...] = ()
    solved: bool = False
    timed_out: bool = False
    feedback: str = ""
    ladder: tuple[Rung, ...] = ()
    shown: tuple[str, ...] = ()
