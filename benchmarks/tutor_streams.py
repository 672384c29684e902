"""What many answers of Gemini at a time cost the API, and what the first text waits for.

    .venv/bin/python benchmarks/tutor_streams.py [--streams 100] [--rounds 3]

Starts the house with embedded PostgreSQL, its routes on loopback and the Gemini worker in a process
of its own (a header says who asks, in the hub's place), and a loopback Gemini in another. Then so
many learners ask at once, each about code of their own; each answer takes about three seconds, and
meanwhile others read `me` and `next`; the reference is the same reading with nobody asking. Before,
one learner after the other asks alone: the time to the first text, without what the loopback server
itself took until it had sent the first sentence, which is what a plain HTTP client waits for there.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import structlog

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from adaptive_server.adapters import migrate
from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.app import House
from adaptive_server.ports import Person
from adaptive_server.settings import Settings
from adaptive_server.web.api import Api, handlers
from adaptive_server.web.route import Access
from support.answers import wrong
from support.gemini import TEXT, LoopbackGemini
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

ROOT = Path(__file__).resolve().parents[1]
ALONE, PAUSE_S, SAID_S = 40, 0.02, 3.0
WORDS = [f"{TEXT} ", *["Think of it once more. "] * 12]


class NamedDoor(Api):
    """Whoever a header names: the hub is not part of what is measured."""

    async def person_of(self, access: Access) -> Person:
        """Believe the header."""
        return Person(self.request.headers["X-Learner"])

    def check_xsrf_cookie(self) -> None:
        """No cookie signs in here."""


async def serve_house(url: str, google: str) -> None:
    """Serve until the input ends; says the port and that it is ready."""
    plenty = {"tutor_learner_tokens": 10**9, "tutor_class_tokens": 10**9, "tutor_questions": 10**6}
    settings = Settings(
        database_url=url,
        curriculum=str(ROOT / "curriculum"),
        gemini_key="k",
        gemini_base_url=google,
        **plenty,
    )
    house = House(settings)
    await house.start()
    while (await house.health()).status != "ok":  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.1)
    await house.parts.tutor.start()
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(Application(handlers("/", NamedDoor, lambda: house.parts))).add_sockets(sockets)
    print(sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await house.stop()


async def serve_google() -> None:
    """Serve until the input ends; says the address, and the pause between two words."""
    async with LoopbackGemini() as google:
        google.text = "".join(WORDS)
        print(google.url, flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            google.gap_s = float(line)
            google.calls.clear()


@asynccontextmanager
async def part(*arguments: str) -> AsyncIterator[tuple[subprocess.Popen[str], str]]:
    """Run a part in a process of its own; yields what it says first."""
    command = [sys.executable, __file__, *arguments]
    process = subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-3, text=True)  # noqa: ASYNC220
    assert process.stdin
    assert process.stdout
    try:
        yield process, (await asyncio.to_thread(process.stdout.readline)).strip()
    finally:
        process.stdin.close()
        await asyncio.to_thread(process.wait)


async def signed_in(client: httpx2.AsyncClient, learners: Iterable[str]) -> None:
    """Let learners see what is next, as everybody has who asks about a problem."""
    for learner in learners:
        await client.get("api/v1/next", headers={"X-Learner": learner})


async def first_text(client: httpx2.AsyncClient, learner: str, body: object) -> tuple[float, str]:
    """Ask, read to the end; return the seconds to the first text and who had the last word."""
    began, first, source = time.perf_counter(), 0.0, ""
    headers = {"X-Learner": learner}
    async with client.stream("POST", "api/v1/turns", json=body, headers=headers) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("data: ") and '"text"' in line:
                told = json.loads(line[6:])
                first = first or (time.perf_counter() - began if told["text"].strip() else 0.0)
                source = told["source"]
    return first, source


async def google_alone(google: str) -> float:
    """Return the seconds that the loopback server takes until its first sentence is there."""
    route = f"{google}v1/models/gemini-3.8-flash:streamGenerateContent?alt=sse"
    body = {"contents": [{"role": "user", "parts": [{"text": "x"}]}]}
    async with httpx2.AsyncClient(timeout=60) as client:
        began, seen = time.perf_counter(), ""
        async with client.stream("POST", route, json=body) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data: "):
                    parts = json.loads(line[6:])["candidates"][0]["content"]["parts"]
                    seen += parts[0]["text"]
                    if seen.endswith(". "):
                        return time.perf_counter() - began
    return 0.0


async def read(client: httpx2.AsyncClient, until: asyncio.Event, learner: str) -> list[float]:
    """Read `me` and `next` in turn, ten a second, until told to stop; return the times."""
    took = []
    while not until.is_set():
        for path in ("me", "next"):
            began = time.perf_counter()
            answer = await client.get(f"api/v1/{path}", headers={"X-Learner": learner})
            assert answer.status_code == 200, answer.text
            took.append(time.perf_counter() - began)
            await asyncio.sleep(0.1)
    return took


def processor_s(process: subprocess.Popen[str]) -> float:
    """Return the processor time of a part so far, without its children."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(name: str, seconds: list[float]) -> None:
    """Print quantiles in ms."""
    cuts = statistics.quantiles(seconds, n=20)
    print(f"{name:42}{len(seconds):6}{1000 * cuts[9]:9.1f}{1000 * cuts[18]:9.1f}")


