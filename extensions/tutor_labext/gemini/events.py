"""An HTTP client that hands on only the data of server-sent events.

The SDK takes every line that does not begin with `data: ` for a piece of JSON. A gateway between
us and Google may say more: comments that keep a connection open, `event`, `id` and `retry`.
https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
"""

from __future__ import annotations

import codecs
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterator
from typing import Any

import httpx2

from .gathering import Gathering

EVENTS = "text/event-stream"
UNREAD = (b":", b"event:", b"id:", b"retry:")
"""How the lines begin that say nothing of an answer; the first is a comment's."""
ENDS = (b"\r", b"\n")
# The body that is handed on is unpacked already, and shorter than was told.
OF_THE_BODY = ("content-encoding", "content-length")


class EventClient(httpx2.AsyncClient):
    """Reads streams of events as the standard has them; everything else comes as it is."""

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send a request; the body of an event stream holds data lines and blank ones."""
        response = await super().send(request, **options)
        if not response.headers.get("content-type", "").startswith(EVENTS):
            return response
        if response.is_stream_consumed:
            return response
        told = response.headers.multi_items()
        return httpx2.Response(
            response.status_code,
            headers=[(name, value) for name, value in told if name not in OF_THE_BODY],
            stream=_Data(response),
            request=request,
            extensions=response.extensions,
        )


class _Data(httpx2.AsyncByteStream):
    """The body of a response as whole sentences, only its data; closing it closes the response."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        came = Gathering()
        try:
            async for line in data_lines(self._response.aiter_bytes()):
                for told in came.add(line):
                    yield told
        except httpx2.TransportError:  # what came before it broke is the learner's
            for told in came.rest():
                yield told
            raise
        for told in came.rest():
            yield told

    async def aclose(self) -> None:
        await self._response.aclose()


async def data_lines(chunks: AsyncIterable[bytes]) -> AsyncGenerator[bytes, None]:
    """Yield each line with its end as soon as it is whole, without those that say nothing.

    A mark of the byte order at the start goes, and `data:` gets the space that the SDK asks for.
    """
    held, began = b"", False
    async for chunk in chunks:
        held += chunk
        if not began and len(held) < len(codecs.BOM_UTF8) and codecs.BOM_UTF8.startswith(held):
            continue
        if not began:
            held, began = held.removeprefix(codecs.BOM_UTF8), True
        *lines, last = held.splitlines(keepends=True) or [b""]
        held = b"" if last.endswith(ENDS) else last
        for line in _told([*lines, last] if not held else lines):
            yield line
    for line in _told([held]):
        yield line


def _told(lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        if line.startswith(b"data:") and not line.startswith(b"data: "):
            yield b"data: " + line[len(b"data:") :]
        elif line and not line.startswith(UNREAD):
            yield line
