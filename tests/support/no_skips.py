"""A skipped test is a failure: whoever runs the whole suite has what it needs."""

from __future__ import annotations

import os

import pytest

skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note skips."""
    if report.skipped:
        skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn skips into a failure in CI."""
    if skipped and os.environ.get("CI"):
        print(f"\nSkipped, which counts as failed here: {', '.join(skipped)}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
