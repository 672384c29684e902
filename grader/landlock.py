"""Landlock: an unprivileged process gives up files, TCP, and signals to others.

The ruleset is built once in the zygote; each child only restricts itself with it.
Structures and constants: `linux/landlock.h`.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

from grader import libc, syscalls

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
# Read and write files, list, remove and make folders and plain files, move, cut off.
_MAKE_FILES = sum(1 << bit for bit in (1, 2, 3, 4, 5, 7, 8, 13, 14))
_FIRST_ABI_RIGHTS = (1 << 13) - 1
_RIGHTS_BY_ABI = ((2, 1 << 13), (3, 1 << 14), (5, 1 << 15))  # refer, truncate, device ioctl
_TCP_BIND_AND_CONNECT = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1


def abi() -> int:
    """Return the Landlock version of this kernel, 0 where there is none."""
    try:
        return libc.syscall(syscalls.LANDLOCK_CREATE_RULESET, 0, 0, _VERSION_FLAG)
    except OSError:
        return 0


def prepare(
    readable: Iterable[str],
    writable: str = "",
    devices: Iterable[str] = (),
    listed: Iterable[str] = (),
) -> int:
    """Build a ruleset under which only `readable` paths can be read and nothing be written.

    Args:
        readable: Folders and files; those that do not exist are passed over.
        writable: A folder in which plain files and folders may be made, changed and removed.
        devices: Files that may be read and written, such as `/dev/null`.
        listed: Folders whose names may be read, not the files.

    Returns:
        The descriptor of the ruleset.

    Raises:
        OSError: The kernel has no Landlock.
    """
    version = abi()
    rights = _FIRST_ABI_RIGHTS
    for since, right in _RIGHTS_BY_ABI:
        rights |= right if version >= since else 0
    fields = [rights]
    if version >= 4:
        fields.append(_TCP_BIND_AND_CONNECT)
    if version >= 6:
        fields.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = ctypes.create_string_buffer(struct.pack(f"={len(fields)}Q", *fields))
    ruleset = libc.syscall(
        syscalls.LANDLOCK_CREATE_RULESET, ctypes.addressof(attributes), 8 * len(fields), 0
    )
    for path in readable:
        folder = _READ_DIR if os.path.isdir(path) else 0
        _allow(ruleset, path, (_READ_FILE | _EXECUTE | folder) & rights)
    if writable:
        _allow(ruleset, writable, _MAKE_FILES & rights)
    for path in listed:
        _allow(ruleset, path, _READ_DIR & rights)
    for path in devices:
        _allow(ruleset, path, (_READ_FILE | _WRITE_FILE) & rights)
    return ruleset


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rule = ctypes.create_string_buffer(struct.pack("=Qi", access, descriptor), 12)
    try:
        libc.syscall(
            syscalls.LANDLOCK_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.addressof(rule), 0
        )
    finally:
        os.close(descriptor)


def restrict_self(ruleset: int) -> None:
    """Apply the ruleset to this process, for good.

    Raises:
        OSError: The kernel refused, e.g. `no_new_privs` is not set.
    """
    libc.syscall(syscalls.LANDLOCK_RESTRICT_SELF, ruleset, 0)
