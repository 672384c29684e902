"""Tests of one file run in one process, and those of all files with an engine too."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

SUPPORT = Path(__file__).parents[1]
TESTS = """
import os, pathlib, pytest
{mark}
@pytest.mark.parametrize("n", range(4))
def test_it(n):
    with pathlib.Path("ran").open("a") as file:
        file.write("{name} " + os.environ["PYTEST_XDIST_WORKER"] + chr(10))
"""
DOCKER = "pytestmark = pytest.mark.docker"


def test_a_file_stays_whole_and_one_process_has_the_engines(tmp_path):
    marks = "docker: x\n browser: x\n integration: x"
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nmarkers = {marks}\n")
    for name, mark in (("a", DOCKER), ("b", ""), ("c", DOCKER), ("d", ""), ("e", DOCKER)):
        (tmp_path / f"test_{name}.py").write_text(TESTS.format(mark=mark, name=name))
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV"))}
    plain["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # each of three processes would load them all
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "xdist", "-n", "2", "-p", "support.spread"],
        cwd=tmp_path,
        env={**plain, "PYTHONPATH": str(SUPPORT)},
        check=True,
        capture_output=True,
    )
    ran = defaultdict(list)
    for line in (tmp_path / "ran").read_text().splitlines():
        name, worker = line.split()
        ran[name].append(worker)
    assert {name: len(workers) for name, workers in ran.items()} == dict.fromkeys("abcde", 4)
    assert all(len(set(workers)) == 1 for workers in ran.values())
    assert ran["a"] == ran["c"] == ran["e"]
    assert {*ran["a"], *ran["b"], *ran["d"]} == {"gw0", "gw1"}
