"""Spreads the tests over the processes of pytest-xdist.

A file stays whole, so that its module's fixtures are made once. Only one process runs container
engines: two of them would rearrange each other's network. What takes longest begins first.

xdist's own `--dist loadgroup` writes groups into the tests' names, which pytest 9.2 no longer lets
it do: every test then goes where there is room.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

SLOWEST_FIRST = ("docker", "browser", "integration")


class Spread(LoadScopeScheduling):
    """Hands out whole files, and all files that need a container engine as one."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return "engine" if needs_engine(self.config.rootpath / file) else file


@cache
def needs_engine(file: Path) -> bool:
    """Say whether a test file marks its tests with `docker`; the first process collects none."""
    return "mark.docker" in file.read_text(encoding="utf-8")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Spread:
    """Spread the tests in this way."""
    config.option.loadscopereorder = False  # the order is that of `pytest_collection_modifyitems`
    return Spread(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests by what they need."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    marks = (n for n, mark in enumerate(SLOWEST_FIRST) if item.get_closest_marker(mark))
    return next(marks, len(SLOWEST_FIRST))
