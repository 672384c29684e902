"""Ends what a killed run left behind: hub, proxy, service, learners' servers and their kernels.

A process is ours when it works in one of our folders *and* carries our mark in its environment,
so a shell or an editor that is open there is never taken for one. PostgreSQL is not looked for
here: its own module knows how to end it without loss. Linux only; elsewhere nothing is found.

The caller holds the data folder's lock: whatever is found has no living owner.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from .processes import send

PATIENCE_S = 8.0
MARKS = (b"MASTERY_DATA=", b"JUPYTERHUB_USER=")


def find_leftovers(data: Path) -> list[int]:
    """Return the process ids of what an earlier run left."""
    folders = (data / "hub", data / "learners")
    return [
        int(entry.name)
        for entry in Path("/proc").glob("[0-9]*")
        if int(entry.name) != os.getpid() and _is_ours(entry, folders)
    ]


def _is_ours(entry: Path, folders: tuple[Path, ...]) -> bool:
    try:
        works_in = Path(os.readlink(entry / "cwd"))
        if not any(works_in.is_relative_to(folder) for folder in folders):
            return False
        given = (entry / "environ").read_bytes().split(b"\0")
    except OSError:  # it ended, or belongs to someone else
        return False
    return any(word.startswith(MARKS) for word in given)


def end_leftovers(data: Path) -> None:
    """End them, politely and then for good."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        left = find_leftovers(data)
        for pid in left:
            send(pid, number)
        end = time.monotonic() + PATIENCE_S
        while left and time.monotonic() < end:
            time.sleep(0.05)
            left = find_leftovers(data)
        if not left:
            return
