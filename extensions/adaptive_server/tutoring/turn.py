"""One turn with the tutor on a problem: what may be asked, worded, gated, streamed, kept."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from ..core.hints import allowed
from ..core.phrases import say
from ..core.told import retold
from ..help_port import Tutored
from ..ports import LearnerId, Person, TutorTurn
from ..problems.bank import Problem
from ..tutor_bodies import Conversation, TurnAsk, TurnView
from ..tutor_port import HintRequest, TutorPiece
from .helped import Telling, request_for, tutored
from .hint import shortened
from .parts import Parts
from .submit import problem_for
from .tutor_policy import policy_of, require

SHOWN = 60
QUESTIONS = {
    "hint": "I would like a hint.",
    "explain_error": "Please explain this error.",
    "why": "Why is this my next problem?",
    "check": "Check my understanding.",
}
"""What is kept where a button was pressed; the panel shows its own words for it."""


@dataclass(frozen=True, slots=True)
class TurnPiece:
    """One piece of an answer, or with `done` its end; `source` says who worded it."""

    text: str
    source: str
    done: bool = False


async def conversation(parts: Parts, person: Person, problem_id: str) -> Conversation:
    """Return what was said on a problem.

    Raises:
        NotFound: No such problem.
    """
    problem = await problem_for(parts, person, problem_id)
    learner = await parts.store.learner(person)
    turns = await parts.store.turns(learner, problem.card.id, SHOWN)
    return Conversation(
        turns=[view(t) for t in turns],
        policy=(await policy_of(parts, problem)).value,
        tutor=parts.offer.tutor,
    )


def view(turn: TutorTurn) -> TurnView:
    """Return a kept turn as the panel shows it."""
    if turn.role == "learner":
        return TurnView(role="learner", text=turn.text, source="learner")
    source = turn.model if turn.model in ("offline", "cache") else "gemini"
    return TurnView.model_validate({"role": "tutor", "text": turn.text, "source": source})


async def turn(parts: Parts, person: Person, ask: TurnAsk) -> AsyncGenerator[TurnPiece, None]:
    """Stream one answer; question and answer are kept, also when the learner stops listening.

    Raises:
        NotFound: No such problem.
        TutorOff: The policy does not allow what is asked.
    """
    began = parts.clock()
    question = ask.question.strip() if ask.wish in ("ask", "check") else ""
    async with parts.turnstile:
        problem = await problem_for(parts, person, ask.problem_id)
        learner = await parts.store.learner(person)
        if ask.wish == "why":  # which is no help, so no style is drawn for it
            require(parts, problem, await parts.store.tutor_policy(), ask.wish)
            known = None
        else:
            known = await tutored(parts, learner, problem, ask.wish, question)
    if known is None:
        request, pieces = None, _why(parts, learner, problem)
    else:
        request = await _request(parts, learner, problem, known, ask, question)
        pieces = parts.tutor.stream(request)
    telling = Telling(began)
    try:
        async for piece in pieces:
            telling.take(piece, parts.clock())
            if piece.text:
                yield TurnPiece(piece.text, piece.source)
    finally:
        await pieces.aclose()
        if telling.said.strip():
            async with parts.turnstile:
                await parts.store.keep_turns(
                    learner,
                    problem.card.id,
                    problem.card.version,
                    kept_of(telling, question or say(parts.locale, QUESTIONS.get(ask.wish, ""))),
                    # Why it was recommended says nothing of how it is solved.
                    helped=request is not None,
                    event=telling.event(request) if request else None,
                )
    yield TurnPiece("", telling.source, done=True)
    if request and request.looking:  # for the next question, where nobody has waited for it
        request.looking.begin()


def kept_of(telling: Telling, asked: str) -> tuple[TutorTurn, TutorTurn]:
    """Return question and answer as they are kept; the model's name where one had the last word."""
    worded = (telling.model or "gemini") if telling.source == "gemini" else telling.source
    return (
        TutorTurn("learner", asked, "learner"),
        TutorTurn("tutor", telling.said.strip(), worded, telling.tokens_in, telling.tokens_out),
    )


async def _request(
    parts: Parts,
    learner: LearnerId,
    problem: Problem,
    known: Tutored,
    ask: TurnAsk,
    question: str,
) -> HintRequest:
    # A question opens no rung: the ladder rises by hints asked for and attempts made.
    top = max((h.rung for h in known.hints), default=0)
    permit = allowed(
        [(h.rung, h.shown_at) for h in known.hints],
        len(problem.hints),
        known.last[1] if known.last else None,
        parts.clock(),
    )
    return await request_for(
        parts,
        learner,
        problem,
        known,
        rung=max(1, top or permit.rung),
        cells=shortened(ask.cells),
        wish=ask.wish,
        question=question,
        locale=ask.locale,
        fault=ask.fault,
    )


async def _why(
    parts: Parts, learner: LearnerId, problem: Problem
) -> AsyncGenerator[TutorPiece, None]:
    """Yield the reason of the recommendation, which no model can know better."""
    record = await parts.store.record(learner)
    skills = [parts.bank.graph.skills[s].name for s in problem.card.skills]
    if record.open and record.open.choice.problem_id == problem.card.id:
        yield TutorPiece(retold(record.open.choice.reason, parts.bank.graph))
    else:
        yield TutorPiece(say(parts.locale, "You have chosen this problem yourself."))
    asks = " It practises: {skills}. Which of that feels new to you?"
    yield TutorPiece(say(parts.locale, asks, skills=", ".join(skills)))
