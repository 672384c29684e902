"""The API as one table: method, path, who may, what goes in, what comes out, which use case.

All doors serve this table and the OpenAPI document is made from it, so neither can go stale.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from .. import bodies, roster_bodies, tutor_bodies
from ..errors import NotFound
from ..ports import Person
from ..tutoring import hint, progress, recommend, roster, submit, turn
from ..tutoring.explain import explain_error
from ..tutoring.parts import Parts


class Access(StrEnum):
    """Who may call a route."""

    ANYONE = "anyone"
    LEARNER = "learner"
    ASSISTANT = "assistant"
    INSTRUCTOR = "instructor"

    def admits(self, person: Person) -> bool:
        """Say whether somebody may call it; an instructor may what an assistant may."""
        if self is Access.INSTRUCTOR:
            return person.instructor
        return self is not Access.ASSISTANT or person.assistant or person.instructor


@dataclass(frozen=True, slots=True)
class Call:
    """One authenticated request, free of HTTP."""

    parts: Parts
    person: Person
    path: Mapping[str, str]
    body: Any = None


Answer = BaseModel | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Route:
    """One method on one path. Exactly one of `run` and `stream` is set."""

    method: str
    path: str
    summary: str
    answer: type[BaseModel] | None = None
    body: type[bodies.Request] | None = None
    run: Callable[[Call], Awaitable[Answer]] | None = None
    stream: Callable[[Call], AsyncGenerator[tuple[str, Mapping[str, Any]], None]] | None = None
    access: Access = Access.LEARNER


async def _me(call: Call) -> Answer:
    return progress.me(call.parts, call.person)


async def _skills(call: Call) -> Answer:
    return await progress.skills(call.parts, call.person)


async def _next(call: Call) -> Answer:
    return await recommend.next_problem(call.parts, call.person)


async def _another(call: Call) -> Answer:
    return await recommend.next_problem(call.parts, call.person, call.body.why)


async def _problem(call: Call) -> Answer:
    return await progress.problem_detail(call.parts, call.person, call.path["problem_id"])


async def _notebook(call: Call) -> Answer:
    return submit.problem_of(call.parts, call.path["problem_id"]).release


async def _submit(call: Call) -> Answer:
    return await submit.submit(call.parts, call.person, call.body)


async def _submission(call: Call) -> Answer:
    try:
        submission = UUID(call.path["submission_id"])
    except ValueError:
        raise NotFound from None
    return await submit.result(call.parts, call.person, submission)


async def _progress(call: Call) -> Answer:
    return await progress.progress(call.parts, call.person)


async def _class(call: Call) -> Answer:
    return await roster.roster(call.parts)


async def _progress_in_class(call: Call) -> Answer:
    return await roster.progress_in_class(call.parts, call.path["learner_id"])


async def _submissions_in_class(call: Call) -> Answer:
    return await roster.submissions_in_class(call.parts, call.path["learner_id"])


async def _explain(call: Call) -> Answer:
    return explain_error(call.body)


async def _hint(call: Call) -> AsyncGenerator[tuple[str, Mapping[str, Any]], None]:
    async with aclosing(hint.hint(call.parts, call.person, call.body)) as pieces:
        async for piece in pieces:
            where = {"rung": piece.permit.rung, "of": piece.ladder}
            if piece.done:
                yield "done", {**where, "more": piece.permit.more, "wait_s": piece.permit.wait_s}
            else:
                yield "hint", {**where, "text": piece.text}


async def _conversation(call: Call) -> Answer:
    return await turn.conversation(call.parts, call.person, call.path["problem_id"])


async def _turn(call: Call) -> AsyncGenerator[tuple[str, Mapping[str, Any]], None]:
    async with aclosing(turn.turn(call.parts, call.person, call.body)) as pieces:
        async for piece in pieces:
            if piece.done:
                yield "done", {"source": piece.source}
            else:
                yield "turn", {"text": piece.text, "source": piece.source}


ROUTES: tuple[Route, ...] = (
    Route("GET", "me", "Who is asking and what is offered", bodies.Me, run=_me),
    Route("GET", "skills", "All skills with mastery", bodies.Skills, run=_skills),
    Route("GET", "next", "The open recommendation", bodies.Recommendation, run=_next),
    Route(
        "POST", "next", "Another problem", bodies.Recommendation, bodies.NextRequest, run=_another
    ),
    Route("GET", "problems/{problem_id}", "One problem", bodies.ProblemDetail, run=_problem),
    Route("GET", "problems/{problem_id}/notebook", "The release notebook", run=_notebook),
    Route(
        "POST",
        "submissions",
        "Hand in",
        bodies.SubmissionAnswer,
        bodies.SubmissionRequest,
        run=_submit,
    ),
    Route(
        "GET",
        "submissions/{submission_id}",
        "The answer to an earlier hand-in",
        bodies.SubmissionAnswer,
        run=_submission,
    ),
    Route("GET", "progress", "The learner's overview", bodies.Progress, run=_progress),
    Route("POST", "hints", "The next hint, streamed", body=bodies.HintAsk, stream=_hint),
    Route(
        "GET",
        "problems/{problem_id}/turns",
        "The conversation with the tutor",
        tutor_bodies.Conversation,
        run=_conversation,
    ),
    Route("POST", "turns", "Ask the tutor, streamed", body=tutor_bodies.TurnAsk, stream=_turn),
    Route(
        "POST",
        "explanation",
        "What an error in an own cell means",
        bodies.Explanation,
        bodies.ExplainAsk,
        run=_explain,
    ),
    Route(
        "GET",
        "class",
        "The learners of the course",
        roster_bodies.Roster,
        run=_class,
        access=Access.ASSISTANT,
    ),
    Route(
        "GET",
        "class/{learner_id}/progress",
        "The overview of one of them",
        bodies.Progress,
        run=_progress_in_class,
        access=Access.ASSISTANT,
    ),
    Route(
        "GET",
        "class/{learner_id}/submissions",
        "What one of them handed in",
        roster_bodies.Submissions,
        run=_submissions_in_class,
        access=Access.ASSISTANT,
    ),
)
