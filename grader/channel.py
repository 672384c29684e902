"""The judge's end of the pipes to one child. Every read is bounded in size and time.

Whatever arrives may be forged by the learner; `Channel` gives on only checked plain data.
"""

from __future__ import annotations

import os
import select
import sys
import threading
from time import monotonic, sleep  # a test may patch the module's
from typing import Any, NoReturn

from grader import wire
from grader.bundle import Limits
from grader.clock import (
    NEARLY,
    Clock,
    Waiting,
    cpu_seconds,
    exact_cpu_seconds,
    wants_processor,
)
from grader.end import Dead, End
from grader.exchange import Exchange
from grader.handles import error_of
from grader.raised import Raised, add, rebuild, with_members
from grader.scratch import Scratch
from grader.spawner import Process, allowed_cpu
from grader.streams import parted

__all__ = ["Channel", "Dead", "End"]

_MAX_NESTING = 40
_NO_EXCUSE_S, _LOOK_S = 0.005, 0.03
_MOST_PATIENCE = 8.0  # of one call
_OF_LINKS = ("link", "linked", "unlink")
_PIECE = 1 << 14  # a larger one would be mapped by the C library each time


class Channel(Exchange):
    """Requests to one child, its replies and its output."""

    def __init__(self, process: Process, limits: Limits, clock: Clock, scratch: Scratch | None):
        """Take over the pipes.

        Args:
            process: The child; closed with the channel.
            limits: What the submission may use.
            clock: Its deadline.
            scratch: Its folder for files, if it has one.
        """
        super().__init__()
        self.process = process
        self.ended: End | None = None
        self.raised: tuple[Exception, Raised] | None = None
        self.output = bytearray()
        self.known: tuple[list[str], dict[str, Any]] | None = None  # see `Session.fetch`
        self._clock, self._scratch = clock, scratch
        self._per_call, self._max_output = limits.seconds, limits.output_kb << 10
        self._cpu_seconds = allowed_cpu(limits)
        self.waiting, self._call_latest = Waiting(process.pid), 0.0
        self._used_before = self._allowed = 0.0
        self._looked: float | None = None
        self._is_cut = self._has_called = False
        self._buffer = bytearray()
        self._output_closed = False
        self._number = self._depth = self._passed_on = 0
        self._turn = threading.RLock()  # a test may have threads; a callback asks in its own
        self._poll = select.poll()
        for descriptor in (process.requests, process.replies, process.output):
            os.set_blocking(descriptor, False)
        # In this order: what is printed before a reply is there when the reply is seen.
        for descriptor in (process.replies, process.output):
            self._poll.register(descriptor, select.POLLIN)

    def close(self) -> None:
        """End the child."""
        self.process.close()
        self.ended = self.ended or End.DIED

    def fail(self, end: End) -> NoReturn:
        """End the child and say why."""
        used = exact_cpu_seconds(self.process.pid)
        self.ended = self._clock.why_late(used) if end is End.STARVED else end
        self.process.kill()
        raise Dead(self.ended)

    # -- asking

    def ask(self, operation: str, *arguments: Any) -> Any:
        """Send a request and return the reply's raw value (see `decode`).

        Raises:
            Dead: The child ended, was killed for a limit, or broke the protocol.
            Exception: What learner code raised, as a builtin class or `LearnerError`.
        """
        with self._turn:
            if self.rebinds and not self.ended:
                self.rebind()
            if self.patches and not self.ended:
                self.patches.pass_on()
            if self.links is None or operation in _OF_LINKS or self.ended:
                return self._ask(operation, arguments)
            self._tell_linked()
            try:
                return self._ask(operation, arguments)
            finally:
                if not self.ended:
                    self._hear_linked()

    def _ask(self, operation: str, arguments: tuple[Any, ...]) -> Any:
        if self.ended:
            raise Dead(self.ended)
        self._number += 1
        self._call_latest = monotonic() + _MOST_PATIENCE * self._per_call
        self._used_before = exact_cpu_seconds(self.process.pid)
        self._looked, self._is_cut, self._has_called = None, False, False
        if self._clock.left <= 0:  # calls before may have waited, none for long
            self._clock.excuse(self.waiting.more(), self._used_before)
        self._allowed = min(self._clock.left, self._per_call)
        number, end = self._number, monotonic() + self._allowed
        self._passed_on = len(self.output)
        self._send([number, operation, *arguments], end)
        while True:
            kind, fields = self._reply(number, end)
            if kind == "callback":
                self._pass_on()
                self._answer(number, fields, end)
                if monotonic() >= end:  # callbacks without end are no way to gain time
                    end = self._later()
                continue
            self._pass_on()
            if fields[1:] != [True]:
                self.known = None
            if kind == "value" and fields[1:] in ([], [True]):
                return fields[0]
            if kind == "error":
                raise self._rebuild(fields)
            self.fail(End.PROTOCOL)

    def _pass_on(self) -> None:
        """Print what learner code has printed since the last time."""
        if len(self.output) == self._passed_on:
            return
        printed, errors = parted(self.output[self._passed_on :])
        self._passed_on = len(self.output)
        sys.stdout.write(printed)
        sys.stderr.write(errors)

    def _reply(self, number: int, end: float) -> tuple[Any, list[Any]]:
        body = self._receive(end)
        try:
            found, kind, *fields = wire.unpack(body)
        except (wire.WireError, ValueError, TypeError):
            self.fail(End.PROTOCOL)
        if type(found) is not int or found != number:
            self.fail(End.PROTOCOL)
        return kind, fields

    def _rebuild(self, fields: list[Any]) -> Exception:
        try:
            *described, beside, kind, number = fields
            error, raised = rebuild(described)
            if kind == "raised_here" and number >= 0:
                error = self.raised_here[number]
            elif kind == "of_test":
                error = self.own_exception(number, [list(error.args), raised.text])
            elif type(kind) is int:
                content = [list(error.args), raised.text]
                error = error_of(self.mirrors.of(kind), self, int(number), content)
            if beside is not None and kind != "raised_here":
                cause, context, hidden, members, notes, more = self.decode(beside)
                error = with_members(error, raised.text, members)
                add(error, (cause, context, hidden), notes, more)
            self.raised = error, raised
        except Exception:  # noqa: BLE001 - forged: anything may be wrong with it
            self.fail(End.PROTOCOL)
        self.note(error)
        return error

    # -- bytes

    def _send(self, message: Any, end: float) -> None:
        frame = wire.pack(message)
        try:
            while frame:
                try:
                    frame = frame[os.write(self.process.requests, frame) :]
                except BlockingIOError:
                    if monotonic() > end:
                        end = self._later()
                    self.drain()  # the child may be waiting for room to print
                    sleep(0.001)
        except BrokenPipeError:
            self.fail(self._why_died())

    def _later(self) -> float:
        """Return a later end when the machine was busy, not the learner's code; else give up.

        What the call has used of a processor is the learner's; so is sleep. Waiting for a
        processor or for the disk is not. Where patience ends first, nobody is to blame.
        """
        counted = self.waiting.more()
        excuse = counted + self._clock.own_waiting()
        used = exact_cpu_seconds(self.process.pid) - self._used_before
        if used >= self._allowed:
            self.fail(End.TIME)
        if counted < _NO_EXCUSE_S and self._waits_now(used):  # it is counted when it is over
            excuse += min(self._allowed - used, _LOOK_S)
        elif excuse < _NO_EXCUSE_S:
            self.fail(End.STARVED if self._is_cut else End.TIME)
        self._clock.put_off(excuse)
        now = monotonic()
        end = min(now + excuse, self._clock.deadline, self._call_latest)
        # Where the submission's own time ends first, it was used up.
        patient = self._call_latest > end and not self._clock.is_cut
        self._is_cut = end < now + excuse and not patient
        if end <= now:
            self.fail(End.TIME if patient else End.STARVED)
        return end

    def _waits_now(self, used: float) -> bool:
        """Say whether the child, not asleep, may not have had the time that it is allowed.

        Where it calls functions of the test, their time is no waiting: then it must not have run
        since the last look; the first look is free.
        """
        before, self._looked = self._looked, used
        stands = not self._has_called or before in (None, used)
        return stands and wants_processor(self.process.pid)

    def _why_died(self) -> End:
        return End.CPU if cpu_seconds(self.process.pid) > NEARLY * self._cpu_seconds else End.DIED

    def drain(self) -> None:
        """Take what the learner printed so far.

        Raises:
            Dead: It is too much.
        """
        while True:
            try:
                piece = os.read(self.process.output, _PIECE)
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
                self.fail(End.OUTPUT)

    def _receive(self, end: float) -> bytes:
        while (body := self._frame()) is None:
            left = max(end - monotonic(), 0.0)
            if self._scratch:
                left = min(left, _LOOK_S)
                if self._scratch.is_full():
                    self.fail(End.FILES)
            for descriptor, _ in self._poll.poll(left * 1000):
                if descriptor == self.process.output:
                    self.drain()
                    continue
                piece = os.read(self.process.replies, _PIECE)
                if not piece:
                    self.drain()
                    self.fail(self._why_died())
                self._buffer += piece
            if monotonic() >= end:
                if (body := self._frame()) is not None:
                    break
                end = self._later()
        return body

    def _frame(self) -> bytes | None:
        """Take the body of the frame that is there; None where none is whole."""
        try:
            end = wire.frame_end(self._buffer)
        except wire.WireError:
            self.fail(End.PROTOCOL)
        body = bytes(self._buffer[wire.HEAD : end]) if end else None
        del self._buffer[:end]
        return body

    # -- callbacks

    def _answer(self, number: int, fields: list[Any], end: float) -> None:
        self._depth += 1
        self._has_called = True
        try:
            if self._depth > _MAX_NESTING:
                self.fail(End.PROTOCOL)
            self._send([number, "answer", *self.called_back(fields)], end)
        finally:
            self._depth -= 1
