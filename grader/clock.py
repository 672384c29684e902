"""Time of one submission. Waiting for a busy machine is not the learner's time."""

from __future__ import annotations

import contextlib
import os
from time import clock_gettime, monotonic, process_time  # a test may patch the module's

from grader.bundle import Limits
from grader.end import End

_LONGEST_S = 10.0
MOST_PATIENCE = 8.0
"""How many times its time something may take by the wall clock, on a busy machine."""
NEARLY = 0.75
"""The kernel counts processor time a little differently from what it shows."""


def total_seconds(limits: Limits) -> float:
    """Wall time for all of a submission: three calls' worth, at most 10 s."""
    return min(3 * limits.seconds, _LONGEST_S)


def longest_seconds(limits: Limits) -> float:
    """Wall time after which a submission is ended however busy the machine is."""
    return MOST_PATIENCE * total_seconds(limits)


class Waiting:
    """How long a process was ready to run and got no processor, a piece at a time."""

    def __init__(self, pid: int, so_far: float = 0.0) -> None:
        """Begin to count, for a process that is not new, at what there is so far."""
        self._pid, self._counted = pid, so_far

    def more(self) -> float:
        """Return the seconds since this was last asked."""
        before, self._counted = self._counted, max(self._counted, waited_seconds(self._pid))
        return self._counted - before


class Clock:
    """The deadline of a submission, put off while its process waits for a processor.

    Attributes:
        excused: Seconds of waiting so far.
        starved: Patience ended before the learner's code had its time: nothing may be said of it.
        children_used: Seconds of processor time of the children that have ended.
    """

    def __init__(self, limits: Limits) -> None:
        """Start."""
        self._limits = limits
        self.restart()

    def restart(self) -> None:
        """Start again, for another submission."""
        now = monotonic()
        self.deadline = now + total_seconds(self._limits)
        self._latest = now + longest_seconds(self._limits)
        self._waiting = Waiting(os.getpid(), waited_seconds(os.getpid()))
        self._own_used = process_time()
        self.excused = self.children_used = 0.0
        self.starved = False
        self._kept_back = total_seconds(self._limits)

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        if self.deadline <= monotonic():
            self.put_off(self.own_waiting())
        return self.deadline - monotonic()

    def own_waiting(self) -> float:
        """Return for how long the judge itself got no processor since this was last asked."""
        return self._waiting.more()

    def put_off(self, seconds: float) -> None:
        """Move the deadline, never past the longest time."""
        self.excused += seconds
        self.deadline = min(self.deadline + seconds, self._latest)

    def excuse(self, seconds: float, used: float) -> None:
        """Move the deadline for a child that waited, unless all of the time was there to be used.

        Judge and child wait for each other on one core too: the kernel counts that as waiting.

        Args:
            seconds: How long it waited.
            used: Seconds of processor time that it has used.
        """
        if self.used(used) < total_seconds(self._limits):
            self.put_off(seconds)

    def used(self, child: float = 0.0) -> float:
        """Return the seconds of processor time that the judge and all children had.

        Args:
            child: Those of the one that is alive.
        """
        return process_time() - self._own_used + self.children_used + child

    def why_late(self, child: float = 0.0) -> End:
        """Say what it means that patience has ended: a busy machine, if not all time was had.

        Args:
            child: Seconds of processor time of the child that is alive.
        """
        if self.used(child) >= total_seconds(self._limits):
            return End.TIME
        self.starved = True
        return End.STARVED

    def grant_call(self) -> None:
        """Leave time for one call, of what is kept back for tests that did not use the rest up."""
        missing = min(self._limits.seconds - self.left, self._kept_back)
        if missing > 0:
            self._kept_back -= missing
            self.deadline = min(self.deadline + missing, self._latest)

    def stalled(self, began: float, excused: float, allowed: float, *, used: float) -> None:
        """Note a test that took too long, by wall time perhaps: was it the judge that waited?

        Judge and child may wait at the same time, and both are counted: with all of its processor
        time a test has not waited too long.

        Args:
            began: When the test began, by the monotonic clock.
            excused: Seconds of waiting until then.
            allowed: Seconds that the test may take.
            used: Seconds of processor time that judge and child had for it.
        """
        self.put_off(self.own_waiting())
        waited = self.excused - excused
        had = max(used, monotonic() - began - waited)
        self.starved |= waited > 0 and had < NEARLY * allowed

    @property
    def is_cut(self) -> bool:
        """Whether the deadline comes before all of the time was there to be used."""
        return self.deadline >= self._latest


def read_proc(pid: int, name: str) -> bytes:
    """Return a small file that the kernel keeps for a process.

    Raises:
        OSError: There is none, or no such process.
    """
    descriptor = os.open(f"/proc/{pid}/{name}", os.O_RDONLY)
    try:
        return os.read(descriptor, 4096)
    finally:
        os.close(descriptor)


def waited_seconds(pid: int) -> float:
    """Return how long a process was ready to run and got no processor; 0 where not known."""
    return spent_seconds(pid)[1]


def spent_seconds(pid: int) -> tuple[float, float]:
    """Return processor time and time of waiting for a processor of a process; 0 where not known."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        used, waited = read_proc(pid, "schedstat").split()[:2]
        return int(used) / 1e9, int(waited) / 1e9
    return 0.0, 0.0


def peak_mb(pid: int) -> float:
    """Return the most memory that a process had in use, in MB; 0 where not known."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(read_proc(pid, "status").split(b"VmHWM:")[1].split()[0]) / 1024
    return 0.0


def wants_processor(pid: int) -> bool:
    """Say whether a process runs, waits for a processor or for the disk, and does not sleep."""
    with contextlib.suppress(OSError, IndexError):
        return read_proc(pid, "stat").rsplit(b")", 1)[1].split()[0] in (b"R", b"D")
    return False


def exact_cpu_seconds(pid: int) -> float:
    """Return the processor time of a living process with its threads, to the nanosecond.

    The number of the clock is made as in `clock_getcpuclockid(3)` of Linux; 0 elsewhere.
    """
    try:
        return clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process with its threads; also of one just ended."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        fields = read_proc(pid, "stat").rsplit(b")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
