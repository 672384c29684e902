"""What the use cases need of a tutor: a protocol, what it is asked and what it says."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from tutor_labext.situation import Attempt

from grader.study import Study
from grader.verdict import LearnerFault, Verdict

from .core.styles import Style
from .problems.bank import Problem


class TutorPort(Protocol):
    """Words a permitted hint as a stream of text pieces that passed the leak gate.

    A fault of whatever stands behind it never comes out: the answer goes on offline.
    """

    def stream(self, request: HintRequest) -> AsyncGenerator[TutorPiece, None]:
        """Yield pieces of markdown text; closing the generator ends the work behind it."""
        ...

    async def start(self) -> None:
        """Make ready what is slow to load."""
        ...

    async def close(self) -> None:
        """End every process and connection."""
        ...


class Looking(Protocol):
    """A closer look that is still to be taken."""

    def begin(self) -> None:
        """Take the look, and wait for nothing."""
        ...

    async def wait(self) -> Study:
        """Take the look and return it when it is done."""
        ...


TutorSource = Literal["offline", "gemini", "cache"]


@dataclass(frozen=True, slots=True)
class TutorPiece:
    """A piece of an answer and who worded it.

    Attributes:
        model: The model's name where one worded it, else ''.
        tokens_in: Tokens of the prompt; only the last piece of a source knows, its text is ''.
        tokens_out: Tokens of the answer, thoughts included.
        gate: The layer of the leak gate that stopped the answer, or ''.
        fault: What went wrong with the model, or ''.
    """

    text: str
    source: TutorSource = "offline"
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    gate: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One earlier turn: what the learner asked, what the tutor said, and who worded that."""

    asked: str
    said: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class HintRequest:
    """Everything a tutor may know for one hint.

    Attributes:
        rung: Permitted level, from 1; the ladder may be shorter.
        cells: The learner's current source by `grade_id`, at most 6 kB together.
        verdict: Their newest counted verdict, or None before the first attempt.
        shown: Texts of hints shown before on this problem.
        feedback: The author's words for the mistake recognised in the verdict, or ''.
        learner: Pseudonym of the learner, for budgets only.
        question: What the learner typed, or '' where a button was pressed.
        wish: What the learner wants: `hint`, `explain_error`, `check`, `why` or `ask`.
        before: Earlier turns on this problem, oldest first.
        locale: Language tag of the panel.
        study: A closer look at the current code; empty where there was none.
        looking: The closer look where it is not there yet. A tutor without a model waits for it;
            a model is asked with what is there.
        mastery: Name of each skill of the problem -> mastery in [0, 1].
        style: What the tutor does first.
        attempts: The newest attempts on this problem, oldest first.
        ran: The error of the learner's own run of `cells`, or None; what it says is their word.
        limited: A limit keeps a model from answering; who answers in its place says so.
    """

    problem: Problem
    rung: int
    cells: Mapping[str, str]
    verdict: Verdict | None
    shown: tuple[str, ...] = ()
    feedback: str = ""
    learner: str = ""
    question: str = ""
    wish: str = "hint"
    before: tuple[Exchange, ...] = ()
    locale: str = "en"
    study: Study = field(default_factory=Study)
    mastery: tuple[tuple[str, float], ...] = ()
    looking: Looking | None = None
    style: Style = Style.USUAL
    attempts: tuple[Attempt, ...] = ()
    ran: LearnerFault | None = None
    limited: bool = False
