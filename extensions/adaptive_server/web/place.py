"""`POST mastery/place`: the one thing that must happen on the learner's own disk."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.auth.decorator import authorized
from tornado import web
from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from ..errors import BadRequest, MasteryError, NotFound, ServiceAway
from .forward import JupyterDoor, languages_of
from .placing import place

Release = Callable[[str, str, str], Awaitable[Mapping[str, Any]]]
"""Returns a release by what it is, `problems` or `lessons`, its id, and the wished languages."""

_ASKED = {"problem_id": "problems", "lesson_id": "lessons"}


class Place(JupyterDoor):
    """Takes `{"problem_id": ...}` or `{"lesson_id": ...}`; answers where its notebook lies."""

    def initialize(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Take where release notebooks come from."""
        self.release: Release = kwargs.pop("release")
        super().initialize(name, *args, **kwargs)

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Place one notebook."""
        try:
            release = await self.release(*self.asked(), languages_of(self.request))
            placed = await asyncio.to_thread(place, self.root, release)
        except MasteryError as error:
            self.write_mastery_error(error)
            return
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(json.dumps(asdict(placed)))

    @property
    def root(self) -> Path:
        """The folder that this server shows."""
        return Path(os.path.expanduser(self.settings["server_root_dir"]))

    def asked(self) -> tuple[str, str]:
        """Read what is asked for, a problem or a lesson, and its id.

        Raises:
            BadRequest: There is neither, or both.
        """
        try:
            ((key, found),) = json.loads(self.request.body).items()
            what = _ASKED[key]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            found = what = None
        if what is None or not isinstance(found, str) or not 0 < len(found) <= 100:
            raise BadRequest("The body must be an object with a problem_id or a lesson_id.")
        return what, found


def from_service(service: str) -> Release:
    """Fetch releases from the service with this server's hub token."""

    async def release(what: str, key: str, languages: str) -> Mapping[str, Any]:
        url = f"{service}api/v1/{what}/{quote(key, safe='')}/notebook"
        token = os.environ.get("JUPYTERHUB_API_TOKEN", "")
        try:
            headers = {"Authorization": f"token {token}", "Accept-Language": languages}
            answer = await AsyncHTTPClient().fetch(url, headers=headers, request_timeout=20)
        except HTTPClientError as error:
            raise (NotFound if error.code == NotFound.status else ServiceAway) from None
        except OSError:
            raise ServiceAway from None
        found: Mapping[str, Any] = json.loads(answer.body)
        return found

    return release
