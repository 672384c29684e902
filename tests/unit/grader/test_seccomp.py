"""The filter program, run by a small BPF machine: what each processor's table lets through."""

from __future__ import annotations

import struct

import pytest

from grader import seccomp
from grader.seccomp import _PROCESSORS

ALLOW, KILL, EPERM, ENOTTY, ENOSYS = 0x7FFF0000, 0x80000000, 0x50001, 0x50019, 0x50026
OTHER = 0xFFFFFFFF
OWN = 0x5A5A5A5A


def decide(program: bytes, audit: int, number: int, *args: int) -> int:
    """Run the program over `struct seccomp_data`."""
    padded = [*args, *[0] * (6 - len(args))]
    data = struct.pack("=iIQ6Q", number, audit, 0, *padded)
    steps = [struct.unpack("=HBBI", program[i : i + 8]) for i in range(0, len(program), 8)]
    at = accumulator = 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        match code:
            case 0x20:
                accumulator = struct.unpack_from("=I", data, value)[0]
            case 0x54:
                accumulator &= value
            case 0x15:
                at += yes if accumulator == value else no
            case 0x35:
                at += yes if accumulator >= value else no
            case 0x45:
                at += yes if accumulator & value else no
            case 0x06:
                return int(value)


@pytest.mark.parametrize("name", _PROCESSORS)
def test_the_filter_lets_through_what_is_listed_and_nothing_else(name: str) -> None:
    machine = _PROCESSORS[name]
    program, judged = seccomp.build(machine), machine.judged
    cases = [
        *((number, (), ALLOW) for number in machine.free.values()),
        (judged["clone"], (0x10000,), ALLOW),
        (judged["clone"], (17,), EPERM),
        (judged["clone3"], (), ENOSYS),
        (judged["kill"], (OWN,), ALLOW),
        (judged["kill"], (1,), EPERM),
        (judged["kill"], (OTHER,), EPERM),
        (judged["tgkill"], (1,), EPERM),
        (judged["socketpair"], (1, 1), ALLOW),
        (judged["socketpair"], (1, 1 | 0o2000000), ALLOW),
        (judged["socketpair"], (1, 2), EPERM),
        (judged["socketpair"], (2, 1), EPERM),
        (judged["prlimit64"], (0, 7, 0), ALLOW),
        (judged["prlimit64"], (0, 7, 1 << 40), EPERM),
        (judged["prlimit64"], (1, 7, 0), EPERM),
        (judged["ioctl"], (1, 0x5401), ALLOW),
        (judged["ioctl"], (1, 0x5412), ENOTTY),
        (judged["prctl"], (15,), ALLOW),
        (judged["prctl"], (4,), EPERM),
        (judged["fcntl"], (1, 3), ALLOW),
        (judged["fcntl"], (1, 8), EPERM),
        (judged["fcntl"], (1, 10), EPERM),
        (judged["seccomp"], (1,), EPERM),
        (judged["capset"], (), EPERM),
        (9999, (), EPERM),
        (0x40000001, (), KILL),
    ]
    for number, args, expected in cases:
        assert decide(program, machine.audit, number, *args) == expected, (number, args)


@pytest.mark.parametrize("files", [False, True])
@pytest.mark.parametrize("name", _PROCESSORS)
def test_every_number_that_stands_in_no_table_is_refused(name: str, files: bool) -> None:
    machine = _PROCESSORS[name]
    program = seccomp.build(machine, files=files)
    free = set(machine.free.values()) | (set(machine.files.values()) if files else set())
    for number in {*range(600), 0x3FFFFFFF} - set(machine.judged.values()):
        expected = ALLOW if number in free else EPERM
        assert decide(program, machine.audit, number) == expected, number


@pytest.mark.parametrize("name", _PROCESSORS)
@pytest.mark.parametrize(
    ("call", "place", "allowed", "refusal"),
    [
        ("ioctl", 1, {0x5401, 0x5451, 0x5421, 0x541B}, ENOTTY),
        ("prctl", 0, {15, 16}, EPERM),
        ("fcntl", 1, {0, 1, 2, 3, 4, 1030}, EPERM),
    ],
)
def test_only_harmless_questions_are_answered(
    name: str, call: str, place: int, allowed: set[int], refusal: int
) -> None:
    machine = _PROCESSORS[name]
    program = seccomp.build(machine)
    for value in {v + near for v in allowed for near in (-1, 0, 1) if v + near >= 0}:
        args = [*[0] * place, value]
        expected = ALLOW if value in allowed else refusal
        assert decide(program, machine.audit, machine.judged[call], *args) == expected, value


@pytest.mark.parametrize("name", _PROCESSORS)
def test_another_architecture_is_killed(name: str) -> None:
    assert decide(seccomp.build(_PROCESSORS[name]), 0x40000003, 1) == KILL


def test_dangerous_calls_stand_in_no_table() -> None:
    words = ("socket", "connect", "fork", "exec", "ptrace", "mount", "unlink", "chmod", "rename")
    for machine in _PROCESSORS.values():
        for call in machine.free:
            assert not any(word in call for word in words), call


@pytest.mark.parametrize("name", _PROCESSORS)
def test_files_are_made_only_with_the_filter_for_files(name: str) -> None:
    machine = _PROCESSORS[name]
    plain, files = seccomp.build(machine), seccomp.build(machine, files=True)
    for number in machine.files.values():
        assert decide(plain, machine.audit, number) == EPERM
        assert decide(files, machine.audit, number) == ALLOW
    assert not set(machine.files) & {"symlinkat", "linkat", "mknodat", "fchmodat", "fchownat"}
    assert not set(machine.files.values()) & set(machine.free.values())
