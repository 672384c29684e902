"""Tells an exception that a test caught from one that ended a loop of it unseen.

`map`, `zip`, `all` and `list` take a StopIteration of the function that they call for the end of
their items. So `assert all(map(is_even, [2, 4]))` would hold for a function that only raises one.
"""

from __future__ import annotations

import dis
import inspect
from types import FrameType

_TURNED = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


def was_swallowed(error: StopIteration) -> bool:
    """Say whether no Python code caught an exception that did not end the test.

    The first frame of the traceback is the last one that looked at it. A frame that caught it has
    gone on, one that let it out stands still. A generator turns it into another exception, and an
    iterator of the test ends by it on purpose.
    """
    last = error.__traceback__
    if last is None:
        return False
    frame: FrameType | None = last.tb_frame
    if last.tb_frame.f_lasti != last.tb_lasti and not _stands_at(last.tb_frame, "RERAISE"):
        return False
    while frame is not None and not _stands_at(frame, "RETURN_"):
        if frame.f_code.co_flags & _TURNED or frame.f_code.co_name == "__next__":
            return False
        frame = frame.f_back
    return True


def _stands_at(frame: FrameType, operation: str) -> bool:
    return dis.opname[frame.f_code.co_code[frame.f_lasti]].startswith(operation)
