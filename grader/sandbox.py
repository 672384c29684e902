"""Puts a process behind walls that no privilege is needed for: limits, Landlock, seccomp.

Order matters: each step takes away what the steps before it needed. A wall that cannot be built
is an error, unless the caller said it may be missing.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import struct
import sysconfig
from dataclasses import dataclass

from grader import landlock, libc, seccomp

_LIMITS = {"RLIMIT_CORE": 0, "RLIMIT_NOFILE": 48, "RLIMIT_MSGQUEUE": 0, "RLIMIT_MEMLOCK": 0}
_CAPABILITY_VERSION_3 = 0x20080522
_SECCOMP = "/proc/sys/kernel/seccomp/actions_avail"


class SandboxMissing(Exception):
    """This machine cannot wall in learner code; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Walls:
    """What the zygote prepares once for all children.

    Attributes:
        ruleset: Landlock descriptor, or None where it may be missing.
        filter: seccomp filter, or None where it may be missing.
        files: The same for a child that may make files in a folder of its own.
        readable: What learner code may read.
        in_use: Bytes of address space that a child begins with; 0 where not known.
    """

    ruleset: int | None
    filter: seccomp.Filter | None
    files: seccomp.Filter | None = None
    readable: tuple[str, ...] = ()
    in_use: int = 0


def readable_paths() -> tuple[str, ...]:
    """Return what learner code may read: the interpreter's libraries and harmless devices.

    Nothing secret may lie below these: no tests, no bundles, no keys.
    """
    libraries = {sysconfig.get_path(p) for p in ("stdlib", "platstdlib", "purelib", "platlib")}
    system = {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo"}
    found = {os.path.realpath(path) for path in libraries | system if os.path.exists(path)}
    return (*sorted(found), "/dev/null", "/dev/urandom")


def prepare(*, required: bool = True) -> Walls:
    """Build ruleset and filter, and give up what no child may have; none gets it back.

    Args:
        required: False lets a wall be missing that this kernel does not have.

    Raises:
        SandboxMissing: A wall is required and this machine cannot build it.
    """
    ruleset = program = files = None
    reason, readable = "", readable_paths()
    try:
        ruleset = landlock.prepare(readable)
    except (OSError, AttributeError) as error:
        reason = f"the kernel offers no Landlock ({error})"
    if not os.path.exists(_SECCOMP):
        reason = reason or "the kernel offers no seccomp"
    else:
        try:
            program = seccomp.Filter(seccomp.build(seccomp.processor()))
            files = seccomp.Filter(seccomp.build(seccomp.processor(), files=True))
        except seccomp.UnknownProcessor as error:
            reason = reason or str(error)
    if reason and required:
        raise SandboxMissing(reason)
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    if program is not None:
        drop_capabilities()
    libc.prctl(libc.PR_SET_DUMPABLE, 0)
    _limit_all()
    return Walls(ruleset, program, files, readable, _address_space())


def _address_space() -> int:
    """Return the bytes of address space in use; 0 where not known."""
    with contextlib.suppress(OSError), open("/proc/self/statm") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()
    return 0


def _limit_all() -> None:
    """Set the limits that are the same for all children, here, where they get them from."""
    for name, value in _LIMITS.items():
        if hasattr(resource, name):
            resource.setrlimit(getattr(resource, name), (value, value))


def drop_capabilities() -> None:
    """Give up every capability, which only root and its like have."""
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0))
    nothing = ctypes.create_string_buffer(24)
    number = seccomp.processor().judged["capset"]
    libc.syscall(number, ctypes.addressof(header), ctypes.addressof(nothing))


def enter(walls: Walls, *, memory: int, cpu_s: int, file_size: int = 0, folder: str = "") -> None:
    """Wall in this process, irreversibly. The caller has closed every foreign descriptor.

    A folder for files is given only where Landlock keeps everything else out of reach.

    Args:
        walls: What `prepare` returned, in a process that this one is forked from.
        memory: Bytes of address space on top of what is in use now.
        cpu_s: Seconds of processor time.
        file_size: Bytes of the largest file it may write.
        folder: Where it may make files; empty for nowhere.

    Raises:
        OSError: A wall could not be built; the process must end.
    """
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
    ruleset, program = walls.ruleset, walls.filter
    if folder and ruleset is not None:
        program = walls.files
        os.close(ruleset)
        ruleset = landlock.prepare(walls.readable, writable=folder)
    else:
        file_size = 0
    # Soft equals hard: SIGKILL at the end of its time, which cannot be caught.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    if walls.in_use:
        memory += walls.in_use
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if ruleset is not None:
        landlock.restrict_self(ruleset)
        os.close(ruleset)
    if program is not None:
        program.install()
