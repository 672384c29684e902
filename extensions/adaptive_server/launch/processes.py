"""Starting a long-running child so that it ends with us, and ending it with all it started."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose parent died (Linux), so that none is missed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def start(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, log: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own: Ctrl-C reaches us only, and we end it in order."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def die_with_parent() -> None:
        # A shell that starts us in the background has SIGINT ignored; children inherit that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)

    return subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )


def stop(child: subprocess.Popen[bytes], wait_s: float) -> None:
    """Ask a child to end, then insist."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(wait_s)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def table() -> dict[int, list[tuple[int, bool]]]:
    """Children by parent, each with whether it has finished (Linux; elsewhere empty)."""
    below: dict[int, list[tuple[int, bool]]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        below.setdefault(int(fields[1]), []).append((int(entry.name), fields[0] == "Z"))
    return below


def descendants(spare: frozenset[int] = frozenset()) -> list[int]:
    """Process ids of everything that runs below us, without `spare` and what is below those.

    A parent that ends while the table is read hides its children: they are given to us, after
    we were looked at. So only a second look that finds nothing either is believed.
    """
    return _seen_below(spare) or _seen_below(spare)


def _seen_below(spare: frozenset[int]) -> list[int]:
    below, found, todo = table(), list[int](), [os.getpid()]
    while todo:
        children = [p for p, done in below.get(todo.pop(), []) if not done and p not in spare]
        found += children
        todo += children
    return found


def end_descendants(spare: frozenset[int] = frozenset(), wait_s: float = 5.0) -> None:
    """End whatever is left below us, politely and then for good; `spare` and its own are kept."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        end = time.monotonic() + wait_s
        left = descendants(spare)
        for pid in left:
            send(pid, number)
        while left and time.monotonic() < end:
            time.sleep(0.05)
            reap(spare)
            left = descendants(spare)
        reap(spare)
        if not left:
            return


def send(pid: int, number: int) -> None:
    """Send a signal to a process that may be gone already."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def reap(own: frozenset[int] = frozenset()) -> None:
    """Collect finished orphans that were given to us; `own` are waited for elsewhere.

    Called all the time, so it asks for our own children only: to look at every process of the
    machine takes a few percent of a processor.
    """
    if sys.platform != "linux":
        return
    look = os.WEXITED | os.WNOHANG | os.WNOWAIT
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitid(os.P_ALL, 0, look)) and ended.si_pid not in own:
            os.waitpid(ended.si_pid, os.WNOHANG)
