"""A loopback Gemini with the odder faults of servers, gateways and networks, byte by byte."""

from __future__ import annotations

import asyncio
import codecs
import gzip
import json

from .gemini import TEXT, Call, LoopbackGemini, chunk

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
HALF = "data: {}\r\n\r\n".format(json.dumps(chunk("Mira el número"), ensure_ascii=False))


def event(body: object) -> bytes:
    return b"data: " + json.dumps(body).encode() + b"\r\n\r\n"


def counted(tokens: object) -> dict:
    use = {"promptTokenCount": tokens, "candidatesTokenCount": 9}
    return chunk(TEXT, "STOP", 9) | {"usageMetadata": use}


PACKED = gzip.compress(event(chunk(TEXT)) * 50)
STOP = event(chunk("", "STOP", 9))
WHOLE = event(chunk(TEXT, "", 9)) + STOP
WITHOUT_HELP = {
    "half a character": PLAIN + b"\r\n" + HALF.encode().partition(b"\xba")[0],
    "a page": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>Hi",
    "cut gzip": PLAIN + b"Content-Encoding: gzip\r\n\r\n" + PACKED[: len(PACKED) // 2],
    "no gzip": PLAIN + b"Content-Encoding: gzip\r\n\r\n" + WHOLE,
    "redirect": b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    "no candidates": PLAIN + b"\r\n" + event({"candidates": []}) * 3,
    "stopped with nothing": PLAIN + b"\r\n" + STOP,
    "blanks": PLAIN + b"\r\n" + event(chunk(" \n ", "STOP", 3)),
    "array": PLAIN.replace(b"text/event-stream", b"application/json")
    + b"\r\n"
    + json.dumps([chunk(TEXT), chunk("", "STOP", 9)]).encode(),
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "too little": PLAIN + b"Content-Length: 90000\r\n\r\n" + event(chunk("I see. ")),
    "no http": b"SSH-2.0-OpenSSH_9.2\r\n",
    "wrong kinds": PLAIN + b"\r\n" + event({"candidates": [{"content": "text", "index": "a"}]}),
    "a text for a number": PLAIN + b"\r\n" + event(counted("many")),
    "a call of a function": PLAIN
    + b"\r\n"
    + event({"candidates": [{"content": {"parts": [{"functionCall": {"name": "f"}}]}}]})
    + STOP,
    "no reason to end": PLAIN + b"\r\n" + event(chunk("I see. What", "", 2)),
    "safety": PLAIN + b"\r\n" + event(chunk("I see. ", "", 2)) + event(chunk(None, "SAFETY")),
    "one long word": PLAIN + b"\r\n" + event(chunk("a" * 1_000_000)) + STOP,
    "a reason of tomorrow": PLAIN + b"\r\n" + event(chunk("I see. ", "TOMORROW", 2)),
}
"""What is no answer: the offline tutor has the last word."""
ANSWERS = {
    "comments": PLAIN + b"\r\n" + b": ping\r\n\r\n".join((b"", WHOLE, b"")),
    "a comment between two events": PLAIN
    + b"\r\n"
    + event(chunk(TEXT, "", 9))
    + b": {not json}\n:\n\n"
    + STOP,
    "comments in gzip": PLAIN
    + b"Content-Encoding: gzip\r\n\r\n"
    + gzip.compress(b": ping\n\n" + WHOLE),
    "fields of other servers": PLAIN
    + b"\r\nretry: 3000\r\n\r\nevent: message\r\nid: 7\r\n"
    + WHOLE,
    "empty events": PLAIN + b"\r\n\r\n\n" + WHOLE + b"\r\n\r\n\r\n",
    "a mark at the start": PLAIN + b"\r\n" + codecs.BOM_UTF8 + WHOLE,
    "no space behind the colon": PLAIN + b"\r\n" + WHOLE.replace(b"data: ", b"data:"),
    "line feeds alone": PLAIN + b"\r\n: ping\n\n" + WHOLE.replace(b"\r\n", b"\n"),
    "carriage returns alone": PLAIN + b"\r\n: ping\r\r" + WHOLE.replace(b"\r\n", b"\r"),
    "counted twice": PLAIN + b"\r\n" + event(chunk(TEXT, "", 7)) + STOP + STOP,
    "early hints": b"HTTP/1.1 103 Early Hints\r\n\r\n" + PLAIN + b"\r\n" + WHOLE,
    "gzip": PLAIN + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(WHOLE),
    "negative": PLAIN + b"\r\n" + event(counted(-5000)),
}
"""What is one, if in an odd dress: it comes unchanged."""


class OddGemini(LoopbackGemini):
    """`scenario` names one of the answers above.

    Attributes:
        cut: A reset after so many bytes; 0: none.
        drip_s: Seconds between two bytes.
    """

    cut = 0
    drip_s = 0.0

    async def _answer(self, r: asyncio.StreamReader, w: asyncio.StreamWriter, call: Call) -> bool:
        if call.scenario == "miderror":
            return await super()._answer(r, w, call)
        raw = (WITHOUT_HELP | ANSWERS).get(call.scenario, PLAIN + b"\r\n" + WHOLE)
        if self.cut:
            w.write(raw[: self.cut])
            await w.drain()
            await asyncio.sleep(0.01)
            w.transport.abort()
            return False
        if self.drip_s:
            for byte in raw:
                w.write(bytes([byte]))
                await w.drain()
                await asyncio.sleep(self.drip_s)
            return False
        w.write(raw)
        await w.drain()
        return False
