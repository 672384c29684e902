"""Warm zygote: a fresh interpreter with the library imported, forked once per submission.

Started as `python -s -B zygote.py DESCRIPTOR WALLS small|data` with an empty environment. It
never sees a test, an expected value or a secret, so a child finds nothing in its own memory.
DESCRIPTOR is a unix socket: each request says what the child may use (`REQUEST`) with three
descriptors (requests, replies, output), each answer a pid and, on Linux, a pidfd.

A page of memory that a child is the first to write to costs it microseconds, and nearly all of its
processor time is that. So whatever is the same for all children is done before the fork.
"""

from __future__ import annotations

import array
import contextlib
import dataclasses
import gc
import importlib
import os
import signal
import socket
import struct
import sys
from typing import NoReturn

if __name__ == "__main__":  # as a file there is no package: its folder stands in the path
    sys.path[0] = os.path.dirname(sys.path[0])
    # What modules want done after a fork is for programs with threads, or seeds what we seed.
    os.register_at_fork = lambda **hooks: None

from grader import child, data_libraries, libc, sandbox, warm_up

REQUEST = struct.Struct("=QQQQ200s")
ANSWER = struct.Struct("=q")
_PRELOAD = (
    *("math", "random", "re", "string", "collections", "itertools", "functools", "operator"),
    *("copy", "json", "datetime", "decimal", "fractions", "statistics", "typing", "dataclasses"),
    *("textwrap", "time", "argparse", "bisect", "contextlib", "csv", "heapq", "io", "pathlib"),
)
_PIPES = (child.REQUESTS, child.REPLIES, 1)
_RULESET, _CONTROL, _FREE = 5, 6, 7  # descriptors of the zygote, behind those of a child
# Else Python would ask for the account's, and what lies there would change what an answer may do.
_NO_HOME = "/nonexistent"
_SPARE = 100  # descriptors are gathered above this number before they take their places


def settle_descriptors(descriptors: list[int]) -> None:
    """Make `descriptors` 0, 1, 2 ... and close everything else."""
    for place, descriptor in enumerate(descriptors):
        os.dup2(descriptor, _SPARE + place)
    os.closerange(0, _SPARE)
    os.closerange(_SPARE + len(descriptors), 4096)
    for place in range(len(descriptors)):
        os.dup2(_SPARE + place, place)
    os.closerange(_SPARE, _SPARE + len(descriptors))


def become_child(pipes: array.array[int], walls: sandbox.Walls, request: bytes) -> None:
    """Wall this forked process in; the judge may be served then."""
    memory, cpu_s, recursion, file_size, padded = REQUEST.unpack(request)
    folder = padded.rstrip(b"\0").decode()
    for descriptor, place in zip(pipes, _PIPES, strict=True):  # 0 and 2 are /dev/null here too
        os.dup2(descriptor, place)
    os.closerange(_RULESET if walls.ruleset is None else _CONTROL, 4096)
    if folder:
        os.chdir(folder)
    sandbox.enter(walls, memory=memory, cpu_s=cpu_s, file_size=file_size, folder=folder)
    sys.setrecursionlimit(recursion)


def _reset_signals() -> None:
    """Undo what Python, or whoever started us, has set; children inherit it."""
    for number in signal.valid_signals():
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # too large a file is an OSError


def _reseed() -> None:
    """Start what is drawn at random anew, and alike: the same answer gets the same verdict."""
    sys.modules["random"].seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def fork_child(control: socket.socket, walls: sandbox.Walls, desk: child.Desk) -> None:
    """Wait for one request and answer it; ends the process when the judge is gone."""
    message, ancillary, _, _ = control.recvmsg(REQUEST.size, socket.CMSG_SPACE(12))
    if len(message) < REQUEST.size or not ancillary:
        os._exit(0)
    pipes = array.array("i", ancillary[0][2][:12])
    pid = os.fork()
    if pid == 0:
        try:
            become_child(pipes, walls, message)
            desk.serve()
        finally:
            os._exit(70)
    for descriptor in pipes:
        os.close(descriptor)
    # Safe: only this process reaps, so the pid cannot have been given away yet.
    watch = array.array("i", [os.pidfd_open(pid)] if hasattr(os, "pidfd_open") else [])
    control.sendmsg([ANSWER.pack(pid)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, watch)])
    for descriptor in watch:
        os.close(descriptor)
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _preload(*, data: bool) -> None:
    for name in _PRELOAD:
        importlib.import_module(name)
    os.register_at_fork = sys.modules["posix"].register_at_fork
    if data:
        data_libraries.load()  # a font that is open here must be opened anew in a child
    del sys.path[0]  # our own folder is nothing for learners to import from


def _prepare(*, required: bool) -> sandbox.Walls:
    walls = sandbox.prepare(required=required)
    if walls.ruleset is None:
        return walls
    os.dup2(walls.ruleset, _RULESET)
    os.close(walls.ruleset)
    return dataclasses.replace(walls, ruleset=_RULESET)


def main() -> NoReturn:
    """Warm up, say so, and fork on request until the judge goes."""
    null = os.open(os.devnull, os.O_RDWR)
    (requests, asks), (answers, replies), (printed, output) = os.pipe(), os.pipe(), os.pipe()
    ends = [null, output, null, requests, replies, null, int(sys.argv[1]), asks, answers, printed]
    settle_descriptors(ends)
    control = socket.socket(fileno=_CONTROL)
    libc.prctl(libc.PR_SET_DUMPABLE, 0)  # children of the same account may not look inside
    _reset_signals()
    _preload(data=sys.argv[3] == "data")
    warm_up.warm_up(*range(_FREE, _FREE + 3))
    os.closerange(_FREE, _FREE + 3)
    try:
        walls = _prepare(required=sys.argv[2] == "required")
    except sandbox.SandboxMissing as error:
        control.sendall(f"missing: {error}".encode()[:200].ljust(256))
        os._exit(1)
    desk = child.open_desk()
    _reseed()
    control.sendall(b"ready".ljust(256))
    os.environ.clear()
    os.environ["HOME"] = _NO_HOME
    gc.collect()
    gc.freeze()  # fewer pages to copy in the children
    while True:
        fork_child(control, walls, desk)


if __name__ == "__main__":
    main()
