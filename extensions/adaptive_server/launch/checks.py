"""What has to be true before anything is started; each failure is one line with a way out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

LEAST_FREE = 300 << 20


class CannotStart(Exception):
    """Something keeps the product from starting; the text says what and what to do."""


def check_port(port: int) -> None:
    """Make sure that nobody listens on the port.

    Raises:
        CannotStart: The port is taken or not allowed.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another: python3 dev.py run --port {port + 1}"
            ) from None


def free_port() -> int:
    """Find a port for the talk among our own parts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def prepare_data(data: Path) -> None:
    """Make the data folder, for the operator's eyes only.

    Raises:
        CannotStart: It cannot be made or written, or the disk is nearly full.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        # Others may pass through (PostgreSQL's account needs to, when root starts us), not look.
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for name in ("hub", "learners"):
            (data / name).mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise CannotStart(
            f"The data folder {data} cannot be used ({error.strerror}). "
            "Choose another: python3 dev.py run --data FOLDER"
        ) from None
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE:
        raise CannotStart(
            f"Only {free >> 20} MiB are free on the disk of {data}; {LEAST_FREE >> 20} MiB are "
            "needed. Make room, or choose another disk with --data FOLDER."
        )


@contextlib.contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data folder; the lock ends with the process, so none is ever stale.

    Raises:
        CannotStart: Another start holds it.
    """
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotStart(
                f"PythonMastery already runs with the data folder {data}. "
                "Use that one, stop it, or choose another folder with --data FOLDER."
            ) from None
        yield
