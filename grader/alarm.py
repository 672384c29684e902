"""A time limit on the judge's own code: values from learners can make a test slow."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType
from typing import BinaryIO

from grader.last_words import say_at_end

_REPEAT_SECONDS = 0.5
_WALL_FACTOR = 4
_DEAF_SECONDS = 0.5
GRACE_SECONDS = 1.0
"""Processor time that a test has beyond the learner's, for what it does itself."""
UNHEARD_SECONDS = GRACE_SECONDS + _DEAF_SECONDS
"""The same, with that in which an alarm is not heard."""
_ends_when_deaf = False


class Stalled(BaseException):
    """The test itself took too long. A BaseException: no test may catch it by accident."""


def _raise(number: int, frame: FrameType | None) -> None:
    raise Stalled


def end_when_deaf(out: BinaryIO) -> None:
    """Let the kernel end this process where it does not hear the alarm for half a second.

    With a learner's number in it, `sum(range(n))` keeps the interpreter busy for hours, and deaf to
    every signal.

    Args:
        out: Where the last words go, see `last_words`.
    """
    global _ends_when_deaf
    say_at_end(out, signal.SIGVTALRM)
    _ends_when_deaf = True


@contextlib.contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise `Stalled` in the block after `seconds`, again and again until it is left.

    Counted is the processor time of this process, so a busy machine or waiting for a child
    takes nothing from it; four times as much wall time ends the block too.
    Works in the main thread only, and not within one long operation in C: a process that may be
    ended (see `end_when_deaf`) is ended then.
    """
    seconds = max(seconds, 0.05)
    timers = (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, _WALL_FACTOR * seconds),
    )
    before = {number: signal.signal(number, _raise) for number, _, _ in timers}
    for _, timer, first in timers:
        signal.setitimer(timer, first, _REPEAT_SECONDS)
    if _ends_when_deaf:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds + _DEAF_SECONDS)
    try:
        yield
    finally:
        while not _disarmed([*(timer for _, timer, _ in timers), signal.ITIMER_VIRTUAL]):
            pass
        for number, handler in before.items():
            signal.signal(number, handler)


def _disarmed(timers: list[int]) -> bool:
    """Stop the timers; one that goes off just now is no reason to leave another running."""
    try:
        for timer in timers:
            signal.setitimer(timer, 0)
    except Stalled:
        return False
    return True
