"""The service door: a plain tornado application behind the hub, without kernels or contents."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from importlib.metadata import version
from typing import Any

from tornado import web

from ..bodies import Health
from ..errors import Forbidden, MasteryError, NotFound
from ..ports import Person
from ..tutoring.parts import Parts
from .api import FROM_STATUS, Api, handlers
from .identity import HubIdentity
from .log_lines import NoQuery, access_log
from .metrics import exposition
from .openapi import document
from .route import Access

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class ServiceDoor(NoQuery, Api):
    """Requests that carry a hub token in their Authorization header."""

    def set_default_headers(self) -> None:
        """Set the headers that every answer has."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def check_xsrf_cookie(self) -> None:
        """Nothing to check: only the Authorization header signs in, which no form can set."""

    async def person_of(self, access: Access) -> Person:
        """Ask the hub, through the cache."""
        identity: HubIdentity = self.settings["identity"]
        return await identity.person(
            self.request.headers.get("Authorization"), self.request.remote_ip or ""
        )


class Plain(NoQuery):
    """Base of the few routes outside the table."""

    def set_default_headers(self) -> None:
        """Set the headers that every answer has."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def write_json(self, status: int, body: Any) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(body))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer unknown addresses and methods like the table does."""
        error = FROM_STATUS.get(status_code, MasteryError)()
        self.write_json(error.status, {"code": error.code, "message": error.message})


class Live(Plain):
    """The process runs."""

    def get(self) -> None:
        """Answer 200."""
        self.write_json(200, Health(status="ok", checks={}).model_dump())


class Ready(Plain):
    """The process can serve learners."""

    async def get(self) -> None:
        """Answer 200, or 503 with what is missing."""
        health: Callable[[], Awaitable[Health]] = self.settings["health"]
        found = await health()
        self.write_json(200 if found.status == "ok" else 503, found.model_dump())


class OpenApi(Plain):
    """The API's description."""

    def get(self) -> None:
        """Answer with the document."""
        self.write_json(200, document(version("pythonmastery")))


class Metrics(Plain):
    """Counters for Prometheus; instructors and operators only."""

    async def get(self) -> None:
        """Answer in the text format."""
        try:
            person = await self.settings["identity"].person(
                self.request.headers.get("Authorization"), self.request.remote_ip or ""
            )
            if not person.instructor:
                raise Forbidden
        except MasteryError as error:
            self.write_json(error.status, {"code": error.code, "message": error.message})
            return
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(exposition())


class Unknown(Plain):
    """Every other address."""

    def prepare(self) -> None:
        """Answer 404."""
        error = NotFound()
        self.write_json(error.status, {"code": error.code, "message": error.message})


def application(
    prefix: str,
    parts: Callable[[], Parts],
    identity: HubIdentity,
    health: Callable[[], Awaitable[Health]],
    pages: Sequence[Any] = (),
    cookie_secret: bytes = b"",
) -> web.Application:
    """Put the service together; `prefix` is the hub's, as `/services/mastery/`."""
    return web.Application(
        [
            *pages,
            *handlers(prefix, ServiceDoor, parts),
            (f"{prefix}api/v1/health/live", Live),
            (f"{prefix}api/v1/health/ready", Ready),
            (f"{prefix}api/v1/openapi.json", OpenApi),
            (f"{prefix}api/v1/metrics", Metrics),
        ],
        default_handler_class=Unknown,
        log_function=access_log,
        identity=identity,
        health=health,
        cookie_secret=cookie_secret,
    )
