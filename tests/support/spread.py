"""Spreads the tests over the processes of pytest-xdist (`--dist loadgroup`).

A file stays whole, so that its module's fixtures are made once. Only one process runs container
engines: two of them would rearrange each other's network. What takes longest begins first.
"""

from __future__ import annotations

import pytest

SLOWEST_FIRST = ("docker", "browser", "integration")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Name each test's group and sort by what it needs."""
    for item in items:
        alone = item.get_closest_marker("docker") is not None
        item.add_marker(pytest.mark.xdist_group("engine" if alone else item.nodeid.split("::")[0]))
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    marks = (n for n, mark in enumerate(SLOWEST_FIRST) if item.get_closest_marker(mark))
    return next(marks, len(SLOWEST_FIRST))
