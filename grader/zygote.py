"""Warm zygote: a fresh interpreter with the library imported, forked once per submission.

Started as `python -s -B zygote.py DESCRIPTOR WALLS small|data` with an empty environment. It
never sees a test, an expected value or a secret, so a child finds nothing in its own memory.
DESCRIPTOR is a unix socket: each request says what the child may use (`REQUEST`) with three
descriptors (requests, replies, output), each answer a pid and, on Linux, a pidfd.
"""

from __future__ import annotations

import array
import contextlib
import dataclasses
import gc
import importlib
import importlib.util
import io
import logging
import os
import random
import signal
import socket
import struct
import sys
from typing import Any, NoReturn

if __name__ == "__main__":  # as a file there is no package: its folder stands in the path
    sys.path[0] = os.path.dirname(sys.path[0])

from grader import child, libc, sandbox

REQUEST = struct.Struct("=QQQQ200s")
ANSWER = struct.Struct("=q")
_PRELOAD = (
    *("math", "random", "re", "string", "collections", "itertools", "functools", "operator"),
    *("copy", "json", "datetime", "decimal", "fractions", "statistics", "typing", "dataclasses"),
    *("textwrap", "time", "argparse", "bisect", "contextlib", "csv", "heapq", "io", "pathlib"),
)
_DATA = ("numpy", "numpy.random", "pandas")
# Python's own, or from whoever started us; asking for all of them would take a child a millisecond.
_HANDLED = [n for n in signal.valid_signals() if signal.getsignal(n) is not signal.SIG_DFL]
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


def become_child(pipes: list[int], walls: sandbox.Walls, request: bytes) -> NoReturn:
    """Wall this forked process in and serve the judge; never returns."""
    memory, cpu_s, recursion, file_size, padded = REQUEST.unpack(request)
    folder = padded.rstrip(b"\0").decode()
    for number in _HANDLED:
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # too large a file is an OSError
    requests, replies, output = pipes
    null = os.open(os.devnull, os.O_RDWR)
    kept = [null, output, null, requests, replies]
    if walls.ruleset is not None:
        kept.append(walls.ruleset)
    settle_descriptors(kept)
    if walls.ruleset is not None:
        walls = dataclasses.replace(walls, ruleset=len(kept) - 1)
    os.chdir(folder or "/")
    _reseed()
    sandbox.enter(walls, sandbox.Allowance(memory, cpu_s, file_size, folder))
    sys.setrecursionlimit(recursion)
    child.main()
    os._exit(0)


def _reseed() -> None:
    """Start what is drawn at random anew, and alike: the same answer gets the same verdict."""
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def fork_child(control: socket.socket, walls: sandbox.Walls) -> None:
    """Wait for one request and answer it; ends the process when the judge is gone."""
    message, ancillary, _, _ = control.recvmsg(REQUEST.size, socket.CMSG_SPACE(12))
    if len(message) < REQUEST.size or not ancillary:
        os._exit(0)
    pipes = array.array("i", ancillary[0][2][:12])
    pid = os.fork()
    if pid == 0:
        try:
            become_child(list(pipes), walls, message)
        finally:
            os._exit(70)
    for descriptor in pipes:
        os.close(descriptor)
    # Safe: only this process reaps, so the pid cannot have been given away yet.
    watch = [os.pidfd_open(pid)] if hasattr(os, "pidfd_open") else []
    socket.send_fds(control, [ANSWER.pack(pid)], watch)
    for descriptor in watch:
        os.close(descriptor)
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _import_plots() -> None:
    """Import matplotlib, where it is, for processes that have neither screen nor folder.

    It draws into memory, finds its fonts now, once for all children, and keeps no list of them.
    """
    found = importlib.util.find_spec("matplotlib")
    if found is None or not found.origin:
        return
    own = os.path.join(os.path.dirname(found.origin), "mpl-data", "matplotlibrc")
    os.environ.update(MPLBACKEND="Agg", MATPLOTLIBRC=own)
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it would warn of the missing folder
    matplotlib: Any = importlib.import_module("matplotlib")
    matplotlib.get_cachedir = matplotlib.get_configdir = lambda: os.devnull
    importlib.import_module("matplotlib.pyplot")


def _use_libraries() -> None:
    """Use each library of data problems once: what it makes at first use is there for all children.

    Found by looking at what takes a child's first calls long. Whatever fails here is the learner's
    to meet, not ours.
    """
    with contextlib.suppress(Exception):
        pandas: Any = sys.modules["pandas"]
        frame = pandas.read_csv(io.StringIO("kind,size,day\na,1,2026-01-05\nb,,2026-01-06\n"))
        frame["day"] = pandas.to_datetime(frame["day"])
        frame["size"] = frame["size"].fillna(0.0)
        sums = frame.groupby("kind")["size"].agg(["sum", "mean"]).reset_index()
        merged = frame.merge(sums, on="kind").sort_values("size", ascending=False)
        merged.pivot_table(index="kind", values="size")
        pandas.concat([merged, merged[merged["kind"].str.upper() == "A"]]).drop_duplicates()
        repr(merged.describe())
    with contextlib.suppress(Exception):
        pyplot: Any = sys.modules["matplotlib.pyplot"]
        figure, (left, right) = pyplot.subplots(1, 2)
        left.plot([1, 2], [1, 2], label="a")
        left.legend()
        right.bar(["a", "b"], [1, 2])
        right.set_title("a")
        figure.canvas.draw()
        pyplot.close("all")


def main() -> NoReturn:
    """Warm up, say so, and fork on request until the judge goes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    libc.prctl(libc.PR_SET_DUMPABLE, 0)  # children of the same account may not look inside
    if sys.argv[3] == "data":
        os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a fork has one thread
    for name in _PRELOAD + (_DATA if sys.argv[3] == "data" else ()):
        importlib.import_module(name)
    if sys.argv[3] == "data":
        _import_plots()
        _use_libraries()
    del sys.path[0]  # our own folder is nothing for learners to import from
    try:
        walls = sandbox.prepare(required=sys.argv[2] == "required")
    except sandbox.SandboxMissing as error:
        control.sendall(f"missing: {error}".encode()[:200].ljust(256))
        os._exit(1)
    control.sendall(b"ready".ljust(256))
    os.environ.clear()
    gc.collect()
    gc.freeze()  # fewer pages to copy in the children
    while True:
        fork_child(control, walls)


if __name__ == "__main__":
    main()
