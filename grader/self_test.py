"""Tries every wall from the inside, on this machine, with the process that learner code gets."""

from __future__ import annotations

import contextlib
import os
import sys
import uuid
from typing import Any, NamedTuple

from grader.bundle import Limits
from grader.channel import Channel
from grader.clock import Clock
from grader.end import Dead
from grader.sandbox import SandboxMissing
from grader.spawner import Process, Spawner, ZygoteDied

# Runs as a learner's cell. Each attempt must raise; `found` maps a wall to what stopped it.
_ATTEMPTS = """
import ctypes, fcntl, os, platform, resource, signal, socket

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

def parent_memory():
    open(f'/proc/{os.getppid()}/mem', 'rb')

def list_folders():
    os.listdir('/')

def make_link():
    os.symlink('/etc/passwd', PLACE)

def change_attributes():
    os.chmod('/', 0o777)

def pipe_owner():
    fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, os.getppid())

def looser_limits():
    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))

def kernel_interfaces():
    libc = ctypes.CDLL(None, use_errno=True)
    column = 0 if platform.machine() == 'x86_64' else 1
    for name, numbers in KERNEL.items():
        if libc.syscall(numbers[column], 0, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != 1:
            return
    raise PermissionError

def memory():
    bytearray(1 << 30)

def open_files():
    [os.pipe() for _ in range(99)]

found = {}
for name in NAMES:
    try:
        globals()[name]()
        found[name] = ''
    except Exception as error:
        found[name] = type(error).__name__
"""
WALLS = (
    *("read_file", "read_environment", "write_file", "make_folder", "network_tcp", "network_udp"),
    *("network_unix", "fork", "exec_program", "signal_others", "parent_memory", "list_folders"),
    *("make_link", "change_attributes", "pipe_owner", "looser_limits", "kernel_interfaces"),
    *("memory", "open_files"),
)
# Ways to reach further than a program should, on x86_64 and arm64.
_KERNEL = {
    **{"ptrace": (101, 117), "process_vm_readv": (310, 270), "unshare": (272, 97)},
    **{"mount": (165, 40), "bpf": (321, 280), "perf_event_open": (298, 241)},
    **{"userfaultfd": (323, 282), "io_uring_setup": (425, 425), "memfd_create": (319, 279)},
    **{"keyctl": (250, 219), "shmget": (29, 194), "mq_open": (240, 180), "pidfd_open": (434, 434)},
}
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
        known = f"PLACE, NAMES, KERNEL = {place!r}, {WALLS!r}, {_KERNEL!r}\n"
        channel.ask("exec", known + _ATTEMPTS, "<cell probe>", False)
        found: Any = channel.decode(channel.ask("names", ["found"]))[0][1]
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
