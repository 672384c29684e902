"""Tells the judge of warnings in the learner's process; what it does with them is in `warned`."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Callable
from typing import Any

MOST, MAX_TEXT = 1000, 2000


def tell_warnings(ask: Callable[[Any, str], None], may_ask: Callable[[], bool]) -> None:
    """Tell the judge from now on of warnings in this process, the learner's.

    Args:
        ask: Called with category and text; raises what the warning becomes.
        may_ask: Says whether a request of the judge is being worked on. Other threads never may.
    """
    usual, count = warnings.showwarning, 0

    def tell(message: Any, category: Any, *place: Any, **more: Any) -> None:
        nonlocal count
        count += 1
        if count > MOST or not may_ask() or threading.current_thread() is not main:
            with contextlib.suppress(Exception):
                usual(message, category, *place, **more)
            return
        ask(category, str(message)[:MAX_TEXT])

    main = threading.main_thread()
    warnings.showwarning = tell
    warnings.simplefilter("always")
