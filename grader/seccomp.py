"""The system call filter of a learner's process: an allow list, everything else is EPERM.

Classic BPF over `struct seccomp_data` {int nr; u32 arch; u64 ip; u64 args[6]}; see seccomp(2).
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from grader import libc, syscalls

Step = tuple[int, int, int, int]

_LOAD, _AND, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_X32_BIT = 0x40000000
_ALLOW: Step = (_RETURN, 0, 0, 0x7FFF0000)
_KILL: Step = (_RETURN, 0, 0, 0x80000000)
_EPERM: Step = (_RETURN, 0, 0, 0x50001)
_ENOTTY: Step = (_RETURN, 0, 0, 0x50019)
_ENOSYS: Step = (_RETURN, 0, 0, 0x50026)

_CLONE_THREAD = 0x10000
_PR_NAMES = (15, 16)
_TERMINAL_QUESTIONS = (0x5401, 0x5451, 0x5421, 0x541B)  # TCGETS, FIOCLEX, FIONBIO, FIONREAD
# F_SETOWN and F_SETSIG stay out: with O_ASYNC they make the kernel signal another process.
_HARMLESS_FCNTL = (0, 1, 2, 3, 4, 1030)
_SET_MODE_FILTER = 1
_OWN_PID = 0x5A5A5A5A  # stands for the pid until the child knows its own


class UnknownProcessor(Exception):
    """There is no system call table for this processor."""


@dataclass(frozen=True, slots=True)
class _Processor:
    audit: int
    free: dict[str, int]
    judged: dict[str, int]
    files: dict[str, int]
    not_for_judges: dict[str, int]


_PROCESSORS = {
    "x86_64": _Processor(
        0xC000003E,
        syscalls.X86_64_FREE,
        syscalls.X86_64_JUDGED,
        syscalls.X86_64_FILES,
        syscalls.X86_64_NOT_FOR_JUDGES,
    ),
    "aarch64": _Processor(
        0xC00000B7,
        syscalls.AARCH64_FREE,
        syscalls.AARCH64_JUDGED,
        syscalls.AARCH64_FILES,
        syscalls.AARCH64_NOT_FOR_JUDGES,
    ),
}


def processor() -> _Processor:
    """Return the tables of this machine.

    Raises:
        UnknownProcessor: Neither x86_64 nor arm64.
    """
    name = {"arm64": "aarch64"}.get(platform.machine(), platform.machine())
    try:
        return _PROCESSORS[name]
    except KeyError:
        raise UnknownProcessor(f"no system call table for {name}") from None


def _low(argument: int) -> Step:
    return (_LOAD, 0, 0, 16 + 8 * argument)


def _high(argument: int) -> Step:
    return (_LOAD, 0, 0, 20 + 8 * argument)


def _one_of(argument: int, values: tuple[int, ...], otherwise: Step) -> list[Step]:
    tests = [(_EQUAL, len(values) - i, 0, value) for i, value in enumerate(values)]
    return [_low(argument), *tests, otherwise, _ALLOW]


def _rules(judged: dict[str, int]) -> list[tuple[int, list[Step]]]:
    only_self = [_low(0), (_EQUAL, 0, 1, _OWN_PID), _ALLOW, _EPERM]
    threads_only = [_low(0), (_ANY_BIT, 0, 1, _CLONE_THREAD), _ALLOW, _EPERM]
    unix_stream = [_low(0), (_EQUAL, 0, 4, 1), _low(1), (_AND, 0, 0, 0xF), (_EQUAL, 0, 1, 1)]
    read_own_limits = [
        *(_low(0), (_EQUAL, 0, 5, 0)),
        *(_low(2), (_EQUAL, 0, 3, 0), _high(2), (_EQUAL, 0, 1, 0)),
    ]
    return [
        (judged["clone"], threads_only),
        (judged["clone3"], [_ENOSYS]),  # the C library then falls back to clone
        (judged["kill"], only_self),
        (judged["tgkill"], only_self),
        (judged["socketpair"], [*unix_stream, _ALLOW, _EPERM]),  # asyncio wakes itself with one
        (judged["prlimit64"], [*read_own_limits, _ALLOW, _EPERM]),
        (judged["ioctl"], _one_of(1, _TERMINAL_QUESTIONS, _ENOTTY)),
        (judged["prctl"], _one_of(0, _PR_NAMES, _EPERM)),
        (judged["fcntl"], _one_of(1, _HARMLESS_FCNTL, _EPERM)),
    ]


def build(machine: _Processor, *, files: bool = False) -> bytes:
    """Return the filter program; the own pid is still a placeholder.

    A foreign architecture or an x32 call kills the process: their numbers mean other calls.

    Args:
        machine: The tables of a processor.
        files: Also allow to make, move and remove files; Landlock says where.
    """
    numbers = [*machine.free.values(), *(machine.files.values() if files else ())]
    judged = [(range(number, number + 1), body) for number, body in _rules(machine.judged)]
    free = [(run, [_ALLOW]) for run in _runs(numbers)]
    rules = sorted(judged + free, key=lambda rule: rule[0].start)
    return _packed([*_own_calls_only(machine), *_found_among(rules)])


def _runs(numbers: Iterable[int]) -> list[range]:
    """Return the runs of consecutive numbers."""
    found: list[range] = []
    for number in sorted(numbers):
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def _found_among(rules: list[tuple[range, list[Step]]]) -> list[Step]:
    """Return steps that find a call's rule by halves; EPERM where it has none.

    Each call then takes few steps, and so does the kernel, which tries every number when a filter
    is installed.
    """
    if len(rules) == 1:
        numbers, body = rules[0]
        beyond = (_AT_LEAST, len(body), 0, numbers.stop)
        return [(_AT_LEAST, 0, len(body) + 1, numbers.start), beyond, *body, _EPERM]
    middle = len(rules) // 2
    below, rest = _found_among(rules[:middle]), _found_among(rules[middle:])
    return [(_AT_LEAST, len(below), 0, rules[middle][0].start), *below, *rest]


def build_for_judges(machine: _Processor) -> bytes:
    """Return the filter of a judge: everything but sockets, other processes' memory and mounts.

    A pair of connected sockets is left: the judge talks to its zygote through one.
    """
    program = _own_calls_only(machine)
    for number in sorted(machine.not_for_judges.values()):
        program += [(_EQUAL, 0, 1, number), _EPERM]
    return _packed([*program, _ALLOW])


def _own_calls_only(machine: _Processor) -> list[Step]:
    return [
        *((_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, machine.audit), _KILL),
        *((_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _X32_BIT), _KILL),
    ]


def _packed(program: list[Step]) -> bytes:
    return b"".join(struct.pack("=HBBI", *step) for step in program)


class Filter:
    """A filter program in memory, ready for whichever process installs it."""

    def __init__(self, program: bytes) -> None:
        """Lay the program out as the kernel wants it.

        Raises:
            UnknownProcessor: Neither x86_64 nor arm64.
        """
        self._number = processor().judged["seccomp"]
        self._pids = [at.start() for at in re.finditer(struct.pack("=I", _OWN_PID), program)]
        self._code = ctypes.create_string_buffer(program, len(program))
        code = ctypes.addressof(self._code)
        self._head = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(program) // 8, code))
        self._at = ctypes.addressof(self._head)

    def install(self) -> None:
        """Put the filter on this process, for good. Needs `no_new_privs`.

        Raises:
            OSError: The kernel refused.
        """
        for at in self._pids:
            struct.pack_into("=I", self._code, at, os.getpid())
        libc.syscall(self._number, _SET_MODE_FILTER, 0, self._at)


def install(program: bytes) -> None:
    """Put a filter on this process, for good. Needs `no_new_privs`.

    Raises:
        OSError: The kernel refused.
    """
    Filter(program).install()
