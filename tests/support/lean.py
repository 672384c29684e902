"""Spares a process of tests what only costs time there.

A library that builds parsers for seconds is barred, as the product does it (`launch.lean`). What
collecting the tests has made stays to the end: Python need not look through it for garbage again
and again, while each test's own objects are looked at as ever.
"""

from __future__ import annotations

import gc
import sys

sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


def pytest_collection_finish() -> None:
    """Leave alone what is there before the first test."""
    gc.collect()
    gc.freeze()
