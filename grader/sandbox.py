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
from dataclasses import dataclass, replace

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
        files: The same for a child that may make files in a folder of its own.
    """

    ruleset: int | None
    filter: bytes | None
    files: bytes | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one child may use.

    Attributes:
        memory: Bytes of address space on top of what is in use now.
        cpu_s: Seconds of processor time.
        file_size: Bytes of the largest file it may write.
        folder: Where it may make files; empty for nowhere.
    """

    memory: int
    cpu_s: int
    file_size: int = 0
    folder: str = ""


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
    ruleset = program = files = None
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
            files = seccomp.build(seccomp.processor(), files=True)
        except seccomp.UnknownProcessor as error:
            reason = reason or str(error)
    if reason and required:
        raise SandboxMissing(reason)
    return Walls(ruleset, program, files)


def _set_limits(allowed: Allowance) -> None:
    limits = {
        "RLIMIT_CPU": allowed.cpu_s,  # soft equals hard: SIGKILL, which cannot be caught
        "RLIMIT_FSIZE": allowed.file_size if allowed.folder else 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": _OPEN_FILES,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_MEMLOCK": 0,
    }
    with contextlib.suppress(OSError), open("/proc/self/statm") as statm:
        limits["RLIMIT_AS"] = int(statm.read().split()[0]) * resource.getpagesize() + allowed.memory
    for name, value in limits.items():
        if hasattr(resource, name):
            resource.setrlimit(getattr(resource, name), (value, value))


def drop_capabilities() -> None:
    """Give up every capability, which only root and its like have."""
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0))
    nothing = ctypes.create_string_buffer(24)
    number = seccomp.processor().judged["capset"]
    libc.syscall(number, ctypes.addressof(header), ctypes.addressof(nothing))


def enter(walls: Walls, allowed: Allowance) -> None:
    """Wall in this process, irreversibly. The caller has closed every foreign descriptor.

    A folder for files is given only where Landlock keeps everything else out of reach.

    Args:
        walls: What `prepare` returned.
        allowed: What the process may use.

    Raises:
        OSError: A wall could not be built; the process must end.
    """
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(libc.PR_SET_DUMPABLE, 0)
    ruleset, program = walls.ruleset, walls.filter
    if allowed.folder and ruleset is not None:
        program = walls.files
        os.close(ruleset)
        ruleset = landlock.prepare(readable_paths(), writable=allowed.folder)
    else:
        allowed = replace(allowed, folder="")
    _set_limits(allowed)
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    if program is not None:
        drop_capabilities()
    if ruleset is not None:
        landlock.restrict_self(ruleset)
        os.close(ruleset)
    if program is not None:
        seccomp.install(program)
