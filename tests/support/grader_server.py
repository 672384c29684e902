"""A `grader.server` beside the tests, which can be ended and started again on the same socket."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Self

START_S = 60.0


class GraderServer:
    """One server; a context manager."""

    def __init__(self, *, most: int = 8) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="grader-")
        self.socket = f"{self._folder.name}/socket"
        self._most = most
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    @property
    def is_listening(self) -> bool:
        return Path(self.socket).is_socket()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        self._folder.cleanup()

    def start(self) -> None:
        """Start it and wait until it listens."""
        command = [sys.executable, "-m", "grader.server", "--socket", self.socket]
        self._process = subprocess.Popen([*command, "--most", str(self._most)])
        end = time.monotonic() + START_S
        while not self.is_listening:
            assert self._process.poll() is None, "grader.server ended"
            assert time.monotonic() < end, "grader.server did not listen"
            time.sleep(0.02)

    def end(self, number: int = signal.SIGTERM) -> int:
        """End it; return its exit status."""
        assert self._process
        self._process.send_signal(number)
        status = self._process.wait(START_S)
        if number == signal.SIGKILL:
            with contextlib.suppress(FileNotFoundError):
                Path(self.socket).unlink()
        return status
