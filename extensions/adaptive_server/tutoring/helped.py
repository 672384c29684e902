"""What a hint and a turn share: the request to the tutor, and the event that is kept of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tutor_labext.gemini.prompt import VERSION
from tutor_labext.refusal import refused

from grader.verdict import LearnerFault

from ..core import styles
from ..core.arms import style_drawn
from ..core.learner import LearnerState
from ..core.mastery import mastery
from ..core.styles import Drawn, Style
from ..help_port import HelpEvent, Tutored
from ..ports import LearnerId, TutorTurn
from ..problems.bank import Problem
from ..tutor_bodies import RunFault
from ..tutor_port import Exchange, HintRequest, TutorPiece
from .closer_look import Look, look_at
from .mistakes import recognise
from .parts import Parts
from .tutor_policy import allowing, require

KEPT = 12
"""Newest turns of a conversation that a tutor is told."""


async def tutored(
    parts: Parts, learner: LearnerId, problem: Problem, wish: str, question: str = ""
) -> Tutored:
    """Read what a tutor needs, the policy with it; who asks first on a problem draws its style.

    A question for what the tutor does not give draws none: the answer to it is no help yet.

    Raises:
        TutorOff: The policy does not allow what is wished for.
    """
    known = await parts.store.tutored(
        learner,
        problem.card.id,
        KEPT,
        partial(_draw, parts, learner, problem),
        () if refused(question) else allowing(parts, problem, wish),
    )
    require(parts, problem, known.policy, wish)
    return known


def _draw(parts: Parts, learner: LearnerId, problem: Problem) -> Drawn:
    skill = problem.card.skills[0]
    if parts.experiment:
        return style_drawn(parts.experiment, str(learner), skill, parts.tallies, parts.rng)
    return styles.draw(skill, parts.tallies, parts.rng, str(learner))


async def request_for(
    parts: Parts,
    learner: LearnerId,
    problem: Problem,
    known: Tutored,
    *,
    rung: int,
    cells: Mapping[str, str],
    wish: str = "hint",
    question: str = "",
    locale: str = "en",
    fault: RunFault | None = None,
) -> HintRequest:
    """Return what the tutor is asked, with a closer look to take where it is of use."""
    verdict = known.last[0] if known.last else None
    # Who asks for an explanation gets one, in whatever style they are helped otherwise.
    style = Style.USUAL if wish == "explain_error" else known.drawn.style
    look = look_at(parts, learner, problem, cells, verdict, rung=rung, wish=wish, style=style)
    return HintRequest(
        problem=problem,
        rung=rung,
        cells=cells,
        verdict=verdict,
        shown=tuple(h.text for h in known.hints),
        feedback=await recognise(parts, problem, cells.values(), verdict) if verdict else "",
        learner=str(learner),
        question=question,
        wish=wish,
        before=exchanges(known.turns),
        locale=locale,
        study=look.before if isinstance(look, Look) else look,
        mastery=mastery_of(parts, known.state, problem),
        looking=look if isinstance(look, Look) else None,
        style=style,
        attempts=known.attempts,
        ran=ran_of(fault, cells),
    )


def exchanges(turns: Sequence[TutorTurn]) -> tuple[Exchange, ...]:
    """Return kept turns as pairs of question and answer."""
    pairs: list[Exchange] = []
    asked = ""
    for one in turns:
        if one.role == "learner":
            asked = one.text
        else:
            pairs.append(Exchange(asked, one.text, one.model))
            asked = ""
    return tuple(pairs)


def ran_of(fault: RunFault | None, cells: Mapping[str, str]) -> LearnerFault | None:
    """Return the error of the learner's own run, or None; one of a cell not sent is left out."""
    if fault is None or fault.grade_id not in cells:
        return None
    return LearnerFault(fault.name, fault.message, fault.grade_id, fault.line)


def mastery_of(
    parts: Parts, state: LearnerState, problem: Problem
) -> tuple[tuple[str, float], ...]:
    """Return the mastery of the skills that a problem involves, by their names."""
    now, skills = parts.clock(), parts.bank.graph.skills
    known = [skills[s] for s in problem.card.skills if s in skills]
    return tuple((k.name, mastery(state, k, now).probability) for k in known)


@dataclass(slots=True)
class Telling:
    """Takes note of an answer while it is told."""

    began: datetime
    said: str = ""
    source: str = "offline"
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    gate: str = ""
    fault: str = ""
    first_ms: float | None = None

    def take(self, piece: TutorPiece, now: datetime) -> None:
        """Take note of a piece."""
        self.said, self.source = self.said + piece.text, piece.source
        self.model = piece.model or self.model
        self.tokens_in += piece.tokens_in
        self.tokens_out += piece.tokens_out
        self.gate, self.fault = piece.gate or self.gate, piece.fault or self.fault
        if self.first_ms is None and piece.text.strip():
            self.first_ms = (now - self.began).total_seconds() * 1000

    def event(self, request: HintRequest) -> HelpEvent:
        """Return what is kept of the help."""
        return HelpEvent(
            wish=request.wish,
            rung=request.rung,
            style=request.style,
            source=self.source,
            model=self.model,
            prompt_version=VERSION if self.model or self.source != "offline" else "",
            tokens_in=self.tokens_in,
            tokens_out=self.tokens_out,
            first_ms=self.first_ms,
            gate=self.gate or "passed",
            fault=self.fault,
        )
