"""Warnings of learner code reach the test, whose filters decide what becomes of them.

The child asks (`tell_warnings`), the judge warns. So `pytest.warns`, `catch_warnings` and
the filter `error` mean in a test what they say.
"""

from __future__ import annotations

import warnings
from typing import Any

from grader.handles import error_of
from grader.mirror_class import MirrorClass
from grader.remote import Line
from grader.tell_warnings import MAX_TEXT


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
    told = text[:MAX_TEXT]
    own = type(category) is MirrorClass
    message = error_of(category, line, None, [[told], told]) if own else category(told)
    warnings.warn_explicit(message, category, "<cell>", 1, module="__main__", registry={})
