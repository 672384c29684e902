"""A Gemini on loopback that speaks the wire format, with every fault it can have.

`script` holds the scenarios of the next calls; then `scenario` counts. `text` is what the model
says: with `obey` set it is a function of the learner's turn, for a model that does as it is told.
Texts of errors are our own: clients look at code, status and details.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

REASONS = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found"}
REASONS |= {429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway"}
REASONS |= {503: "Service Unavailable", 504: "Gateway Timeout"}
STATUS = {"400": "INVALID_ARGUMENT", "403": "PERMISSION_DENIED", "404": "NOT_FOUND"}
STATUS |= {"500": "INTERNAL", "503": "UNAVAILABLE", "504": "DEADLINE_EXCEEDED"}
FINISH = {"maxtokens": "MAX_TOKENS", "recitation": "RECITATION", "safety": "SAFETY"}
FINISH |= {"newreason": "SOME_FUTURE_REASON", "continuation": "CONTINUATION"}
AT_ONCE = ("400", "403", "404", "500", "502html", "503", "504", "429", "429day", "429list")
AT_ONCE += ("reset", "blocked", "empty", "badkey")
MIDWAY = ("midreset", "midclose", "truncated", "malformed", "miderror", *FINISH)
WAITING = ("hang", "hangbody", "stall")
FINE = ("ok", "split", "thoughts", "trickle")
ROUTE = re.compile(r"/(v1|v1beta)/models/([^:/]+):streamGenerateContent\?alt=sse")
TEXT = "I see. What is the value of the total after the first round? Say it in your words."
RPC = "type.googleapis.com/google.rpc."


def error(code: int, status: str, *details: dict[str, Any]) -> dict[str, Any]:
    return {"error": {"code": code, "message": "made up", "status": status, "details": details}}


def quota(delay: str, per: str) -> dict[str, Any]:
    violation = {"quotaId": f"GenerateRequestsPer{per}PerProjectPerModel", "quotaValue": "10"}
    return error(
        429,
        "RESOURCE_EXHAUSTED",
        {"@type": RPC + "QuotaFailure", "violations": [violation]},
        {"@type": RPC + "RetryInfo", "retryDelay": delay},
    )


def chunk(text: str | None, finish: str = "", n: int = 0, *, thought: bool = False) -> dict:
    candidate: dict[str, Any] = {"index": 0}
    if text is not None:
        part = {"text": text} | ({"thought": True} if thought else {})
        candidate["content"] = {"parts": [part], "role": "model"}
    if finish:
        candidate["finishReason"] = finish
    use = {"promptTokenCount": 500, "candidatesTokenCount": n, "totalTokenCount": 500 + n}
    return {"candidates": [candidate], "usageMetadata": use, "modelVersion": "loopback"}


@dataclass
class Call:
    """One request as it came, and how its connection ended."""

    headers: dict[str, str]
    body: dict[str, Any]
    scenario: str
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    how: str = ""

    def end(self, how: str) -> None:
        self.how = self.how or how
        self.ended.set()


class LoopbackGemini:
    def __init__(self) -> None:
        self.text = TEXT
        self.obey: Callable[[str], str] | None = None
        self.scenario = "ok"
        self.script: list[str] = []
        self.calls: list[Call] = []
        self.gap_s = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> LoopbackGemini:
        self._server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=512)
        self.url = "http://{}:{}/".format(*self._server.sockets[0].getsockname()[:2])
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def connections(self) -> int:
        return len(self._tasks)

    async def _connection(self, r: asyncio.StreamReader, w: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        call = None
        try:
            while True:
                head = (await r.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
                pairs = (line.partition(":") for line in head[1:] if line)
                headers = {k.lower(): v.strip() for k, _, v in pairs}
                body = json.loads(await r.readexactly(int(headers.get("content-length", 0))))
                call = Call(headers, body, self.script.pop(0) if self.script else self.scenario)
                self.calls.append(call)
                known = ROUTE.fullmatch(head[0].split(" ")[1])
                if not known or not await self._answer(r, w, call):
                    break
        except ConnectionError:
            if call:
                call.end("reset by the client")
        except (asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            if call:
                call.end("closed")
            self._tasks.discard(task)
            w.close()

    async def _answer(self, r: asyncio.StreamReader, w: asyncio.StreamWriter, call: Call) -> bool:
        name = call.scenario
        if name == "badkey":
            reason = {"@type": RPC + "ErrorInfo", "reason": "API_KEY_INVALID"}
            return await self._send(w, 400, error(400, "INVALID_ARGUMENT", reason))
        if name in STATUS:
            return await self._send(w, int(name), error(int(name), STATUS[name]))
        if name.startswith("429"):
            told = quota("41400s", "Day") if name == "429day" else quota("3.2s", "Minute")
            return await self._send(w, 429, [told] if name == "429list" else told)
        if name == "502html":
            return await self._send(w, 502, "<html>Bad Gateway</html>")
        if name == "reset":
            w.transport.abort()
            return False
        if name == "hang":
            return await self._wait(r, call)
        w.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
        w.write(b"Transfer-Encoding: chunked\r\n\r\n")
        await w.drain()
        return await self._stream(r, w, call)

    async def _stream(self, r: asyncio.StreamReader, w: asyncio.StreamWriter, call: Call) -> bool:
        name = call.scenario
        if name == "hangbody":
            return await self._wait(r, call)
        if name == "blocked":
            await self._event(w, {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}})
        if name in ("blocked", "empty"):
            return await self._raw(w, b"")
        if name == "thoughts":
            await self._event(w, chunk("**Planning** the answer", thought=True))
        gap = {"trickle": 0.15, "forever": 0.02}.get(name, self.gap_s)
        watch = asyncio.create_task(r.read(1)) if gap else None
        told = self.obey(call.body["contents"][-1]["parts"][0]["text"]) if self.obey else self.text
        words = re.findall(r"\S+\s*|\s+", told) * (1000 if name == "forever" else 1)
        try:
            for n, word in enumerate(words, 1):
                if watch and watch.done():
                    call.end("closed by the client")
                    return False
                if n == 4 and name in (*MIDWAY, "stall"):
                    return await self._strike(r, w, call, word)
                await self._event(w, chunk(word, "", n), piece=7 if name == "split" else 0)
                await asyncio.sleep(gap)
            await self._event(w, chunk("", "STOP", len(words)))
            await self._raw(w, b"")
            call.end("complete")
            return not watch
        finally:
            if watch:
                watch.cancel()
                with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                    await watch

    async def _strike(
        self, r: asyncio.StreamReader, w: asyncio.StreamWriter, call: Call, word: str
    ) -> bool:
        name = call.scenario
        if name == "stall":
            return await self._wait(r, call)
        if name == "midreset":
            w.transport.abort()
        if name in ("midreset", "midclose"):
            return False
        if name == "truncated":
            await self._raw(w, b'data: {"candidates": [{"content"')
        elif name == "malformed":
            await self._raw(w, b"data: {not json}\r\n\r\n")
        elif name == "miderror":
            await self._event(w, error(503, "UNAVAILABLE"))
        else:
            told = None if name in ("safety", "recitation") else word
            await self._event(w, chunk(told, FINISH[name], 4))
        return await self._raw(w, b"")

    async def _wait(self, r: asyncio.StreamReader, call: Call) -> bool:
        await r.read(1)
        call.end("closed by the client")
        return False

    async def _send(self, w: asyncio.StreamWriter, status: int, body: object) -> bool:
        raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        kind = "text/html" if isinstance(body, str) else "application/json"
        head = f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: {kind}\r\n"
        w.write(f"{head}Content-Length: {len(raw)}\r\n\r\n".encode() + raw)
        await w.drain()
        return True

    async def _event(self, w: asyncio.StreamWriter, message: object, piece: int = 0) -> None:
        raw = b"data: " + json.dumps(message, ensure_ascii=False).encode() + b"\r\n\r\n"
        step = piece or len(raw)
        for at in range(0, len(raw), step):
            await self._raw(w, raw[at : at + step])

    async def _raw(self, w: asyncio.StreamWriter, data: bytes) -> bool:
        w.write(b"%x\r\n%s\r\n" % (len(data), data))
        await w.drain()
        return True
