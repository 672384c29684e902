"""What tests need of the machine: whoever lacks it reads so before the first test.

Nobody can install a browser or an engine without being root, so an ordinary run leaves such tests
out and says which and why. In CI they run and fail: there everything has to be there.
"""

from __future__ import annotations

import os
import shutil

import pytest

COMMANDS = {
    "browser": (("chromium", "google-chrome"),),
    "docker": tuple(
        (command,)
        for command in (
            "dockerd",
            "docker",
            "docker-compose",
            "debootstrap",
            "iptables",
            "ip",
            "openssl",
        )
    ),
}
"""What each mark needs, as alternatives of which one is enough."""


def missing(mark: str) -> str:
    """Say what this machine lacks for the tests with a mark; empty where it lacks nothing."""
    lacks = [names[0] for names in COMMANDS[mark] if not any(map(shutil.which, names))]
    if mark == "docker" and os.geteuid() != 0:
        lacks.append("root")
    return f"tests with {mark} need {', '.join(lacks)}" if lacks else ""


def pytest_report_header() -> list[str]:
    """Say what will be left out."""
    lacks = [reason for reason in map(missing, COMMANDS) if reason]
    return [f"left out: {reason} (.ci/run, as root, installs it)" for reason in lacks]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what cannot run here, but never in CI."""
    if os.environ.get("CI"):
        return
    reasons = {mark: missing(mark) for mark in COMMANDS}
    for item in items:
        for mark, reason in reasons.items():
            if reason and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))
