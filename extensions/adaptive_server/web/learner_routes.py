"""Routes of learners: what comes next, work, help, and an overview."""

from __future__ import annotations

from contextlib import aclosing

from .. import bodies, class_bodies, placement_bodies, progress_bodies, tutor_bodies
from ..tutoring import hint, lessons, outlook, place, progress, recommend, submit, turn
from ..tutoring.explain import explain_error
from ..tutoring.ids import uuid_of
from .route import Answer, Call, Events, Route


async def _me(call: Call) -> Answer:
    return progress.me(call.parts, call.person)


async def _skills(call: Call) -> Answer:
    return await progress.skills(call.parts, call.person)


async def _map(call: Call) -> Answer:
    return await progress.drawn(call.parts, call.person)


async def _next(call: Call) -> Answer:
    return await recommend.next_problem(call.parts, call.person)


async def _another(call: Call) -> Answer:
    return await recommend.next_problem(call.parts, call.person, call.body.why)


async def _placement(call: Call) -> Answer:
    return await place.placement(call.parts, call.person)


async def _place(call: Call) -> Answer:
    return await place.place(call.parts, call.person, call.body)


async def _problem(call: Call) -> Answer:
    return await progress.problem_detail(call.parts, call.person, call.path["problem_id"])


async def _notebook(call: Call) -> Answer:
    problem = await submit.problem_for(call.parts, call.person, call.path["problem_id"])
    return problem.release


async def _lessons(call: Call) -> Answer:
    return await lessons.lessons(call.parts, call.person)


async def _lesson(call: Call) -> Answer:
    return lessons.lesson_of(call.parts, call.path["lesson_id"]).release


async def _submit(call: Call) -> Answer:
    return await submit.submit(call.parts, call.person, call.body)


async def _submission(call: Call) -> Answer:
    submission = uuid_of(call.path["submission_id"])
    return await submit.result(call.parts, call.person, submission)


async def _outlook(call: Call) -> Answer:
    return await outlook.own_outlook(call.parts, call.person)


async def _progress(call: Call) -> Answer:
    return await progress.progress(call.parts, call.person)


async def _explain(call: Call) -> Answer:
    return explain_error(call.body, call.parts.locale)


async def _hint(call: Call) -> Events:
    async with aclosing(hint.hint(call.parts, call.person, call.body)) as pieces:
        async for piece in pieces:
            where = {"rung": piece.permit.rung, "of": piece.ladder}
            if piece.done:
                yield "done", {**where, "more": piece.permit.more, "wait_s": piece.permit.wait_s}
            else:
                yield "hint", {**where, "text": piece.text}


async def _conversation(call: Call) -> Answer:
    return await turn.conversation(call.parts, call.person, call.path["problem_id"])


async def _turn(call: Call) -> Events:
    async with aclosing(turn.turn(call.parts, call.person, call.body)) as pieces:
        async for piece in pieces:
            if piece.done:
                yield "done", {"source": piece.source}
            else:
                yield "turn", {"text": piece.text, "source": piece.source}


LEARNER_ROUTES: tuple[Route, ...] = (
    Route("GET", "me", "Who is asking and what is offered", bodies.Me, run=_me),
    Route("GET", "skills", "All skills with mastery", bodies.Skills, run=_skills),
    Route("GET", "skills/map", "All skills as a drawing", bodies.SkillMap, run=_map),
    Route("GET", "next", "The open recommendation", bodies.Recommendation, run=_next),
    Route(
        "POST", "next", "Another problem", bodies.Recommendation, bodies.NextRequest, run=_another
    ),
    Route(
        "GET", "placement", "How far placement is", placement_bodies.PlacementView, run=_placement
    ),
    Route(
        "POST",
        "placement",
        "Begin or skip placement",
        placement_bodies.PlacementView,
        placement_bodies.PlacementAsk,
        run=_place,
    ),
    Route("GET", "problems/{problem_id}", "One problem", bodies.ProblemDetail, run=_problem),
    Route("GET", "problems/{problem_id}/notebook", "The release notebook", run=_notebook),
    Route("GET", "lessons", "The lessons' notebooks", bodies.Lessons, run=_lessons),
    Route("GET", "lessons/{lesson_id}/notebook", "A lesson's notebook", run=_lesson),
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
    Route("GET", "progress", "The learner's overview", progress_bodies.Progress, run=_progress),
    Route("GET", "outlook", "What is expected next", class_bodies.LessonOutlook, run=_outlook),
    Route("POST", "hints", "The next hint, streamed", body=tutor_bodies.HintAsk, stream=_hint),
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
)
