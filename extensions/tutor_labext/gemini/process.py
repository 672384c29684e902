"""The service's side of the worker: starts it at the first question, asks, stops, starts again."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from .faults import FaultKind, GeminiFault
from .options import Limits, Options, Prompt

# Nobody waits for it: see `Limits.ready_s`. Given up early, a busy machine would never get there.
START_S = 120.0
LONGEST_LINE = 4 * 1024 * 1024
SIGNS_A_TOKEN = 20
"""No text has as many signs for each of its tokens: what is longer comes from no model."""
PASSED_ON = ("PATH", "LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "NO_PROXY")
ROOT = str(Path(__file__).parents[2])


@dataclass(slots=True)
class Usage:
    """Tokens that an answer took, as Google counted them, thoughts in `tokens_out`."""

    tokens_in: int = 0
    tokens_out: int = 0


class GeminiProcess:
    """One worker and the answers it is giving."""

    def __init__(self, options: Options, limits: Limits | None = None) -> None:
        self.options = options
        self.limits = limits or Limits()
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._loading: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._answers: dict[int, asyncio.Queue[Mapping[str, Any]]] = {}
        self._numbers = count(1)

    async def start(self) -> None:
        """Start the worker where none is running; loading takes about two seconds.

        Raises:
            GeminiFault: It cannot be started: `silent` where it is not ready in time.
        """
        async with self._starting:
            if self._is_up():
                return
            await self._end()  # what is left of one that died
            try:
                async with asyncio.timeout(START_S):
                    await self._spawn()
            except (OSError, ValueError) as error:  # a `TimeoutError` is an `OSError`
                await self._end()
                late = isinstance(error, TimeoutError)
                raise GeminiFault(FaultKind.SILENT if late else FaultKind.NETWORK) from None

    def _is_up(self) -> bool:
        return self._reading is not None and not self._reading.done()

    async def _ready(self) -> None:
        """Start the worker where none is running; who waits too long goes on without it.

        Raises:
            GeminiFault: It is not there yet, or cannot be started.
        """
        if self._is_up():
            return
        if self._loading is None or self._loading.done():
            self._loading = asyncio.create_task(self.start())
        done, _ = await asyncio.wait([self._loading], timeout=self.limits.ready_s)
        if not done:
            raise GeminiFault(FaultKind.SILENT)
        self._loading.result()

    async def _spawn(self) -> None:
        env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tutor_labext.gemini.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            # What the SDK writes could hold what learners wrote.
            stderr=asyncio.subprocess.DEVNULL,
            env=env | {"PYTHONPATH": ROOT},
            limit=LONGEST_LINE,
        )
        self._process = process
        await self._send({"setup": self.options.to_json()})
        assert process.stdout is not None
        if not json.loads(await process.stdout.readline()).get("ready"):
            raise ValueError
        self._reading = asyncio.create_task(self._read(process.stdout))

    async def _read(self, source: asyncio.StreamReader) -> None:
        try:
            while line := await source.readline():
                message = json.loads(line)
                if answer := self._answers.get(message.get("id")):
                    answer.put_nowait(message)
        finally:
            for answer in self._answers.values():
                answer.put_nowait({"fault": FaultKind.NETWORK.value})

    async def _send(self, message: Mapping[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        await self._process.stdin.drain()

    async def ask(self, prompt: Prompt, usage: Usage) -> AsyncGenerator[str, None]:
        """Stream one answer and note what it took in `usage`; closing the generator stops it.

        Raises:
            GeminiFault: There is no answer, or no more of it.
        """
        await self._ready()
        number = next(self._numbers)
        queue: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()
        self._answers[number] = queue
        ended = False
        turns = [{"role": t.role, "text": t.text} for t in prompt.turns]
        usage.tokens_in = prompt.tokens
        try:
            with contextlib.suppress(ConnectionError):
                await self._send({"id": number, "ask": {"system": prompt.system, "turns": turns}})
            async for text in self._pieces(queue, usage):
                yield text
            ended = True
        finally:
            del self._answers[number]
            if not ended:
                await self._stop_answer(number)

    async def _pieces(
        self, queue: asyncio.Queue[Mapping[str, Any]], usage: Usage
    ) -> AsyncGenerator[str, None]:
        loop = asyncio.get_running_loop()
        last = loop.time() + self.limits.total_s
        wait, counted = self.limits.first_s, False
        room = SIGNS_A_TOKEN * self.options.most_tokens
        while True:
            try:
                async with asyncio.timeout_at(min(loop.time() + wait, last)):
                    messages = [await queue.get()]
            except TimeoutError:
                raise GeminiFault(FaultKind.SILENT) from None
            # What came while the piece before was looked at is one piece.
            while not queue.empty():
                messages.append(queue.get_nowait())
            text = ""
            for message in messages:
                if "text" not in message:
                    break
                text += message["text"]
                if message["out"]:
                    usage.tokens_in, usage.tokens_out = message["in"], message["out"]
                    counted = True
                elif not counted:
                    usage.tokens_out += len(message["text"]) // 4 + 1
            room -= len(text)
            if room < 0:
                raise GeminiFault(FaultKind.TRUNCATED)
            if text:
                yield text
            if "fault" in message:
                raise GeminiFault(FaultKind(message["fault"]), message.get("retry_s"))
            if "end" in message:
                return
            wait = self.limits.idle_s

    async def _stop_answer(self, number: int) -> None:
        """Have the worker end an answer; it knows of none that has ended, nor where it is gone."""
        if self._process is not None:
            with contextlib.suppress(ConnectionError, RuntimeError):
                await self._send({"id": number, "stop": True})

    async def close(self) -> None:
        """End the worker."""
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)
        async with self._starting:
            await self._end()

    async def _end(self) -> None:
        process, self._process = self._process, None
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
            self._reading = None
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            async with asyncio.timeout(2):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
