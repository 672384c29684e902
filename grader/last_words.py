"""What a worker still says when the kernel ends it, deaf in one long operation of a cell.

No Python runs in a deaf interpreter, but `faulthandler` writes its stack from the signal's handler.
It goes out where frames go, and the outermost file of it names the test or given cell.
"""

from __future__ import annotations

import faulthandler
import re
import signal
from typing import BinaryIO

HEAD = b"Stac"  # of "Stack (most recent call first):", where a frame would have its length
MOST = 1 << 16
_CUT = b"\n  ..."
_CELL = re.compile(rb'File "<(test|given) ([0-9]{1,6})>", line')


def file_of(test: int) -> str:
    """Return the file name that the code of a test has, by its place among the tests."""
    return f"<test {test}>"


def file_of_given(place: int) -> str:
    """Return the file name that the code of a given cell has, by its place among those."""
    return f"<given {place}>"


def is_file_of_test(name: str) -> bool:
    """Say whether a file name is that of a test."""
    return name.startswith("<test ")


def is_of_instructor(name: str) -> bool:
    """Say whether a file name is that of a test or of a given cell."""
    return name.startswith(("<test ", "<given "))


def say_at_end(out: BinaryIO, number: signal.Signals) -> None:
    """Have the stack written to `out` when a signal ends this process."""
    signal.signal(number, signal.SIG_DFL)
    faulthandler.register(number, file=out, all_threads=False, chain=True)


def cell_of(words: bytes) -> tuple[str, int] | None:
    """Return role and place of the cell that ran; None where the words do not say it."""
    found = _CELL.findall(words)
    if not found or _CUT in words:
        return None
    role, place = found[-1]
    return role.decode(), int(place)
