"""`pytest.approx` as tests have it: an array without items is near no number.

For pytest it is near to every number, for nothing in it is far. A test that asks whether an answer
is near 3.14 would be passed by an answer of nothing.
"""

from __future__ import annotations

import functools
from typing import Any


@functools.cache
def refuse_nothing() -> None:
    """Let `pytest.approx` of a number refuse arrays without items in this process."""
    try:
        import pytest
    except ImportError:
        return
    kind: Any = type(pytest.approx(0))
    usual = kind.__eq__

    def is_near(self: Any, actual: Any) -> bool:
        return getattr(actual, "size", None) != 0 and bool(usual(self, actual))

    kind.__eq__ = is_near
