"""Runs a PostgreSQL program under its account, tied to the life of this process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from .embedded_postgres_account import Account, data_argument

CHILD = Path(__file__).with_name("embedded_postgres_child.py")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def spawn(command: list[str], data: Path, account: Account, log: Path) -> subprocess.Popen[bytes]:
    """Run `command` on the data folder; what it says goes to the end of `log`.

    The kernel ties the child's life to the *thread* that made it, so a thread is kept for it.
    Who is interrupted meanwhile has not been given the process, so it is ended here.

    Raises:
        OSError: It cannot be run.
    """
    made: Future[subprocess.Popen[bytes]] = Future()
    name, descriptor = data_argument(data, account)
    line = [sys.executable, "-I", "-S", str(CHILD), str(os.getpid())]
    line += [str(account.uid), str(account.gid), command[0], "-D", name, *command[1:]]

    def keep() -> None:
        try:
            process = _popen(line, log, descriptor)
        except OSError as error:
            made.set_exception(error)
            return
        finally:
            if descriptor is not None:
                os.close(descriptor)
        made.set_result(process)
        process.wait()

    # A signal waits until the process is there: only then can it be ended. One that came just
    # before is raised by the blocking itself, so the mask to go back to is asked for first.
    before, process = signal.pthread_sigmask(signal.SIG_BLOCK, ()), None
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        threading.Thread(target=keep, name="embedded-postgres", daemon=True).start()
        process = made.result()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    except BaseException:
        if process is not None:
            _end_group(process)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        raise
    return process


def finish(process: subprocess.Popen[bytes]) -> int:
    """Wait for a spawned program and return its exit status.

    Who is interrupted meanwhile leaves nothing behind: the program ends with all it started.
    """
    try:
        return process.wait()
    except BaseException:
        _end_group(process)
        raise


def _end_group(process: subprocess.Popen[bytes], wait_s: float = 5.0) -> None:
    """Kill a spawned program with all it started, and wait until none of them is left."""
    group = process.pid  # it leads a session, hence a group, of its own
    end = time.monotonic() + wait_s
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
        process.wait()
        while time.monotonic() < end:
            with suppress(ChildProcessError):
                os.waitpid(-group, os.WNOHANG)  # orphans of it that were given to us
            os.killpg(group, 0)
            time.sleep(0.02)


def _popen(line: list[str], log: Path, descriptor: int | None) -> subprocess.Popen[bytes]:
    with log.open("ab") as said:
        return subprocess.Popen(
            line,
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            pass_fds=() if descriptor is None else (descriptor,),
            # Ctrl-C in the launcher's terminal must not end the server before its clients.
            start_new_session=True,
        )
