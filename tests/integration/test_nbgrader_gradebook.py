"""Results in the gradebook of the real nbgrader, and our releases in its hands."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

import pytest
from support.mastery_command import mastery, mastery_here
from support.nbgrader_course import CONFIG, COURSE, hand_in, notebook

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("nbgrader_path")]
pytest_plugins = ["support.nbgrader"]

PROBLEM, RELEASE = "o/ps1-garden/problem.ipynb", "release/ps1/garden.ipynb"
IN_WORDS = {"why": "Twice the radius, twice the path."}
LEFT_AS_IT_WAS = {"order_total": None, "path": None}
CODE = ("bed_area", "order_total", "path", "draw")
NO_PYTHON = dict.fromkeys(CODE, "def (") | IN_WORDS
CLASS = {"ada": IN_WORDS, "ben": LEFT_AS_IT_WAS, "cyd": NO_PYTHON}


def hand_out_and_collect(course: pathlib.Path) -> None:
    """Import and release an assignment, and hand in for the class."""
    (course / "nbgrader_config.py").write_text(CONFIG)
    source, release = course / "source" / "ps1", course / RELEASE
    source.mkdir(parents=True)
    release.parent.mkdir(parents=True)
    (source / "garden.ipynb").write_text(json.dumps(notebook(COURSE["ps1"])))
    words = ("curriculum", "import", ".", "--format", "nbgrader", "--out", "o")
    assert mastery_here(*words, at=course).returncode == 0
    words = ("curriculum", "release", PROBLEM, "--out", RELEASE)
    assert mastery_here(*words, at=course).returncode == 0
    for student, change in CLASS.items():
        for folder in ("submitted", "autograded"):  # feedback shows the latter
            hand_in(release, course / folder / student / "ps1" / "garden.ipynb", "ps1", {**change})


def test_nbgrader_reads_what_was_graded_here_and_goes_on_with_it(tmp_path: pathlib.Path) -> None:
    hand_out_and_collect(tmp_path)
    steps = [sys.executable, "-W", "ignore", "-m", "support.nbgrader_steps", PROBLEM, RELEASE]
    done = subprocess.run(steps, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    assert "assignment ps1, notebook garden, students ada, ben, cyd\n" in done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["valid"], "nbgrader takes the release"

    points = seen["first"]
    assert points["ada/path_partial"] == [3.0, None, False]
    assert points["ada/why"] == [None, None, True], "it waits for a person"
    assert points["ada/draw"] == [0.0, None, False], "it was left as it was"
    assert points["ben/order_plain"] == [0.0, None, False]
    assert {key.split("/")[1] for key in points if key.startswith("cyd/")} == {
        key.split("/")[1] for key in points if key.startswith("ada/")
    }
    assert points["cyd/bed_plain"] == [None, None, True], "Python cannot read it: a person has to"
    assert points["cyd/why"] == [None, None, True]
    assert seen["again"] == points | {"ada/why": [None, 1.5, False]}, "a person's points stay"
    assert seen["scores"] == {"ada": 11.5, "ben": 3.0, "cyd": 0.0}
    for student in CLASS:
        page = (tmp_path / "feedback" / student / "ps1" / "garden.html").read_text("utf-8")
        assert ("Nearly." in page) is (student == "ada")


def test_a_gradebook_that_nbgrader_cannot_open_is_one_line(tmp_path: pathlib.Path) -> None:
    hand_out_and_collect(tmp_path)
    (tmp_path / "gradebook.db").write_text("no database")
    book = ("--gradebook", "sqlite:///gradebook.db", "--assignment", "ps1")
    done = mastery("grade", PROBLEM, "submitted/ada/ps1/garden.ipynb", *book, at=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("mastery: the gradebook sqlite:///gradebook.db cannot be written")
    assert done.stderr.count("\n") == 1
