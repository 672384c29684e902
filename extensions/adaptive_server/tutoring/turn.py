"""One turn with the tutor on a problem: what may be asked, worded, gated, streamed, kept."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

from ..core.hints import allowed
from ..core.tutor_policy import TutorPolicy, allows, stricter
from ..errors import TutorOff
from ..ports import LearnerId, Person, TutorTurn
from ..problems.bank import Problem
from ..tutor_bodies import Conversation, TurnAsk, TurnView
from ..tutor_port import Exchange, HintRequest, TutorPiece
from .closer_look import look_at, mastery_of
from .hint import shortened
from .mistakes import recognise
from .parts import Parts
from .submit import problem_for

KEPT = 12
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


def policy_of(parts: Parts, problem: Problem) -> TutorPolicy:
    """Return what may be asked: the stricter of the course's and the problem's policy."""
    return stricter(parts.offer.policy, problem.tutor)


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
        policy=policy_of(parts, problem).value,
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
    problem = await problem_for(parts, person, ask.problem_id)
    if not allows(policy_of(parts, problem), ask.wish):
        raise TutorOff
    learner = await parts.store.learner(person)
    question = ask.question.strip() if ask.wish in ("ask", "check") else ""
    asked = question or QUESTIONS.get(ask.wish, "")
    said, model, tokens_in, tokens_out, source = "", "offline", 0, 0, "offline"
    pieces = await _answer(parts, learner, problem, ask, question)
    try:
        async for piece in pieces:
            said, source = said + piece.text, piece.source
            tokens_in, tokens_out = tokens_in + piece.tokens_in, tokens_out + piece.tokens_out
            model = piece.model or (model if piece.source == "gemini" else piece.source)
            if piece.text:
                yield TurnPiece(piece.text, piece.source)
    finally:
        await pieces.aclose()
        if said.strip():
            worded = (model if model != "offline" else "gemini") if source == "gemini" else source
            kept = (
                TutorTurn("learner", asked, "learner"),
                TutorTurn("tutor", said.strip(), worded, tokens_in, tokens_out),
            )
            await parts.store.keep_turns(
                learner,
                problem.card.id,
                problem.card.version,
                kept,
                # Why it was recommended says nothing of how it is solved.
                helped=ask.wish != "why",
            )
    yield TurnPiece("", source, done=True)


async def _answer(
    parts: Parts, learner: LearnerId, problem: Problem, ask: TurnAsk, question: str
) -> AsyncGenerator[TutorPiece, None]:
    if ask.wish == "why":
        return _why(parts, learner, problem)
    turns = await parts.store.turns(learner, problem.card.id, KEPT)
    hints = await parts.store.hints(learner, problem.card.id)
    last = await parts.store.last_verdict(learner, problem.card.id)
    # A question opens no rung: the ladder rises by hints asked for and attempts made.
    top = max((h.rung for h in hints), default=0)
    permit = allowed(
        [(h.rung, h.shown_at) for h in hints],
        len(problem.hints),
        last[1] if last else None,
        parts.clock(),
    )
    rung, cells, verdict = max(1, top or permit.rung), shortened(ask.cells), last and last[0]
    request = HintRequest(
        problem=problem,
        rung=rung,
        cells=cells,
        verdict=verdict,
        shown=tuple(h.text for h in hints),
        feedback=await recognise(parts, problem, verdict) if verdict else "",
        learner=str(learner),
        question=question,
        wish=ask.wish,
        before=exchanges(turns),
        locale=ask.locale,
        study=await look_at(parts, learner, problem, cells, verdict, rung=rung, wish=ask.wish),
        mastery=await mastery_of(parts, learner, problem),
    )
    return parts.tutor.stream(request)


async def _why(
    parts: Parts, learner: LearnerId, problem: Problem
) -> AsyncGenerator[TutorPiece, None]:
    """Yield the reason of the recommendation, which no model can know better."""
    record = await parts.store.record(learner)
    skills = [parts.bank.graph.skills[s].name for s in problem.card.skills]
    if record.open and record.open.choice.problem_id == problem.card.id:
        yield TutorPiece(record.open.choice.reason)
    else:
        yield TutorPiece("You have chosen this problem yourself.")
    yield TutorPiece(f" It practises: {', '.join(skills)}. Which of that feels new to you?")


def exchanges(turns: Sequence[TutorTurn]) -> tuple[Exchange, ...]:
    """Return kept turns as pairs of question and answer."""
    pairs: list[Exchange] = []
    asked = ""
    for one in turns:
        if one.role == "learner":
            asked = one.text
        else:
            pairs.append(Exchange(asked, one.text))
            asked = ""
    return tuple(pairs)
