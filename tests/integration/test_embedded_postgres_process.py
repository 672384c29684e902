"""What `spawn` starts ends with whoever is interrupted, at whatever moment."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from adaptive_server.adapters.embedded_postgres_account import choose_account
from adaptive_server.adapters.embedded_postgres_process import finish, spawn

pytestmark = pytest.mark.integration


# A process of its own: where other threads are, as in the tests', one of them may take the signal
# that the main thread blocks.
INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from adaptive_server.adapters.embedded_postgres_account import choose_account
from adaptive_server.adapters.embedded_postgres_process import finish, spawn

class Interrupted(BaseException): pass

def interrupt(*_):
    raise Interrupted

def is_of(process, program):
    try:
        command = (process / "cmdline").read_bytes()
    except OSError:
        return False
    return program.encode() in command and int(process.name) != os.getpid()

program, folder = sys.argv[1], Path(sys.argv[2])
signal.signal(signal.SIGALRM, interrupt)
for moment in range(40):
    signal.setitimer(signal.ITIMER_REAL, 0.0001 + moment * 0.0002)
    try:
        finish(spawn([program], folder, choose_account(folder), folder.parent / "log"))
    except Interrupted:
        pass
    running = [p for p in Path("/proc").glob("[0-9]*") if is_of(p, program)]
    assert not running, running
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
"""


def script(folder: Path, text: str) -> Path:
    """A program that every account of the machine may run."""
    folder.chmod(0o755)
    folder.parent.chmod(0o755)
    made = folder / "program"
    made.write_text(f"#!/bin/sh\n{text}\n")
    made.chmod(0o755)
    return made


def test_an_interrupt_while_a_program_is_spawned_leaves_none_of_it(tmp_path: Path) -> None:
    program = script(tmp_path, "sleep 60 & wait")
    data = tmp_path / "data"
    data.mkdir()
    command = [sys.executable, "-c", INTERRUPTED, str(program), str(data)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


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
