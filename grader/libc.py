"""Raw system calls by ctypes, for the walls that the standard library does not offer.

Imported in the learner's process and in the worker; imports nothing of ours.
"""

from __future__ import annotations

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def syscall(number: int, *arguments: int) -> int:
    """Make a system call by its number.

    Raises:
        OSError: The kernel refused; `errno` is set.
    """
    result: int = _libc.syscall(*(ctypes.c_long(a) for a in (number, *arguments)))
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), f"syscall {number}")
    return result


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process; does nothing where the kernel is not Linux.

    Raises:
        OSError: The kernel refused.
    """
    if sys.platform != "linux":
        return
    if _libc.prctl(option, value, 0, 0, 0):
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), f"prctl {option}")
