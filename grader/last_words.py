"""What a worker still says when the kernel ends it, deaf in one long operation of a test.

No Python runs in a deaf interpreter, but `faulthandler` writes its stack from the signal's handler.
It goes out where frames go, and the outermost file of it names the test.
"""

from __future__ import annotations

import faulthandler
import re
import signal
from typing import BinaryIO

HEAD = b"Stac"  # of "Stack (most recent call first):", where a frame would have its length
MOST = 1 << 16
FILE_OF_GIVEN = "<given>"
_CUT = b"\n  ..."
_TEST = re.compile(rb'File "<test ([0-9]{1,6})>", line')


def file_of(test: int) -> str:
    """Return the file name that the code of a test has, by its place among the tests."""
    return f"<test {test}>"


def is_file_of_test(name: str) -> bool:
    """Say whether a file name is that of a test."""
    return name.startswith("<test ")


def is_of_instructor(name: str) -> bool:
    """Say whether a file name is that of a test or of a given cell."""
    return is_file_of_test(name) or name == FILE_OF_GIVEN


def say_at_end(out: BinaryIO, number: signal.Signals) -> None:
    """Have the stack written to `out` when a signal ends this process."""
    signal.signal(number, signal.SIG_DFL)
    faulthandler.register(number, file=out, all_threads=False, chain=True)


def test_of(words: bytes) -> int | None:
    """Return the place of the test that ran; None where the words do not say it."""
    found = _TEST.findall(words)
    return int(found[-1]) if found and _CUT not in words else None
