"""Routes of those who teach: their class, and what is assigned to it."""

from __future__ import annotations

from .. import class_bodies, progress_bodies, roster_bodies
from ..tutoring import assign, class_help, class_view, outlook, roster, tutor_policy
from .route import Access, Answer, Call, Route


async def _assignments(call: Call) -> Answer:
    return await assign.assignments(call.parts)


async def _assign(call: Call) -> Answer:
    return await assign.assign(call.parts, call.body)


async def _tutor(call: Call) -> Answer:
    return await tutor_policy.class_tutor(call.parts)


async def _set_tutor(call: Call) -> Answer:
    return await tutor_policy.set_class_tutor(call.parts, call.person, call.body)


async def _help(call: Call) -> Answer:
    return await class_help.class_help(call.parts)


async def _beliefs(call: Call) -> Answer:
    return await class_view.beliefs(call.parts)


async def _outlook(call: Call) -> Answer:
    return await outlook.class_outlook(call.parts)


async def _behaviour(call: Call) -> Answer:
    return await class_view.behaviour(call.parts)


async def _roster(call: Call) -> Answer:
    return await roster.roster(call.parts)


async def _progress(call: Call) -> Answer:
    return await roster.progress_in_class(call.parts, call.path["learner_id"])


async def _submissions(call: Call) -> Answer:
    return await roster.submissions_in_class(call.parts, call.path["learner_id"])


async def _behaviour_of_one(call: Call) -> Answer:
    return await roster.behaviour_in_class(call.parts, call.path["learner_id"])


CLASS_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "class",
        "The learners of the course",
        roster_bodies.Roster,
        run=_roster,
        access=Access.ASSISTANT,
    ),
    Route(
        "GET",
        "class/{learner_id}/progress",
        "The overview of one of them",
        progress_bodies.Progress,
        run=_progress,
        access=Access.ASSISTANT,
    ),
    Route(
        "GET",
        "class/{learner_id}/submissions",
        "What one of them handed in",
        roster_bodies.Submissions,
        run=_submissions,
        access=Access.ASSISTANT,
    ),
    Route(
        "GET",
        "class/{learner_id}/behaviour",
        "Which of them met a signal of behaviour",
        class_bodies.SignalledAnswers,
        run=_behaviour_of_one,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "GET",
        "class/assignments",
        "Lessons assigned with a date",
        class_bodies.Assignments,
        run=_assignments,
    ),
    Route(
        "POST",
        "class/assignments",
        "Assign a lesson or take it back",
        class_bodies.Assignments,
        class_bodies.AssignmentAsk,
        run=_assign,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "GET",
        "class/tutor",
        "How much of the tutor the learners get",
        class_bodies.ClassTutor,
        run=_tutor,
        access=Access.ASSISTANT,
    ),
    Route(
        "POST",
        "class/tutor",
        "Set how much of the tutor the learners get",
        class_bodies.ClassTutor,
        class_bodies.ClassTutorAsk,
        run=_set_tutor,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "GET",
        "class/help",
        "What came of the tutor's help",
        class_bodies.ClassHelp,
        run=_help,
        access=Access.ASSISTANT,
    ),
    Route(
        "GET",
        "class/beliefs",
        "What is believed of every learner",
        class_bodies.Beliefs,
        run=_beliefs,
        access=Access.ASSISTANT,
    ),
    Route(
        "GET",
        "class/outlook",
        "Who may miss their next lesson, and why",
        class_bodies.ClassOutlook,
        run=_outlook,
        access=Access.ASSISTANT,
    ),
    Route(
        "GET",
        "class/behaviour",
        "Signals of behaviour",
        class_bodies.Behaviour,
        run=_behaviour,
        access=Access.INSTRUCTOR,
    ),
)
