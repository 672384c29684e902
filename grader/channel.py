"""The judge's end of the pipes to one child. Every read is bounded in size and time.

Whatever arrives may be forged by the learner; `Channel` gives on only checked plain data.
"""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NoReturn

from grader import wire
from grader.raised import Raised, rebuild
from grader.remote import Remote
from grader.spawner import Process

_MAX_NESTING = 40


class End(StrEnum):
    """Why a child ended before its work was done."""

    TIME = "time"
    OUTPUT = "output"
    DIED = "died"
    PROTOCOL = "protocol"


class Dead(BaseException):
    """The child is gone.

    A BaseException: `except Exception` in a test must not turn a crash into a pass.
    """

    def __init__(self, end: End) -> None:
        super().__init__(end.value)
        self.end = end


class Channel:
    """Requests to one child, its replies and its output."""

    def __init__(self, process: Process, *, deadline: float, per_call: float, max_output: int):
        """Take over the pipes.

        Args:
            process: The child; closed with the channel.
            deadline: `time.monotonic()` value after which nothing is waited for.
            per_call: Seconds one request may take.
            max_output: Bytes the learner may print in all.
        """
        self.process = process
        self.ended: End | None = None
        self.raised: tuple[Exception, Raised] | None = None
        self.output = bytearray()
        self._deadline, self._per_call, self._max_output = deadline, per_call, max_output
        self._buffer = bytearray()
        self._output_closed = False
        self._number = self._depth = 0
        self._callbacks: list[Callable[..., Any]] = []
        self._poll = select.poll()
        for descriptor in (process.requests, process.replies, process.output):
            os.set_blocking(descriptor, False)
        for descriptor in (process.replies, process.output):
            self._poll.register(descriptor, select.POLLIN)

    def close(self) -> None:
        """End the child."""
        self.process.close()
        self.ended = self.ended or End.DIED

    def _fail(self, end: End) -> NoReturn:
        self.ended = end
        self.process.kill()
        raise Dead(end)

    # -- asking

    def ask(self, operation: str, *arguments: Any) -> Any:
        """Send a request and return the reply's raw value (see `decode`).

        Raises:
            Dead: The child ended, was killed for a limit, or broke the protocol.
            Exception: What learner code raised, as a builtin class or `LearnerError`.
        """
        if self.ended:
            raise Dead(self.ended)
        self._number += 1
        number, end = self._number, min(self._deadline, time.monotonic() + self._per_call)
        mark = len(self.output)
        self._send([number, operation, *arguments], end)
        while True:
            kind, fields = self._reply(number, end)
            if kind == "callback":
                self._answer(number, fields, end)
                continue
            sys.stdout.write(self.output[mark:].decode("utf-8", "replace"))
            if kind == "value" and len(fields) == 1:
                return fields[0]
            if kind == "error":
                raise self._rebuild(fields)
            self._fail(End.PROTOCOL)

    def _reply(self, number: int, end: float) -> tuple[Any, list[Any]]:
        body = self._receive(end)
        self.drain()
        try:
            found, kind, *fields = wire.unpack(body)
        except (wire.WireError, ValueError, TypeError):
            self._fail(End.PROTOCOL)
        if type(found) is not int or found != number:
            self._fail(End.PROTOCOL)
        return kind, fields

    def _rebuild(self, fields: list[Any]) -> Exception:
        try:
            self.raised = rebuild(fields)
        except (ValueError, TypeError, IndexError, AttributeError):
            self._fail(End.PROTOCOL)
        return self.raised[0]

    # -- bytes

    def _send(self, message: Any, end: float) -> None:
        frame = wire.pack(message)
        try:
            while frame:
                try:
                    frame = frame[os.write(self.process.requests, frame) :]
                except BlockingIOError:
                    if time.monotonic() > end:
                        self._fail(End.TIME)
                    self.drain()  # the child may be waiting for room to print
                    time.sleep(0.001)
        except BrokenPipeError:
            self._fail(End.DIED)

    def drain(self) -> None:
        """Take what the learner printed so far.

        Raises:
            Dead: It is too much.
        """
        while True:
            try:
                piece = os.read(self.process.output, 65536)
            except BlockingIOError:
                return
            if not piece:
                if not self._output_closed:
                    self._output_closed = True
                    self._poll.unregister(self.process.output)
                return
            self.output += piece
            if len(self.output) > self._max_output:
                del self.output[self._max_output :]
                self._fail(End.OUTPUT)

    def _receive(self, end: float) -> bytes:
        while True:
            body = self._whole_frame()
            if body is not None:
                return body
            left = end - time.monotonic()
            if left <= 0:
                self._fail(End.TIME)
            for descriptor, _ in self._poll.poll(left * 1000):
                if descriptor == self.process.output:
                    self.drain()
                    continue
                piece = os.read(self.process.replies, 1 << 18)
                if not piece:
                    self.drain()
                    self._fail(End.DIED)
                self._buffer += piece

    def _whole_frame(self) -> bytes | None:
        if len(self._buffer) < 4:
            return None
        size = int.from_bytes(self._buffer[:4], "little")
        if size > wire.MAX_MESSAGE:
            self._fail(End.PROTOCOL)
        if len(self._buffer) < 4 + size:
            return None
        body = bytes(self._buffer[4 : 4 + size])
        del self._buffer[: 4 + size]
        return body

    # -- values

    def decode(self, data: Any) -> Any:
        """Return plain data or handles.

        Raises:
            Dead: `data` breaks the protocol.
        """
        try:
            return wire.decode(data, self._resolve)
        except wire.WireError:
            self._fail(End.PROTOCOL)

    def _resolve(self, fields: list[Any]) -> Any:
        match fields:
            case ["callback", int(number)] if 0 <= number < len(self._callbacks):
                return self._callbacks[number]
            case [int(number), str(name), bool(), *plain] if len(plain) <= 1:
                content = (self.decode(plain[0]),) if plain else ()
                return Remote(self, number, name[:80], content)
        raise wire.WireError("not a handle")

    def encode(self, value: Any) -> Any:
        """Return a value of a test as data for the child; functions become callbacks.

        Raises:
            TypeError: The value can be neither sent nor called.
        """
        return wire.encode(value, self._opaque)

    def _opaque(self, value: Any) -> Any:
        if type(value) is Remote:
            return wire.reference(value._number)
        if callable(value):
            self._callbacks.append(value)
            return wire.reference("callback", len(self._callbacks) - 1)
        raise TypeError(f"a {type(value).__name__} cannot be given to learner code")

    def _answer(self, number: int, fields: list[Any], end: float) -> None:
        self._depth += 1
        try:
            if self._depth > _MAX_NESTING:
                self._fail(End.PROTOCOL)
            self._send([number, "answer", *self._called_back(fields)], end)
        finally:
            self._depth -= 1

    def _called_back(self, fields: list[Any]) -> tuple[str, Any]:
        match fields:
            case [int(which), list(args), dict(kwargs)] if 0 <= which < len(self._callbacks):
                keywords = {str(key): self.decode(value) for key, value in kwargs.items()}
                positional = [self.decode(a) for a in args]
            case _:
                self._fail(End.PROTOCOL)
        try:
            return "value", self.encode(self._callbacks[which](*positional, **keywords))
        except Exception as error:  # noqa: BLE001 - the test's function decides what it raises
            return "error", [type(error).__name__, str(error)[:2000]]
