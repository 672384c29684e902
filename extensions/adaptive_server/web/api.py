"""Serves the route table over HTTP, whatever door is in front.

A door is a tornado handler class that knows how to find the person (`person_of`); `Api` does the
rest: reads the body, calls the use case, writes JSON or an event stream, turns every error into
`{code, message}`.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any

import structlog
from pydantic import BaseModel
from tornado import web
from tornado.iostream import StreamClosedError

from ..core.language import negotiated
from ..errors import (
    BadRequest,
    Forbidden,
    MasteryError,
    MethodNotAllowed,
    NotFound,
    TooLarge,
    Unexpected,
)
from ..ports import Person
from ..tutoring.parts import Parts
from . import json_body
from .endpoints import ROUTES
from .metrics import REQUESTS, SECONDS
from .route import Access, Call, Route

log = structlog.get_logger()

FROM_STATUS: dict[int, type[MasteryError]] = {
    400: BadRequest,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLarge,
}


class Api(web.RequestHandler):
    """What every door shares; one instance per request, for all methods of one path."""

    def initialize(self, routes: Mapping[str, Route], parts: Callable[[], Parts]) -> None:
        """Take the routes of this path by method, and where to find the parts."""
        self.routes = routes
        self.parts = parts
        self.started = time.perf_counter()
        self.writing: asyncio.Task[None] | None = None
        self.gone = False

    async def person_of(self, access: Access) -> Person:
        """Find out who asks. Doors implement this.

        Raises:
            NotSignedIn, Forbidden: see `errors`.
        """
        raise NotImplementedError

    async def get(self, **path: str) -> None:
        """Serve any method through the table."""
        await self.serve(path)

    post = put = patch = delete = head = options = get

    async def serve(self, path: Mapping[str, str]) -> None:
        """Run the use case of this method."""
        try:
            route = self.routes.get(self.request.method)
            if route is None:
                self.set_header("Allow", ", ".join(self.routes))
                raise MethodNotAllowed
            person = await self.person_of(route.access)
            if not route.access.admits(person):
                raise Forbidden
            body = json_body.read(self.request.body, route.body) if route.body else None
            asked = self.request.query_arguments
            query = json_body.read_query(asked, route.query) if route.query else None
            call = Call(self.parts_for(route), person, path, body, query)
            if route.stream:
                await self.write_until_closed(route.stream(call))
            elif route.run:
                self.write_answer(await route.run(call))
        except MasteryError as error:
            self.write_mastery_error(error)
        except StreamClosedError:
            return
        except Exception:
            # The boundary: a bug of ours becomes one safe sentence, and a line in the log.
            log.exception("unexpected", method=self.request.method, path=self.request.path)
            self.write_mastery_error(Unexpected())

    def parts_for(self, route: Route) -> Parts:
        """Return the parts; what learners get is in the language that their browser asks for."""
        parts = self.parts()
        if route.access is not Access.LEARNER:
            return parts
        return parts.speaking(negotiated(self.request.headers.get("Accept-Language", "")))

    def write_answer(self, answer: BaseModel | Mapping[str, Any]) -> None:
        """Write a JSON answer; a submission that is still being graded is 202."""
        if isinstance(answer, BaseModel):
            text = answer.model_dump_json()
        else:
            text = json.dumps(answer, ensure_ascii=False)
            if answer.get("status") == "pending":
                self.set_status(202)
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(text)

    async def write_until_closed(
        self, events: AsyncGenerator[tuple[str, Mapping[str, Any]], None]
    ) -> None:
        """Write a stream; what makes it ends as soon as the other side has gone."""
        self.writing = asyncio.create_task(self.write_events(events))
        try:
            await self.writing
        except asyncio.CancelledError:
            if not self.gone:
                raise

    def on_connection_close(self) -> None:
        """Stop a stream that nobody reads any more, also while it waits for its next piece."""
        self.gone = True
        if self.writing is not None:
            self.writing.cancel()

    async def write_events(
        self, events: AsyncGenerator[tuple[str, Mapping[str, Any]], None]
    ) -> None:
        """Write server-sent events (HTML living standard, section 9.2) as they come."""
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-cache, no-transform")
        self.set_header("X-Accel-Buffering", "no")
        begun = False
        try:
            async for name, data in events:
                begun = True
                self.write(f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n")
                await self.flush()
        except StreamClosedError:
            raise
        except Exception as error:
            # Once the stream has begun its status is said; only an event can still tell.
            if not begun:
                raise
            if not isinstance(error, MasteryError):
                log.exception("unexpected", method=self.request.method, path=self.request.path)
                error = Unexpected()
            data = {"code": error.code, "message": error.message}
            self.write(f"event: error\ndata: {json.dumps(data)}\n\n")
        finally:
            await events.aclose()
        self.finish()

    def write_mastery_error(self, error: MasteryError) -> None:
        """Answer with the error's status, code and sentence."""
        self.clear()
        self.set_status(error.status)
        if error.retry_after_s is not None:
            self.set_header("Retry-After", str(error.retry_after_s))
        if isinstance(error, MethodNotAllowed):
            self.set_header("Allow", ", ".join(self.routes))
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"code": error.code, "message": error.message}))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Word what tornado or the door refused (bad path argument, missing XSRF token)."""
        self.write_mastery_error(FROM_STATUS.get(status_code, Unexpected)())

    def on_finish(self) -> None:
        """Count the request under its route, never under its raw path or a made-up method."""
        path = next(iter(self.routes.values())).path
        asked = self.request.method
        method = asked if asked in self.SUPPORTED_METHODS else "other"
        REQUESTS.labels(path, method, str(self.get_status())).inc()
        SECONDS.labels(path, method).observe(time.perf_counter() - self.started)


def pattern(path: str) -> str:
    """Turn a table path into a regular expression.

    >>> pattern("problems/{problem_id}")
    'problems/(?P<problem_id>[^/]+)'
    """
    return re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path)


def handlers(
    prefix: str, door: type[web.RequestHandler], parts: Callable[[], Parts]
) -> list[tuple[str, type[web.RequestHandler], dict[str, Any]]]:
    """Return tornado's handler list for the whole table behind one door."""
    by_path: dict[str, dict[str, Route]] = {}
    for route in ROUTES:
        by_path.setdefault(route.path, {})[route.method] = route
    return [
        (f"{prefix}api/v1/{pattern(path)}", door, {"routes": routes, "parts": parts})
        for path, routes in by_path.items()
    ]
