"""What the use cases of the tutor need of the store; a port beside `ports`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tutor_labext.situation import Attempt

from grader.verdict import Verdict

from .core.learner import LearnerState
from .core.problem import ProblemId
from .core.styles import Drawn, Style, Tallies
from .core.tutor_policy import TutorPolicy
from .ports import HintShown, LearnerId, TutorTurn


@dataclass(frozen=True, slots=True)
class HelpEvent:
    """One help that a learner was given.

    Attributes:
        wish: What they wanted: `hint`, `explain_error`, `check` or `ask`.
        source: Who had the last word: `offline`, `gemini` or `cache`.
        model: The model that was asked, or ''.
        prompt_version: Of the texts that the model is told, or ''.
        first_ms: Milliseconds until the first text, or None where there was none.
        gate: `passed`, or the layer of the leak gate that stopped it.
        fault: What went wrong with the model, or ''.
    """

    wish: str
    rung: int
    style: Style
    source: str = "offline"
    model: str = ""
    prompt_version: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    first_ms: float | None = None
    gate: str = "passed"
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Tutored:
    """What a tutor needs of a learner on a problem, read as of one moment.

    Attributes:
        state: Abilities, overall and of each skill; nothing else of the learner's state.
        hints: Shown on this problem, oldest first.
        turns: The newest on this problem, oldest first.
        last: The newest counted verdict with its time, or None.
        drawn: The style of this learner on this problem.
        attempts: The newest counted attempts on it, oldest first.
        policy: How much of the tutor the course allows now.
    """

    state: LearnerState
    hints: Sequence[HintShown] = ()
    turns: Sequence[TutorTurn] = ()
    last: tuple[Verdict, datetime] | None = None
    drawn: Drawn = field(default_factory=Drawn)
    attempts: tuple[Attempt, ...] = ()
    policy: TutorPolicy = TutorPolicy.FULL


class HelpStore(Protocol):
    """Help that learners were given. Each method is one short transaction of its own."""

    async def tutored(
        self,
        learner: LearnerId,
        problem_id: ProblemId,
        turns: int,
        draw: Callable[[], Drawn],
        helps_under: Collection[TutorPolicy] = tuple(TutorPolicy),
    ) -> Tutored:
        """Read what a tutor needs, with at most `turns` turns.

        At the first help on a problem `draw` draws the style, which is kept; what another process
        has drawn at the same time counts. Where the course's policy is none of `helps_under`, no
        help is given, so nothing is drawn.
        """
        ...

    async def show_hint(
        self,
        learner: LearnerId,
        problem_id: ProblemId,
        version: int,
        hint: HintShown,
        source: str,
        event: HelpEvent | None = None,
    ) -> None:
        """Store that a hint was shown and count it in the learner's problem state.

        `source` is `offline`, `gemini` or `cache`.
        """
        ...

    async def turns(
        self, learner: LearnerId, problem_id: ProblemId, limit: int
    ) -> Sequence[TutorTurn]:
        """The newest turns of a learner on a problem, oldest first."""
        ...

    async def keep_turns(
        self,
        learner: LearnerId,
        problem_id: ProblemId,
        version: int,
        turns: Sequence[TutorTurn],
        *,
        helped: bool,
        event: HelpEvent | None = None,
    ) -> None:
        """Store turns in their order; their time is the database's.

        With `helped` a first attempt after them counts as one with a hint before it.
        """
        ...

    async def tutor_policy(self) -> TutorPolicy:
        """How much of the tutor the instructor gives the learners of the course."""
        ...

    async def set_tutor_policy(self, instructor: LearnerId, policy: TutorPolicy) -> None:
        """Set that, from the next question on, with audit."""
        ...

    async def style_tallies(self) -> Tallies:
        """How often learners solved the next problem of a skill unaided, by style."""
        ...