async def measure(streams: int, rounds: int) -> None:
    """Print the figures."""
    problem = next(iter(load_bank(ROOT / "curriculum").authored.values()))
    cells = wrong(problem)

    def asks(learner: str) -> Awaitable[tuple[float, str]]:
        own = {i: f"{source}\n# {learner}\n" for i, source in cells.items()}
        question = {"question": "Why does it not work?", "cells": own}
        return first_text(client, learner, {"problem_id": problem.card.id, **question})

    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedPostgres(Path(folder) / "db")
        url = server.start()
        migrate.upgrade(url)
        async with (
            part("--google") as (loopback, google),
            part("--house", url, google) as (house, port),
        ):
            assert loopback.stdin
            limits = httpx2.Limits(max_connections=None)
            base = f"http://127.0.0.1:{port}/"
            async with httpx2.AsyncClient(base_url=base, timeout=60, limits=limits) as client:
                print(f"{'':42}{'n':>6}{'p50 ms':>9}{'p95 ms':>9}")
                asking = [f"asker-{turn}-{n}" for turn in range(rounds) for n in range(streams)]
                await signed_in(client, [*(f"alone-{n}" for n in range(ALONE)), *asking])
                for number in range(3):
                    await asks(f"warm-{number}")
                plain = [await google_alone(google) for _ in range(ALONE)]
                used = processor_s(house)
                alone = [await asks(f"alone-{n}") for n in range(ALONE)]
                used = 1000 * (processor_s(house) - used) / ALONE
                told("loopback alone, first sentence", plain)
                told("through the service, first text", [first for first, _ in alone])
                added = statistics.median(f for f, _ in alone) - statistics.median(plain)
                print(f"added to the first text, median           {1000 * added:15.1f}")
                print(f"processor time of the service, an answer  {used:15.1f}")
                stop = asyncio.Event()
                reading = asyncio.gather(*(read(client, stop, f"reader-{n}") for n in range(5)))
                await asyncio.sleep(SAID_S)
                stop.set()
                told("me and next, nobody asks", [t for one in await reading for t in one])
                loopback.stdin.write(f"{SAID_S / len(''.join(WORDS).split())}\n")
                loopback.stdin.flush()
                beside, firsts, sources = [], [], []
                for turn in range(rounds):
                    stop = asyncio.Event()
                    reading = asyncio.gather(*(read(client, stop, f"reader-{n}") for n in range(5)))
                    asked = (asks(f"asker-{turn}-{n}") for n in range(streams))
                    found = await asyncio.gather(*asked)
                    stop.set()
                    beside += [t for one in await reading for t in one]
                    firsts += [first for first, _ in found]
                    sources += [source for _, source in found]
                told(f"me and next, beside {streams} answers", beside)
                told(f"first text of {streams} at once", firsts)
                print("answered by", {s: sources.count(s) for s in sorted(set(sources))})
        server.stop()


def main() -> None:
    """Measure, or be one of the parts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--streams", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--google", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--house", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    if options.google:
        asyncio.run(serve_google())
    elif options.house:
        asyncio.run(serve_house(*options.house))
    else:
        asyncio.run(measure(options.streams, options.rounds))


if __name__ == "__main__":
    main()
