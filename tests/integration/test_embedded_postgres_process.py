"""What `spawn` starts ends with whoever is interrupted, at whatever moment."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from adaptive_server.adapters.embedded_postgres_account import choose_account
from adaptive_server.adapters.embedded_postgres_process import finish, spawn

pytestmark = pytest.mark.integration


class Interrupted(BaseException):
    """Stands for Ctrl-C."""


@pytest.fixture
def interrupts() -> Iterator[None]:
    def interrupt(*_: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGALRM, interrupt)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def script(folder: Path, text: str) -> Path:
    """A program that every account of the machine may run."""
    folder.chmod(0o755)
    folder.parent.chmod(0o755)
    made = folder / "program"
    made.write_text(f"#!/bin/sh\n{text}\n")
    made.chmod(0o755)
    return made


def running(program: Path) -> list[int]:
    """Processes that have the program's path on their command line, and have not ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(program).encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_while_a_program_is_spawned_leaves_none_of_it(tmp_path: Path) -> None:
    program = script(tmp_path, "sleep 60 & wait")
    data = tmp_path / "data"
    data.mkdir()
    for moment in range(40):
        signal.setitimer(signal.ITIMER_REAL, 0.0001 + moment * 0.0002)
        with pytest.raises(Interrupted):
            finish(spawn([str(program)], data, choose_account(data), tmp_path / "log"))
        assert running(program) == []


def test_a_spawned_program_can_be_signalled(tmp_path: Path) -> None:
    program = script(tmp_path, "exec sleep 60")
    data = tmp_path / "data"
    data.mkdir()
    process = spawn([str(program)], data, choose_account(data), tmp_path / "log")
    process.terminate()
    assert finish(process) == -signal.SIGTERM


def test_an_interrupted_program_leaves_nothing_it_started(tmp_path: Path) -> None:
    script = "sleep 300 & echo $! > child; wait"
    with subprocess.Popen(["sh", "-c", script], cwd=tmp_path, start_new_session=True) as program:
        while not (tmp_path / "child").exists() or not (tmp_path / "child").read_text():
            time.sleep(0.01)
        previous = signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        try:
            with pytest.raises(KeyboardInterrupt):
                finish(program)
        finally:
            signal.signal(signal.SIGALRM, previous)
    child = int((tmp_path / "child").read_text())
    assert not Path(f"/proc/{child}").exists()
