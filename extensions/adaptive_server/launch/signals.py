"""Ctrl-C and its kin, at whatever moment they come.

A signal becomes the exception `Ended` in whatever code runs. Some code swallows exceptions: what
Python calls around a fork, when an object is deleted. So it is raised again until `ignore` is
called, which whoever cleans up does first.
"""

from __future__ import annotations

import signal
import sys

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
AGAIN_S = 0.5


class Ended(BaseException):
    """Somebody asked us to stop; no `except Exception` on the way may keep it."""


def catch() -> None:
    """From now on a signal raises `Ended`."""
    for number in ENDING:
        signal.signal(number, _ended)
    sys.unraisablehook = _report


def ignore() -> None:
    """From now on a signal does nothing: the work that is left is to stop."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)


def _ended(*_: object) -> None:
    signal.setitimer(signal.ITIMER_REAL, AGAIN_S)
    raise Ended


def _report(unraisable: sys.UnraisableHookArgs) -> None:
    """Report what was swallowed, as Python does, but not the `Ended` that comes again."""
    if not isinstance(unraisable.exc_value, Ended):
        sys.__unraisablehook__(unraisable)
