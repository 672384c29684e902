"""Tries every wall from the inside, on this machine, with the process that learner code gets."""

from __future__ import annotations

import contextlib
import os
import sys
import uuid
from typing import Any, NamedTuple

from grader.bundle import Limits
from grader.channel import Channel, Dead
from grader.clock import Clock
from grader.sandbox import SandboxMissing
from grader.spawner import Process, Spawner, ZygoteDied

# Runs as a learner's cell. Each attempt must raise; `found` maps a wall to what stopped it.
_ATTEMPTS = """
import os, socket, signal

def read_file():
    open('/etc/passwd').read()

def read_environment():
    open('/proc/self/environ').read()

def write_file():
    open(PLACE, 'w')

def make_folder():
    os.mkdir(PLACE + '-folder')

def network_tcp():
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)

def network_udp():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

def network_unix():
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

def fork():
    if os.fork() == 0:
        os._exit(0)

def exec_program():
    os.posix_spawn('/bin/true', ['true'], {})

def signal_others():
    os.kill(os.getppid(), 0)

def memory():
    bytearray(1 << 30)

found = {}
for attempt in (read_file, read_environment, write_file, make_folder, network_tcp, network_udp,
                network_unix, fork, exec_program, signal_others, memory):
    try:
        attempt()
        found[attempt.__name__] = ''
    except Exception as error:
        found[attempt.__name__] = type(error).__name__
"""
WALLS = (
    *("read_file", "read_environment", "write_file", "make_folder", "network_tcp", "network_udp"),
    *("network_unix", "fork", "exec_program", "signal_others", "memory"),
)
PROBE = Limits(seconds=10.0)
_PLACE = "/tmp/grader-self-test"  # noqa: S108 - a new name below it each time


class Wall(NamedTuple):
    """One wall: its name, whether it holds, and what stopped the attempt or why it did not."""

    name: str
    ok: bool
    detail: str


def probe(process: Process) -> list[Wall]:
    """Try the walls of one fresh child; ends it."""
    channel = Channel(process, PROBE, Clock(PROBE), None)
    # A new name each time: what was left behind under an old one would look like a wall.
    place = f"{_PLACE}-{uuid.uuid4().hex}"
    try:
        channel.ask("exec", f"PLACE = {place!r}\n{_ATTEMPTS}", "<cell probe>", False)
        found: Any = channel.decode(channel.ask("names", ["found"])[0][1])
    except Dead as dead:
        return [Wall(name, False, f"the probe ended: {dead.end}") for name in WALLS]
    finally:
        channel.close()
        with contextlib.suppress(OSError):  # where the walls hold, there is nothing
            os.unlink(place)
        with contextlib.suppress(OSError):
            os.rmdir(f"{place}-folder")
    return [_judged(name, found.get(name)) for name in WALLS]


def _judged(name: str, stopped_by: str | None) -> Wall:
    if stopped_by is None:
        return Wall(name, False, "not tried")
    return Wall(name, bool(stopped_by), stopped_by or "nothing stopped it")


def probe_walls(*, walls: str = "required") -> list[Wall]:
    """Prove on this machine that file, network, process and signal access are denied.

    Args:
        walls: `required`, or `available` to see what holds without Landlock and seccomp.
    """
    try:
        spawner = Spawner(walls=walls)
    except (SandboxMissing, ZygoteDied) as error:
        return [Wall(name, False, str(error)) for name in WALLS]
    try:
        return probe(spawner.spawn(PROBE))
    except ZygoteDied as error:
        return [Wall(name, False, str(error)) for name in WALLS]
    finally:
        spawner.close()


def main() -> int:
    """Print the walls; return 1 when one is missing."""
    walls = probe_walls()
    for wall in walls:
        sys.stdout.write(f"{'ok     ' if wall.ok else 'MISSING'} {wall.name}: {wall.detail}\n")
    return 0 if all(wall.ok for wall in walls) else 1


if __name__ == "__main__":
    sys.exit(main())
