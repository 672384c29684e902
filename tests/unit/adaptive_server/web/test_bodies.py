"""How much the service takes of somebody before it knows who that is."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from adaptive_server.__main__ import make_server
from adaptive_server.settings import Settings
from adaptive_server.web.hub_link import PREFIX, HubLink
from tornado.testing import bind_unused_port

AWAY = "http://127.0.0.1:1"


async def answer_to(length: int) -> bytes:
    """Announce a body, send none of it, and return the status line, or b'' while it waits."""
    link = HubLink(AWAY, PREFIX, f"{AWAY}/hub/api", "x" * 32)
    server = make_server(SimpleNamespace(parts=None, health=None), link, Settings())
    socket, port = bind_unused_port()
    server.add_socket(socket)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        head = f"POST {PREFIX}api/v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Length: {length}"
        writer.write(f"{head}\r\n\r\n".encode())
        return await asyncio.wait_for(reader.readline(), 1)
    except TimeoutError:
        return b""
    finally:
        writer.close()
        server.stop()
        await server.close_all_connections()


@pytest.mark.parametrize("length", [4_000_000, 30_000_000])
async def test_a_body_far_too_large_is_refused_before_it_is_read(length: int) -> None:
    assert await answer_to(length) == b"HTTP/1.1 400 Bad Request\r\n"


async def test_a_body_that_is_somewhat_too_large_is_read_and_gets_a_sentence() -> None:
    assert await answer_to(1_500_000) == b"", "it waits for the body"
