"""The walls hold on this machine, and without any privilege."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.sandbox import readable_paths
from grader.self_test import WALLS, probe_walls

pytestmark = pytest.mark.integration

PACKAGES = str(Path(grader.__file__).parent.parent)


def self_test(*prefix: str, python: str = sys.executable) -> list[str]:
    done = subprocess.run(
        [*prefix, python, "-s", "-B", "-m", "grader.self_test"],
        env={"PYTHONPATH": PACKAGES, "PATH": os.environ["PATH"]},
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_every_wall_holds() -> None:
    walls = probe_walls()
    assert [wall.name for wall in walls] == list(WALLS)
    assert [wall for wall in walls if not wall.ok] == []


def test_the_walls_need_no_capability() -> None:
    prefix = ["setpriv", "--no-new-privs"]
    if os.geteuid() == 0:
        prefix += ["--bounding-set=-all", "--inh-caps=-all"]
    assert len(self_test(*prefix)) == len(WALLS)


def test_the_walls_hold_for_an_ordinary_user() -> None:
    python, prefix = sys.executable, list[str]()
    if os.geteuid() == 0:  # else this very process is the ordinary user
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        folders = Path(python).resolve().parents
        python = python if all(p.stat().st_mode & 1 for p in folders) else "/usr/bin/python3"
    assert len(self_test(*prefix, python=python)) == len(WALLS)


def test_nothing_of_the_course_is_readable() -> None:
    root = Path(__file__).resolve().parents[2]
    for readable in map(Path, readable_paths()):
        assert not (root / "curriculum").is_relative_to(readable)
        assert readable not in (Path("/"), Path.home(), Path("/etc"), Path("/tmp"))
