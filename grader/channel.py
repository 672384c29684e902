"""The judge's end of the pipes to one child. Every read is bounded in size and time.

Whatever arrives may be forged by the learner; `Channel` gives on only checked plain data.
"""

from __future__ import annotations

import os
import select
import sys
import time
import builtins
from collections.abc import Callable
from enum import StrEnum
from types import BuiltinFunctionType
from typing import Any, NoReturn

from grader import given_values, wire
from grader.bundle import Limits
from grader.clock import Clock, cpu_seconds, waited_seconds
from grader.raised import Raised, rebuild
from grader.mirrors import Mirrors, error_of, instance, key_of
from grader.remote import held, is_remote
from grader.specials import SHARED, SHARED_NAMES
from grader.scratch import Scratch
from grader.spawner import Process, allowed_cpu
from grader.surroundings import answer_input

_MAX_NESTING = 40
_NO_EXCUSE_S, _LOOK_S = 0.005, 0.05
_NEARLY = 0.75  # the kernel counts processor time a little differently from what it shows


class End(StrEnum):
    """Why a child ended before its work was done."""

    TIME = "time"
    CPU = "cpu"
    OUTPUT = "output"
    FILES = "files"
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

    def __init__(self, process: Process, limits: Limits, clock: Clock, scratch: Scratch | None):
        """Take over the pipes.

        Args:
            process: The child; closed with the channel.
            limits: What the submission may use.
            clock: Its deadline.
            scratch: Its folder for files, if it has one.
        """
        self.process = process
        self.ended: End | None = None
        self.raised: tuple[Exception, Raised] | None = None
        self.output = bytearray()
        self._clock, self._scratch = clock, scratch
        self._per_call, self._max_output = limits.seconds, limits.output_kb << 10
        self._cpu_seconds = allowed_cpu(limits)
        self._excused = 0.0
        self._buffer = bytearray()
        self._output_closed = False
        self._number = self._depth = 0
        self.in_place = False
        self.given: dict[type, str] = {}
        self._callbacks: list[Callable[..., Any]] = []
        self._mirrors = Mirrors(self)
        self._ahead: dict[int, list[Any]] = {}
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
        number, end = self._number, min(self._clock.deadline, time.monotonic() + self._per_call)
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
            *described, kind, number = fields
            error, raised = rebuild(described)
            if type(kind) is int:
                content = [list(error.args), raised.text]
                error = error_of(self._mirrors.of(kind), self, int(number), content)
            self.raised = error, raised
        except (ValueError, TypeError, IndexError, AttributeError, KeyError):
            self._fail(End.PROTOCOL)
        error.__dict__["_from_learner_"] = True
        return error

    # -- bytes

    def _send(self, message: Any, end: float) -> None:
        frame = wire.pack(message)
        try:
            while frame:
                try:
                    frame = frame[os.write(self.process.requests, frame) :]
                except BlockingIOError:
                    if time.monotonic() > end:
                        end = self._later(end)
                    self.drain()  # the child may be waiting for room to print
                    time.sleep(0.001)
        except BrokenPipeError:
            self._fail(self._why_died())

    def _later(self, end: float) -> float:
        """Return a later end when the machine was busy, not the learner's code; else give up."""
        waited = waited_seconds(self.process.pid)
        excuse, self._excused = waited - self._excused, waited
        before = self._clock.deadline
        self._clock.put_off(excuse)
        if excuse < _NO_EXCUSE_S or self._clock.deadline <= max(before, time.monotonic()):
            self._fail(End.TIME)
        return min(time.monotonic() + excuse, self._clock.deadline)

    def _why_died(self) -> End:
        used = cpu_seconds(self.process.pid)
        return End.CPU if used > _NEARLY * self._cpu_seconds else End.DIED

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
            left = max(end - time.monotonic(), 0.0)
            if self._scratch:
                left = min(left, _LOOK_S)
                if self._scratch.is_full():
                    self._fail(End.FILES)
            ready = self._poll.poll(left * 1000)
            if not ready and time.monotonic() >= end:
                end = self._later(end)
            for descriptor, _ in ready:
                if descriptor == self.process.output:
                    self.drain()
                    continue
                piece = os.read(self.process.replies, 1 << 18)
                if not piece:
                    self.drain()
                    self._fail(self._why_died())
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

    def taken(self, number: int) -> list[Any]:
        """Return how many items of an iterator were used, and those fetched ahead, last first."""
        return self._ahead.setdefault(number, [])

    def _resolve(self, fields: list[Any]) -> Any:
        match fields:
            case ["object", int(number), str() | int() as key, *content] if len(content) <= 2:
                content[:1] = map(self.decode, content[:1])
                return instance(self._mirrors, self, number, key, content)
            case ["shared", str(name)] if name in SHARED:
                return SHARED[name]
            case ["class", int(key)]:
                return self._mirrors.of(key)
            case ["callback", int(number)] if 0 <= number < len(self._callbacks):
                return self._callbacks[number]
            case ["given", str(name), state]:
                cls = next(c for c, known in self.given.items() if known == name)
                return given_values.build(cls, self.decode(state))
        raise wire.WireError("not a handle")

    def encode(self, value: Any) -> Any:
        """Return a value of a test as data for the child; functions become callbacks.

        Raises:
            TypeError: The value can be neither sent nor called.
        """
        return wire.encode(value, self._opaque)

    def _opaque(self, value: Any) -> Any:
        kind = type(value)
        if is_remote(value):
            return wire.reference(held(value).number)
        if isinstance(value, type) and (here := key_of(value)):
            return wire.reference(here.number)
        if kind is type and value in SHARED_NAMES:
            return wire.shared(SHARED_NAMES[value])
        if kind is BuiltinFunctionType and vars(builtins).get(value.__name__) is value:
            return wire.shared(value.__name__)
        if kind in self.given:
            state = self.encode(given_values.state(value))
            return wire.reference("given", self.given[kind], state)
        if isinstance(value, BaseException):
            return self._exception(value)
        if callable(value):
            self._callbacks.append(value)
            name = getattr(value, "__name__", "function")
            return wire.reference("callback", len(self._callbacks) - 1, str(name)[:80])
        raise TypeError(f"a {kind.__name__} cannot be given to learner code")

    def _exception(self, error: BaseException) -> Any:
        here = error.__dict__.get("_remote_held_")
        if here:
            return wire.reference(here.number)
        name = next(SHARED_NAMES[cls] for cls in type(error).__mro__ if cls in SHARED_NAMES)
        args = [str(a) for a in error.args[:4]]
        return wire.reference("exception", name, [self.encode(a) for a in args])

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
            case [int(which), list(args), dict(kwargs)] if -1 <= which < len(self._callbacks):
                keywords = {str(key): self.decode(value) for key, value in kwargs.items()}
                positional = [self.decode(a) for a in args]
            case _:
                self._fail(End.PROTOCOL)
        function = self._callbacks[which] if which >= 0 else answer_input
        try:
            return "value", self.encode(function(*positional, **keywords))
        except Exception as error:  # noqa: BLE001 - the test's function decides what it raises
            return "error", [type(error).__name__, str(error)[:2000]]
