"""What an earlier run may have left behind: running servers and a lock file.

A launcher that was killed takes its server with it on Linux, but elsewhere, or when the server
is still shutting down, it may be found running. Each server carries a name made from its data
folder's identity (see `server_name`) on its command line, so that it is never mistaken.

The caller holds the folder's launcher lock: whatever is found here has no living owner.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .embedded_postgres_account import EmbeddedPostgresError

PATIENCE_S = 15.0


@dataclass(frozen=True, slots=True)
class Found:
    """A process of a server; `master` is the one that starts and ends the others."""

    pid: int
    master: bool


def server_name(data: Path) -> str:
    """Return the `cluster_name` of the server on this data folder; survives a rename."""
    status = data.stat()
    return f"mastery-{status.st_dev:x}-{status.st_ino:x}"


def find_servers(data: Path, uid: int) -> list[Found]:
    """Return the processes of servers on `data` that run under the given account."""
    name = server_name(data)
    found = []
    for pid, owner, command in _processes():
        title, _, _ = command.partition(" ")
        if owner != uid or "postgres" not in title:
            continue
        if f"cluster_name={name}" in command:
            found.append(Found(pid, master=True))
        elif f"postgres: {name}:" in command:
            found.append(Found(pid, master=False))
    return found


def _processes() -> list[tuple[int, int, str]]:
    """List all processes as (process id, owner's user id, command line)."""
    if sys.platform == "linux":
        found = (_linux_process(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [process for process in found if process]
    listing = subprocess.run(
        ["ps", "-axo", "pid=,uid=,command="], capture_output=True, text=True, check=False
    ).stdout
    rows = (line.split(None, 2) for line in listing.splitlines())
    return [(int(row[0]), int(row[1]), row[2]) for row in rows if len(row) == 3]


def _linux_process(entry: Path) -> tuple[int, int, str] | None:
    try:
        command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
        return int(entry.name), entry.stat().st_uid, command.decode(errors="replace")
    except OSError:  # it ended while being looked at
        return None


def stop_servers(data: Path, uid: int) -> None:
    """End every server process that is left on `data`: first cleanly, then by force.

    Raises:
        EmbeddedPostgresError: One does not end.
    """
    for master_signal, other_signal in (
        (signal.SIGINT, None),
        (signal.SIGQUIT, signal.SIGQUIT),
        (signal.SIGKILL, signal.SIGKILL),
    ):
        found = find_servers(data, uid)
        if not found:
            return
        orphans = not any(process.master for process in found)
        for process in found:
            # Without their master the others get no order to end; with it they must get no other.
            number = master_signal if process.master else other_signal
            if number is None and orphans:
                number = signal.SIGQUIT
            if number is not None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, number)
        _wait_until_gone(data, uid)
    if find_servers(data, uid):
        raise EmbeddedPostgresError(
            f"A PostgreSQL server from an earlier run still uses {data} and does not end; "
            "end it by hand and start again."
        )


def _wait_until_gone(data: Path, uid: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while find_servers(data, uid) and time.monotonic() < end:
        time.sleep(0.05)


def clear_stale_lock(data: Path) -> None:
    """Remove the lock file of a server that is gone.

    PostgreSQL itself only checks whether *some* process has the old number, which after a
    restart of a container is often another program.
    """
    (data / "postmaster.pid").unlink(missing_ok=True)
