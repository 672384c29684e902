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

_OPEN_FILES = 48
_CAPABILITY_VERSION_3 = 0x20080522
_SECCOMP = "/proc/sys/kernel/seccomp/actions_avail"


class SandboxMissing(Exception):
    """This machine cannot wall in learner code; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Walls:
    """What the zygote prepares once for all children.

    Attributes:
        ruleset: Landlock descriptor, or None where it may be missing.
        filter: seccomp program, or None where it may be missing.
    """

    ruleset: int | None
    filter: bytes | None


def readable_paths() -> list[str]:
    """Return what learner code may read: the interpreter's libraries and harmless devices.

    Nothing secret may lie below these: no tests, no bundles, no keys.
    """
    libraries = {sysconfig.get_path(p) for p in ("stdlib", "platstdlib", "purelib", "platlib")}
    system = {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo"}
    found = {os.path.realpath(path) for path in libraries | system if os.path.exists(path)}
    return [*sorted(found), "/dev/null", "/dev/urandom"]


def prepare(*, required: bool = True) -> Walls:
    """Build ruleset and filter.

    Args:
        required: False lets a wall be missing that this kernel does not have.

    Raises:
        SandboxMissing: A wall is required and this machine cannot build it.
    """
    ruleset = program = None
    reason = ""
    try:
        ruleset = landlock.prepare(readable_paths())
    except (OSError, AttributeError) as error:
        reason = f"the kernel offers no Landlock ({error})"
    if not os.path.exists(_SECCOMP):
        reason = reason or "the kernel offers no seccomp"
    else:
        try:
            program = seccomp.build(seccomp.processor())
        except seccomp.UnknownProcessor as error:
            reason = reason or str(error)
    if reason and required:
        raise SandboxMissing(reason)
    return Walls(ruleset, program)


def _set_limits(memory: int, cpu_s: int) -> None:
    limits = {
        "RLIMIT_CPU": cpu_s,  # soft equals hard: SIGKILL, which cannot be caught
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": _OPEN_FILES,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_MEMLOCK": 0,
    }
    with contextlib.suppress(OSError), open("/proc/self/statm") as statm:
        limits["RLIMIT_AS"] = int(statm.read().split()[0]) * resource.getpagesize() + memory
    for name, value in limits.items():
        if hasattr(resource, name):
            resource.setrlimit(getattr(resource, name), (value, value))


def _drop_capabilities() -> None:
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0))
    nothing = ctypes.create_string_buffer(24)
    number = seccomp.processor().judged["capset"]
    libc.syscall(number, ctypes.addressof(header), ctypes.addressof(nothing))


def enter(walls: Walls, memory: int, cpu_s: int) -> None:
    """Wall in this process, irreversibly. The caller has closed every foreign descriptor.

    Args:
        walls: What `prepare` returned.
        memory: Bytes of address space on top of what is in use now.
        cpu_s: Seconds of processor time.

    Raises:
        OSError: A wall could not be built; the process must end.
    """
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(libc.PR_SET_DUMPABLE, 0)
    _set_limits(memory, cpu_s)
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    if walls.filter is not None:
        _drop_capabilities()
    if walls.ruleset is not None:
        landlock.restrict_self(walls.ruleset)
        os.close(walls.ruleset)
    if walls.filter is not None:
        seccomp.install(walls.filter)
