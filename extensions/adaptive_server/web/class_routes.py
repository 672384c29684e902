"""Routes of those who teach: their class, and what is assigned to it."""

from __future__ import annotations

from .. import class_bodies
from ..tutoring import assign, class_view
from .route import Access, Answer, Call, Route


async def _assignments(call: Call) -> Answer:
    return await assign.assignments(call.parts)


async def _assign(call: Call) -> Answer:
    return await assign.assign(call.parts, call.body)


async def _beliefs(call: Call) -> Answer:
    return await class_view.beliefs(call.parts)


async def _behaviour(call: Call) -> Answer:
    return await class_view.behaviour(call.parts)


CLASS_ROUTES: tuple[Route, ...] = (
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
        "class/beliefs",
        "What is believed of every learner",
        class_bodies.Beliefs,
        run=_beliefs,
        access=Access.INSTRUCTOR,
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
