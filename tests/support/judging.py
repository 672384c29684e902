"""A judge for tests: one zygote per module.

A test module asks for it with `pytest_plugins = ["support.judging"]`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.judge import Judge


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge(watchdog=True) as judge:
        yield judge
