"""What tests of one notebook do to their process is told of it, and of no other notebook."""

from __future__ import annotations

import builtins
import os
import pathlib
from collections.abc import Callable

import pytest
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from adaptive_server.gate.workers import check
from adaptive_server.problems.skills_file import load_skills
from support.sample_problem import (
    Notebook,
    by_id,
    edit,
    header,
    parsed,
    program_problem,
    sample_problem,
)
from support.sample_skills import skills_file, write_curriculum

pytest_plugins = ["support.gate_runner"]
pytestmark = pytest.mark.integration
DEAF = "sum(range(10**14))"


def _with(code: str) -> Notebook:
    nb = sample_problem()
    edit(by_id(nb, "zones"), "assert fare(40", f"{code}\nassert fare(40")
    return nb


@pytest.mark.parametrize(
    ("code", "check_name", "words"),
    [
        ("raise KeyboardInterrupt", "tests", "a test raises KeyboardInterrupt"),
        ("import os\nos._exit(0)", "reference", "os._exit(0)"),
        ("import os\nwhile True: os.fork()", "reference", "os.fork()"),
        ("len.__self__.len = lambda x: 3", "tests", "a test changes the built-in len"),
        ("len.__self__.own = 3", "tests", "a test changes the built-in own"),
        ("import sys\nsys.exit(0)", "reference", "SystemExit"),
        (
            "import threading as t\nt.Thread(target=t.Event().wait, daemon=True).start()",
            "tests",
            "a test leaves a thread that still runs",
        ),
    ],
)
def test_a_test_that_leaves_its_bounds_is_a_finding_and_changes_nothing(
    code: str, check_name: str, words: str, runner: JudgeRunner
) -> None:
    before, leave, double = dict(vars(builtins)), os._exit, os.fork
    found = check_problem(parsed(_with(code)), skills_file(), runner)
    assert any(f.check == check_name and words in f.message for f in found), found
    assert dict(vars(builtins)) == before
    assert (os._exit, os.fork) == (leave, double)


def test_a_notebook_that_ends_its_process_is_named_and_the_others_are_checked(
    tmp_path: pathlib.Path,
) -> None:
    deadly = _with("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    faulty = sample_problem()
    header(faulty)["id"] = "s03.return.day-bus"
    edit(by_id(faulty, "zones"), "assert fare(40", "# ‹a gap›\nassert fare(40")
    files = write_curriculum(tmp_path, faulty, deadly)
    found = check(files, load_skills(tmp_path / "skills.yaml"), jobs=2)
    told = {(f.problem, f.check) for f in found}
    assert told == {(str(files[1]), "run"), ("s03.return.day-bus", "gap")}


def test_a_thread_that_never_ends_is_told_and_does_not_keep_the_check(
    tmp_path: pathlib.Path,
) -> None:
    code = "import threading\nthreading.Thread(target=threading.Event().wait).start()"
    files = write_curriculum(tmp_path, _with(code))
    found = check(files, load_skills(tmp_path / "skills.yaml"))
    assert [f.check for f in found] == ["tests"]
    assert "a thread that still runs" in found[0].message


@pytest.mark.parametrize(
    ("made", "name", "old", "new", "cell"),
    [
        (sample_problem, "zones", "assert fare(40", f"{DEAF}\nassert fare(40", "zones"),
        (sample_problem, "statement", ">>> fare(30, 2)\n4", f">>> fare({DEAF}, 2)\n4", ""),
        (program_problem, "cups", "cups = 4", f"{DEAF}\ncups = 4", "cups"),
    ],
)
def test_a_cell_that_nothing_stops_is_named_and_the_other_notebooks_are_checked(
    made: Callable[[], Notebook], name: str, old: str, new: str, cell: str, tmp_path: pathlib.Path
) -> None:
    deaf, sound = made(), sample_problem()
    header(sound)["id"] = "s03.return.day-bus"
    edit(by_id(deaf, name), old, new)
    files = write_curriculum(tmp_path, deaf, sound)
    found = check(files, skills_file())
    told = [
        (f.problem, f.cell) for f in found if "in one operation that nothing stops" in f.message
    ]
    assert told == [(str(files[0]), cell)], found
