"""What the service logs of a request holds no query, so no code or state of a sign-in."""

from __future__ import annotations

import json
import secrets

import pytest
from adaptive_server.bodies import Health
from adaptive_server.web.browser import PENDING, page_handlers
from adaptive_server.web.hub_link import PREFIX, HubLink
from adaptive_server.web.identity import HubIdentity
from adaptive_server.web.service import application
from tornado import web
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

KEY = secrets.token_bytes(32)
CODE = "0123456789-code-of-a-sign-in"


async def nobody(token: str) -> None:
    return None


async def well() -> Health:
    return Health(status="ok", checks={})


async def status(address: str) -> int:
    """Ask the service, in the middle of a sign-in; return the status of its answer."""
    link = HubLink("http://127.0.0.1:1", PREFIX, "http://127.0.0.1:1/hub/api", "x" * 32)
    pages = page_handlers(link, link.auth(), "Python")
    identity = HubIdentity(nobody, frozenset())
    server = HTTPServer(application(PREFIX, lambda: None, identity, well, pages, KEY))
    socket, port = bind_unused_port()
    server.add_socket(socket)
    pending = json.dumps({"state": "kept", "verifier": "kept"})
    cookie = web.create_signed_value(KEY, PENDING, pending).decode()
    try:
        answer = await AsyncHTTPClient().fetch(
            f"http://127.0.0.1:{port}{PREFIX}{address}",
            headers={"Cookie": f"{PENDING}={cookie}"},
            raise_error=False,
        )
    finally:
        server.stop()
        await server.close_all_connections()
    return answer.code


@pytest.mark.parametrize("state", ["%C3%A9", "%FF", "other"])
async def test_a_made_up_state_is_refused_and_its_code_is_not_logged(
    state: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    assert await status(f"oauth_callback?code={CODE}&state={state}") == 400
    assert CODE not in caplog.text + "".join(capfd.readouterr())


async def test_an_unreadable_address_is_refused_and_its_query_is_not_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    assert await status(f"api/v1/problems/%FF?token={CODE}") == 400
    assert CODE not in caplog.text + "".join(capfd.readouterr())
