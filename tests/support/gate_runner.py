"""What runs notebooks for tests of the gate: one judge per module.

A test module asks for it with `pytest_plugins = ["support.gate_runner"]`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from adaptive_server.gate.runner import JudgeRunner


@pytest.fixture(scope="module")
def runner() -> Iterator[JudgeRunner]:
    """One judge for all problems of a module."""
    with JudgeRunner() as made:
        yield made
