"""The forward door: in a learner's server, passes bytes to the service with the hub token.

It adds nothing and reads nothing: identity, limits and rights are the service's. Streams pass as
they come. Only what jupyter-server brings is imported here.
"""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import quote

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.extension.handler import ExtensionHandlerMixin
from tornado import web
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httputil import HTTPServerRequest, parse_response_start_line

from ..core.language import MOST_HEADER
from ..errors import MasteryError, ServiceAway, TooLarge

MOST_BYTES = 1_000_000
PASSED_ON = ("content-type", "retry-after", "allow", "cache-control")


def languages_of(request: HTTPServerRequest) -> str:
    """Return the languages that a browser wishes for, as it says them."""
    return str(request.headers.get("Accept-Language", ""))[:MOST_HEADER]


class JupyterDoor(ExtensionHandlerMixin, APIHandler):
    """What the handlers in a learner's server share: sign-in by Jupyter, errors as ours."""

    auth_resource = "mastery"

    def write_mastery_error(self, error: MasteryError) -> None:
        """Answer with the error's status, code and sentence."""
        self.set_status(error.status)
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        if error.retry_after_s is not None:
            self.set_header("Retry-After", str(error.retry_after_s))
        self.finish(json.dumps({"code": error.code, "message": error.message}))


class Forward(JupyterDoor):
    """Every method below `mastery/api/`."""

    def initialize(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Take the service's address, as `http://127.0.0.1:9000/services/mastery/`."""
        self.service: str = kwargs.pop("service")
        super().initialize(name, *args, **kwargs)

    @web.authenticated
    @authorized
    async def get(self, path: str) -> None:
        """Pass one request on and stream its answer back."""
        body = self.request.body
        if len(body) > MOST_BYTES:
            self.write_mastery_error(TooLarge())
            return
        query = f"?{self.request.query}" if self.request.query else ""
        request = HTTPRequest(
            # Tornado has decoded the path: a ? or a line break in it must not become one again.
            f"{self.service}api/{quote(path, safe='/')}{query}",
            method=self.request.method,
            body=body or None,
            headers={
                "Authorization": f"token {os.environ.get('JUPYTERHUB_API_TOKEN', '')}",
                "Content-Type": "application/json",
                "Accept-Language": languages_of(self.request),
            },
            allow_nonstandard_methods=True,
            follow_redirects=False,
            decompress_response=False,
            connect_timeout=3,
            request_timeout=120,
            header_callback=self.pass_header,
            streaming_callback=self.pass_chunk,
        )
        try:
            await AsyncHTTPClient().fetch(request, raise_error=False)
        except (HTTPClientError, OSError):
            if not self._headers_written:
                self.write_mastery_error(ServiceAway())
                return
        if not self._finished:
            self.finish()

    post = put = patch = delete = get

    def pass_header(self, line: str) -> None:
        """Copy the status and the few headers that matter."""
        if line.startswith("HTTP/"):
            code = parse_response_start_line(line.strip()).code
            self.set_status(ServiceAway.status if code in (502, 504, 599) else code)
            return
        name, _, value = line.partition(":")
        if name.strip().lower() in PASSED_ON:
            self.set_header(name.strip(), value.strip())

    async def pass_chunk(self, chunk: bytes) -> None:
        """Send one piece on at once."""
        # Nobody listens any more: the exception ends the request to the service as well.
        self.write(chunk)
        await self.flush()

    def update_api_activity(self) -> None:
        """Leave the server's idle time alone: a panel that looks at its state is no work."""


class Off(JupyterDoor):
    """Answers where neither a service nor local mode is there."""

    @web.authenticated
    @authorized
    async def get(self, path: str) -> None:
        """Say what to do."""
        self.write_mastery_error(
            ServiceAway("No learning service belongs to this server. Start `jupyter mastery`.")
        )

    post = put = patch = delete = get
