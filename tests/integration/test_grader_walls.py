"""The walls hold on this machine, and without any privilege."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.sandbox import readable_paths
from grader.self_test import WALLS, probe_walls

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
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


def ordinary_user() -> tuple[list[str], str]:
    """Return a command prefix, an interpreter that this user can run."""
    if os.geteuid() != 0:  # this very process is the ordinary user
        return [], sys.executable
    folders = Path(sys.executable).resolve().parents
    python = sys.executable if all(p.stat().st_mode & 1 for p in folders) else "/usr/bin/python3"
    prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    return [*prefix, "--bounding-set=-all", "--inh-caps=-all"], python


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
    prefix, python = ordinary_user()
    assert len(self_test(*prefix, python=python)) == len(WALLS)


def test_the_attacks_gain_nothing_as_an_ordinary_user_without_capabilities() -> None:
    prefix, python = ordinary_user()
    done = subprocess.run(
        [*prefix, python, "-s", "-B", str(ROOT / "tests" / "support" / "attack_run.py")],
        env={"PATH": os.environ["PATH"]},
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    assert said["gained"] == []
    assert said["attacks"] > 130


def test_nothing_of_the_course_is_readable() -> None:
    for readable in map(Path, readable_paths()):
        assert not (ROOT / "curriculum").is_relative_to(readable)
        assert readable not in (Path("/"), Path.home(), Path("/etc"), Path("/tmp"))
