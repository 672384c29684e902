"""The walls hold on this machine, and without any privilege."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from support.grading import answer, bundle, check, solution

import grader
from grader.pool import GraderPool
from grader.sandbox import readable_paths
from grader.scratch import PREFIX
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


OUTSIDE = """
import json, os
from grader.bundle import Limits
from grader.spawner import Spawner

spawner = Spawner()
child = spawner.spawn(Limits(memory_mb=64, cpu_seconds=3))
os.write(child.requests, b"\\0")  # it is forked; what it is walled in with, it has by now or soon
def proc(name):
    return open(f"/proc/{child.pid}/{name}").read()
while "Seccomp:\\t2" not in proc("status"):
    pass
status = dict(line.split(":", 1) for line in proc("status").splitlines())
owner, limits = os.stat(f"/proc/{child.pid}/environ").st_uid, proc("limits")
print(json.dumps({"owner": owner, "me": os.geteuid(), "limits": limits, "status": status}))
"""


def test_from_outside_a_child_has_every_limit_and_no_privilege() -> None:
    prefix, python = ordinary_user()
    done = subprocess.run(
        [*prefix, python, "-s", "-B", "-c", OUTSIDE],
        env={"PYTHONPATH": PACKAGES, "PATH": os.environ["PATH"]},
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    limits = {line[:25].strip(): line[25:].split()[:2] for line in told["limits"].splitlines()}
    for name, value in {
        **{"Max cpu time": "3", "Max file size": "0", "Max core file size": "0"},
        **{"Max open files": "48", "Max locked memory": "0", "Max msgqueue size": "0"},
    }.items():
        assert limits[name] == [value, value], name
    soft, hard = limits["Max address space"]
    assert soft == hard
    assert int(soft) < 1 << 30
    status = {name: value.strip() for name, value in told["status"].items()}
    assert status["NoNewPrivs"] == "1"
    assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == 0
    assert told["me"] != 0
    assert told["owner"] == 0, "another process of the same account may look inside"


def test_nothing_of_the_course_is_readable() -> None:
    for readable in map(Path, readable_paths()):
        assert not (ROOT / "curriculum").is_relative_to(readable)
        assert readable not in (Path("/"), Path.home(), Path("/etc"), Path("/tmp"))


CURIOUS = """# A curious author
import os, socket
found = []
for attempt in (
    lambda: open('/etc/passwd'),
    lambda: open(f'/proc/{os.getppid()}/environ'),
    lambda: open(os.path.join(os.path.expanduser('~'), 'written'), 'w'),
    lambda: socket.socket(socket.AF_UNIX),
    lambda: socket.socket(socket.AF_INET),
    lambda: os.kill(os.getppid(), 0),
):
    try:
        attempt()
    except OSError:
        continue
    found.append(attempt.__code__.co_firstlineno)
assert f() == 1 and not found, f'open walls: {found}'
"""


def left_by(pid: int) -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"{PREFIX}{pid}-*"))


async def test_a_test_of_an_author_has_walls_of_its_own() -> None:
    pool = GraderPool(1)
    await pool.start()
    try:
        pids = pool.worker_pids
        verdict = await pool.grade(
            bundle(solution(), check("t", CURIOUS)), answer("def f():\n    return 1"), "ada"
        )
    finally:
        await pool.close()
    assert [(t.passed, t.message) for t in verdict.tests] == [(True, "")]
    assert [folder for pid in pids for folder in left_by(pid)] == []
