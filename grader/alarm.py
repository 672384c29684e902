"""A time limit on the judge's own code: values from learners can make a test slow."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

_REPEAT_SECONDS = 0.5


class Stalled(BaseException):
    """The test itself took too long. A BaseException: no test may catch it by accident."""


def _raise(number: int, frame: FrameType | None) -> None:
    raise Stalled


@contextlib.contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise `Stalled` in the block after `seconds`, again and again until it is left.

    Works in the main thread only, and not within one long operation in C.
    """
    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.05), _REPEAT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
