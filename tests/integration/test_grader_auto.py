"""`MASTERY_GRADING=auto` on this kernel, and on one that answers as if it had no Landlock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # pytest itself imports it first, as a plugin
    from support.docker_engine import DockerEngine

pytest_plugins = ["support.docker_engine"]
pytestmark = [pytest.mark.integration, pytest.mark.docker]

HOUSE = """
import asyncio
from adaptive_server.app import House
from adaptive_server.settings import read

async def main():
    house = House(read())
    await house.start()
    print(house.parts.offer.grading, "|", house.parts.offer.grading_note)
    await house.stop()

asyncio.run(main())
"""
# ENOSYS for `landlock_create_ruleset`, which has one number on every processor.
NO_LANDLOCK = """
import struct
from grader import libc, seccomp
libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
steps = (0x20, 0, 0, 0), (0x15, 0, 1, 444), (0x06, 0, 0, 0x50026), (0x06, 0, 0, 0x7FFF0000)
seccomp.install(b"".join(struct.pack("=HBBI", *step) for step in steps))
"""


ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small part of the course, quick to load: what a house offers does not depend on it."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "curriculum" / "skills.yaml", folder)
    shutil.copytree(ROOT / "curriculum" / "01_first_steps", folder / "01_first_steps")
    return folder


def offered(course: Path, script: str, **settings: str) -> str:
    """What the panel is told by a house that starts with these settings; no database needed."""
    ours = {name: v for name, v in os.environ.items() if not name.startswith("MASTERY_")}
    ours |= {"MASTERY_CURRICULUM": str(course), "MASTERY_GRADER_WORKERS": "1"}
    away = "postgresql+psycopg://nobody@/nothing?host=/nonexistent"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**ours, "MASTERY_DATABASE_URL": away, **settings},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1].strip()


def test_this_kernel_has_the_walls_and_gets_the_sandbox(course: Path) -> None:
    assert offered(course, HOUSE, DOCKER_HOST="unix:///nonexistent") == "sandbox |"


def test_without_landlock_the_engine_and_the_image_give_containers(
    docker_engine: DockerEngine, grader_image: str, course: Path
) -> None:
    found = offered(
        course,
        NO_LANDLOCK + HOUSE,
        DOCKER_HOST=docker_engine.host,
        MASTERY_GRADER_IMAGE=grader_image,
    )
    assert found == "container |"
    assert docker_engine.containers() == set()


def test_without_landlock_and_engine_a_service_checks_nothing_and_says_so(course: Path) -> None:
    found = offered(course, NO_LANDLOCK + HOUSE, DOCKER_HOST="unix:///nonexistent")
    assert found.startswith("unavailable | Answers cannot be checked")


def test_without_landlock_and_engine_local_mode_warns_of_missing_walls(course: Path) -> None:
    found = offered(
        course, NO_LANDLOCK + HOUSE, DOCKER_HOST="unix:///nonexistent", MASTERY_LOCAL_DATA="/d"
    )
    assert found.startswith("unprotected | Answers run on this machine without walls")
    assert list(Path("/tmp").glob("grader-self-test*")) == []
