"""An event stream that breaks off says so in an event, never as a body inside the stream."""

import json

import pytest
from adaptive_server.adapters.grader import refusals
from adaptive_server.errors import DatabaseAway, MasteryError
from adaptive_server.ports import Person
from adaptive_server.web.api import Api
from adaptive_server.web.metrics import exposition
from adaptive_server.web.route import Access, Route
from tornado import web
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from grader.pool import LearnerFull, QueueFull


class Door(Api):
    """Lets everybody in."""

    async def person_of(self, access):
        return Person("ada")


async def answered(*steps, method="GET"):
    """Serve a stream of the steps, each an event or an error to raise; return the answer."""

    async def stream(call):
        for step in steps:
            if isinstance(step, Exception):
                raise step
            yield step

    routes = {"GET": Route("GET", "events", "", stream=stream, access=Access.ANYONE)}
    server = HTTPServer(
        web.Application([("/events", Door, {"routes": routes, "parts": lambda: None})])
    )
    socket, port = bind_unused_port()
    server.add_socket(socket)
    try:
        return await AsyncHTTPClient().fetch(
            f"http://127.0.0.1:{port}/events",
            method=method,
            allow_nonstandard_methods=True,
            raise_error=False,
        )
    finally:
        server.stop()
        await server.close_all_connections()


async def test_an_error_of_ours_in_the_middle_is_an_event():
    for error, code in ((DatabaseAway(), "database_away"), (KeyError("x"), "unexpected")):
        answer = await answered(("hint", {"text": "a"}), error)
        first, second = answer.body.decode().strip().split("\n\n")
        assert first == 'event: hint\ndata: {"text": "a"}'
        name, data = second.splitlines()
        assert name == "event: error"
        assert json.loads(data.removeprefix("data: "))["code"] == code


async def test_an_error_before_the_first_event_has_its_status():
    for error, status in ((DatabaseAway(), 503), (KeyError("x"), 500)):
        answer = await answered(error)
        assert answer.code == status
        assert "x" not in json.loads(answer.body)["code"].replace("unexpected", "")
    assert (await answered(DatabaseAway())).headers["Retry-After"] == "2"


async def test_who_is_told_to_come_back_is_told_when():
    for refusal, status in ((LearnerFull, 429), (QueueFull, 503)):
        with pytest.raises(MasteryError) as said, refusals():
            raise refusal
        answer = await answered(said.value)
        assert (answer.code, answer.headers["Retry-After"].isdigit()) == (status, True)


async def test_what_strangers_send_as_a_method_names_no_figure():
    """Each name would be kept for as long as the process runs."""
    for method in ("BREW", "GET1", "X" * 1000):
        assert (await answered(method=method)).code == 405
        assert f'method="{method}"' not in exposition().decode()
