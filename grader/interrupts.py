"""Keeps asyncio's handler of Ctrl-C out of the judge: it would outlive the test that ran a loop.

`asyncio.run` installs a handler that holds the awaitable, here a learner's. Python asks for its
`repr` when handlers are changed back, which fails once the child is gone; then the handler stays,
and whoever changes handlers later meets a dead child of somebody else. asyncio installs nothing
where the handler is not Python's default one.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def own_interrupts() -> Iterator[None]:
    """Answer Ctrl-C in the block as Python does, by a function that is not Python's own."""
    default = signal.default_int_handler
    here = threading.current_thread() is threading.main_thread()
    if not here or signal.getsignal(signal.SIGINT) is not default:
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, default)
