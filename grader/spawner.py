"""The trusted side of the zygote: starts it, asks it for children, ends it."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader import zygote
from grader.bundle import Limits
from grader.clock import total_seconds
from grader.sandbox import SandboxMissing

_START_SECONDS = 60
_FORK_SECONDS = 10
_GREETING = 256
ORDINARY = 0
"""The hash seed of the processes that learner code runs in."""


class ZygoteDied(Exception):
    """The zygote is gone; a new one must be started."""


@dataclass(frozen=True, slots=True)
class Process:
    """One child: its pipes, its pid and, on Linux, a pidfd that cannot mean another process.

    Attributes:
        requests: Descriptor to write requests to.
        replies: Descriptor to read replies from.
        output: Descriptor to read what the learner printed.
    """

    requests: int
    replies: int
    output: int
    pid: int
    pidfd: int | None

    def kill(self) -> None:
        """End the child at once; it cannot have started others."""
        with contextlib.suppress(OSError):
            if self.pidfd is not None:
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the child and give its descriptors back."""
        self.kill()
        for descriptor in (self.requests, self.replies, self.output, self.pidfd):
            if descriptor is not None:
                os.close(descriptor)


class Spawner:
    """Owns one zygote. Not thread-safe."""

    def __init__(
        self,
        *,
        walls: str = "required",
        python: str = sys.executable,
        data: bool = False,
        hash_seed: int = ORDINARY,
    ) -> None:
        """Start the zygote.

        Args:
            walls: `required`, or `available` to do without Landlock and seccomp where missing.
            data: Have numpy, pandas and matplotlib imported.
            python: Interpreter that learner code runs in.
            hash_seed: Its `PYTHONHASHSEED`: how sets are ordered. One for all learners, so that
                the same answer gets the same verdict.

        Raises:
            SandboxMissing: This machine cannot wall in learner code.
            ZygoteDied: The interpreter did not start.
        """
        self._control, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with other:
            try:
                self._process = _start([python, "-s", "-B"], other.fileno(), walls, data, hash_seed)
            except OSError as error:
                self._control.close()
                raise ZygoteDied(f"{python} does not start: {error.strerror}") from error
        self._awaits_answer = False
        self._control.settimeout(_START_SECONDS)
        greeting = self._greeting()
        if greeting != "ready":
            self.close()
            if greeting.startswith("missing: "):
                raise SandboxMissing(greeting.removeprefix("missing: "))
            raise ZygoteDied("the interpreter for learner code did not start")
        self._control.settimeout(_FORK_SECONDS)

    def _greeting(self) -> str:
        try:
            return self._control.recv(_GREETING, socket.MSG_WAITALL).decode().rstrip()
        except OSError:
            return ""

    def spawn(self, limits: Limits, folder: str = "") -> Process:
        """Fork a walled-in child.

        Args:
            limits: What it may use.
            folder: Where it may make files; empty for nowhere.

        Raises:
            ZygoteDied: The zygote does not answer.
        """
        if (
            self._awaits_answer
        ):  # an earlier call was interrupted: its answer would be taken for ours
            raise ZygoteDied("out of step")
        self._awaits_answer = True
        with _pipe() as requests, _pipe() as replies, _pipe() as output:
            theirs = [requests[0], replies[1], output[1]]
            try:
                socket.send_fds(self._control, [_request(limits, folder)], theirs)
                message, watch, _, _ = socket.recv_fds(self._control, zygote.ANSWER.size, 1)
            except OSError as error:
                raise ZygoteDied(str(error)) from error
            if len(message) < zygote.ANSWER.size:
                raise ZygoteDied("closed")
            self._awaits_answer = False
            pid: int = zygote.ANSWER.unpack(message)[0]
            ours = [os.dup(d) for d in (requests[1], replies[0], output[0])]
        return Process(ours[0], ours[1], ours[2], pid, watch[0] if watch else None)

    def close(self) -> None:
        """End the zygote and with it every child."""
        self._control.close()
        try:
            self._process.wait(_FORK_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def allowed_cpu(limits: Limits) -> int:
    """Return the seconds of processor time that a child gets."""
    return math.ceil(limits.cpu_seconds) or math.ceil(total_seconds(limits)) + 2


def _request(limits: Limits, folder: str) -> bytes:
    return zygote.REQUEST.pack(
        limits.memory_mb << 20,
        allowed_cpu(limits),
        limits.recursion,
        limits.files_kb << 10,
        folder.encode(),
    )


def _start(
    python: list[str], control: int, walls: str, data: bool, hash_seed: int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*python, str(Path(zygote.__file__)), str(control), walls, "data" if data else "small"],
        pass_fds=[control],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        # Each thread of a learner would set 64 MB of address space aside for the C library, and
        # each child would look functions of libraries up that it is the first to call.
        env={"MALLOC_ARENA_MAX": "1", "LD_BIND_NOW": "1", "PYTHONHASHSEED": str(hash_seed)},
    )


@contextlib.contextmanager
def _pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)
