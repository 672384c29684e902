"""Routes of instructors who write problems."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from pydantic import BaseModel

from .. import analysis_bodies, author_bodies
from ..bodies import Request
from ..tutoring import analysis, workshop
from .route import Access, Answer, Call, Events, Route


async def _draft(call: Call) -> Answer:
    return workshop.draft(call.parts, call.body)


def _check(call: Call) -> Events:
    return workshop.check(call.parts, call.person, call.body)


async def _preview(call: Call) -> Answer:
    return await workshop.preview(call.parts, call.person, call.body)


def _publish(call: Call) -> Events:
    return workshop.publish(call.parts, call.person, call.body)


async def _compare(call: Call) -> Answer:
    return await analysis.compared(call.parts, call.person, call.body)


async def _trial(call: Call) -> Answer:
    return await analysis.trial(call.parts, call.person, call.body)


async def _item(call: Call) -> Answer:
    return await analysis.item(call.parts, call.path["problem_id"])


async def _published(call: Call) -> Answer:
    return await analysis.published(call.parts, call.path["problem_id"])


async def _items(call: Call) -> Answer:
    return await workshop.items(call.parts)


def _authoring(
    path: str,
    summary: str,
    body: type[Request],
    answer: type[BaseModel] | None = None,
    *,
    run: Callable[[Call], Awaitable[Answer]] | None = None,
    stream: Callable[[Call], Events] | None = None,
) -> Route:
    place = f"author/{path}"
    return Route("POST", place, summary, answer, body, run, stream, Access.INSTRUCTOR)


AUTHOR_ROUTES: tuple[Route, ...] = (
    _authoring(
        "draft",
        "A new problem to write",
        author_bodies.DraftAsk,
        author_bodies.NewDraft,
        run=_draft,
    ),
    _authoring("check", "Check a problem, streamed", author_bodies.NotebookAsk, stream=_check),
    _authoring(
        "preview",
        "What learners would get",
        author_bodies.PreviewAsk,
        author_bodies.Preview,
        run=_preview,
    ),
    _authoring(
        "publish", "Check and publish, streamed", author_bodies.NotebookAsk, stream=_publish
    ),
    _authoring(
        "compare",
        "What publishing a notebook would change",
        author_bodies.NotebookAsk,
        analysis_bodies.Comparison,
        run=_compare,
    ),
    _authoring(
        "trial",
        "At which mastery it would be chosen",
        author_bodies.NotebookAsk,
        analysis_bodies.Trial,
        run=_trial,
    ),
    Route(
        "GET",
        "author/items/{problem_id}",
        "What answers say of one problem",
        analysis_bodies.ItemAnalysis,
        run=_item,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "GET",
        "author/items/{problem_id}/notebook",
        "The notebook of a problem, to change it",
        author_bodies.NewDraft,
        run=_published,
        access=Access.INSTRUCTOR,
    ),
    Route(
        "GET",
        "author/items",
        "What answers say of each problem",
        author_bodies.Items,
        run=_items,
        access=Access.INSTRUCTOR,
    ),
)
