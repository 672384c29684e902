"""What has to be true before anything is started; each failure is one line with a way out."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import random
import shutil
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..hub.people import read_people

LEAST_FREE = 300 << 20
FIRST_OPEN_PORT = 1024
HIGHEST_PORT = 65535
OWN_PORTS = range(20_000, 32_768)
# The hub's address of its database and its template of home folders give these a meaning.
UNUSABLE = "?{}\n"


class CannotStart(Exception):
    """Something keeps the product from starting; the text says what and what to do."""


def check_node() -> None:
    """Make sure that we know the Node that runs the proxy.

    Raises:
        CannotStart: We were started without `dev.py`.
    """
    if not os.access(os.environ.get("MASTERY_NODE", ""), os.X_OK):
        raise CannotStart(
            "The program of Node is not known; start with: python3 dev.py run "
            "(or let MASTERY_NODE name it)."
        )


def check_people(data: Path) -> None:
    """Make sure that the password file of an earlier start can be read.

    Raises:
        SignInFileError: It cannot; the text says why and what to do.
    """
    if (data / "passwords.json").exists():
        read_people(data / "passwords.json")


def check_port(port: int) -> None:
    """Make sure that we may listen on the port, and that nobody else does.

    Raises:
        CannotStart: The port is taken or not allowed.
    """
    if not 0 < port <= HIGHEST_PORT:
        raise CannotStart(f"--port must be a number from 1 to {HIGHEST_PORT}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotStart(_port_problem(port, error)) from None


def _port_problem(port: int, error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        why = f"only root may use ports below {FIRST_OPEN_PORT}"
    elif error.errno == errno.EADDRINUSE:
        why = "another program listens there"
    else:
        why = error.strerror or "the system refuses it"
    other = port + 1 if FIRST_OPEN_PORT <= port < HIGHEST_PORT else 8000
    return f"Port {port} cannot be used: {why}. Choose another: python3 dev.py run --port {other}"


def free_ports(count: int, taken: Iterable[int] = ()) -> list[int]:
    """Find ports for the talk among our own parts, each another one.

    They lie below those that Linux and macOS hand out to whoever asks for any port, so that nobody
    is given one of them before it is listened at.

    Args:
        count: How many.
        taken: Ports that are spoken for, though nobody may listen there yet.
    """
    found, left = list[int](), list(set(OWN_PORTS).difference(taken))
    random.shuffle(left)
    while len(found) < count:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            port = left.pop()
            probe.bind(("127.0.0.1", port))
            found.append(port)
    return found


def prepare_data(data: Path) -> None:
    """Make the data folder, for the operator's eyes only.

    Raises:
        CannotStart: It cannot be made or written, or the disk is nearly full.
    """
    if any(letter in str(data) for letter in UNUSABLE):
        raise CannotStart(
            f"The data folder {data} has one of ? {{ }} in its name, which the hub would "
            "misread. Choose another: python3 dev.py run --data FOLDER"
        )
    try:
        data.mkdir(parents=True, exist_ok=True)
        # Others may pass through (PostgreSQL's account needs to, when root starts us), not look.
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for name in ("hub", "learners"):
            (data / name).mkdir(exist_ok=True, mode=0o700)
        (data / "lock").touch()
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
