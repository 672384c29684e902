"""What a machine lacks is said first; outside CI its tests are left out, in CI they fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUPPORT = Path(__file__).parents[1]
TESTS = """
import pytest

@pytest.mark.browser
def test_in_a_browser():
    raise AssertionError("no browser")

def test_plain():
    pass
"""


@pytest.fixture
def bare(tmp_path: Path):
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = docker: x\n browser: x\n")
    (tmp_path / "test_it.py").write_text(TESTS)

    def run(**more: str) -> str:
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV", "CI"))}
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "support.needs"],
            cwd=tmp_path,
            env={**plain, "PYTHONPATH": str(SUPPORT), "PATH": str(tmp_path), **more},
            check=False,
            capture_output=True,
            text=True,
        )
        return ended.stdout

    return run


def test_an_ordinary_run_says_what_is_missing_and_leaves_it_out(bare):
    said = bare()
    first = said.index("left out: tests with browser need chromium")
    assert first < said.index("collected 2 items")
    assert "1 passed, 1 skipped" in said


def test_in_ci_what_is_missing_is_a_failure(bare):
    assert "1 failed, 1 passed" in bare(CI="true")
