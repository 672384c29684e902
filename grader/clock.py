"""Time of one submission. Waiting for a busy machine is not the learner's time."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from grader.bundle import Limits

_LONGEST_S, _MOST_PATIENCE = 10.0, 6.0


def total_seconds(limits: Limits) -> float:
    """Wall time for all of a submission: three calls' worth, at most 10 s."""
    return min(3 * limits.seconds, _LONGEST_S)


def longest_seconds(limits: Limits) -> float:
    """Wall time after which a submission is ended however busy the machine is."""
    return _MOST_PATIENCE * total_seconds(limits)


class Clock:
    """The deadline of a submission, put off while its process waits for a processor."""

    def __init__(self, limits: Limits) -> None:
        """Start."""
        self._limits = limits
        self.restart()

    def restart(self) -> None:
        """Start again, for another submission."""
        now = time.monotonic()
        self.deadline = now + total_seconds(self._limits)
        self._latest = now + longest_seconds(self._limits)
        self._own_waiting = waited_seconds(os.getpid())

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        if self.deadline <= time.monotonic():
            self.put_off(self.own_waiting())
        return self.deadline - time.monotonic()

    def own_waiting(self) -> float:
        """Return for how long the judge itself got no processor since this was last asked."""
        before, self._own_waiting = self._own_waiting, waited_seconds(os.getpid())
        return self._own_waiting - before

    def put_off(self, seconds: float) -> None:
        """Move the deadline, never past the longest time."""
        self.deadline = min(self.deadline + seconds, self._latest)


def waited_seconds(pid: int) -> float:
    """Return how long a process was ready to run and got no processor; 0 where not known."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    return 0.0


def runnable_cpu(pid: int) -> int | None:
    """Return the nanoseconds that a process has run, if it runs or waits for a processor now."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        if state == "R":
            return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    return None


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process with its threads; also of one just ended."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
