"""Warnings of learner code reach the test, whose filters decide what becomes of them.

The child asks (`tell_warnings`), the judge warns (`warn`). So `pytest.warns`, `catch_warnings` and
the filter `error` mean in a test what they say.
"""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Callable
from typing import Any

from grader.handles import error_of
from grader.mirror_class import MirrorClass
from grader.remote import Line

MOST, _MAX_TEXT = 1000, 2000


def warn(line: Line, category: Any, text: object) -> None:
    """Warn in the judge of what learner code warned of.

    Args:
        line: The channel to the child.
        category: The class, or its counterpart.
        text: What it says.

    Raises:
        TypeError: The child broke the protocol.
        Warning: The test's filters turn it into an error.
    """
    if not (isinstance(category, type) and issubclass(category, Warning)) or type(text) is not str:
        raise TypeError("no warning")
    told = text[:_MAX_TEXT]
    own = type(category) is MirrorClass
    message = error_of(category, line, None, [[told], told]) if own else category(told)
    warnings.warn_explicit(message, category, "<cell>", 1, module="__main__", registry={})


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
        ask(category, str(message)[:_MAX_TEXT])

    main = threading.main_thread()
    warnings.showwarning = tell
    warnings.simplefilter("always")
