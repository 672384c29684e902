"""Results in the gradebook of the real nbgrader, and our releases in its hands."""

from __future__ import annotations

import csv
import json
import pathlib
from typing import TYPE_CHECKING

import pytest
from support.mastery_command import mastery, mastery_here
from support.nbgrader_course import CONFIG, COURSE, NAMES, hand_in, notebook

if TYPE_CHECKING:  # pytest itself imports it first, as a plugin
    from support.nbgrader import Nbgrader

pytestmark = pytest.mark.integration
pytest_plugins = ["support.nbgrader"]

BOOK = ("--gradebook", "sqlite:///gradebook.db", "--assignment", "ps1")
LEFT_AS_IT_WAS = {"order_total": None, "path": None}
IN_WORDS = {"why": "Twice the radius, twice the path."}
CLASS = {"ada": IN_WORDS, "ben": LEFT_AS_IT_WAS}
TELL = """
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps({
        f"{s.student.id}/{n.name}/{g.name}": [g.auto_score, g.manual_score, g.needs_manual_grade]
        for s in book.assignment_submissions("ps1") for n in s.notebooks for g in n.grades
    }))
"""
SOMEBODY_READS = """
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    grade = book.find_grade("why", "garden", "ps1", "ada")
    grade.manual_score, grade.needs_manual_grade = 1.5, False
    book.find_comment("why", "garden", "ps1", "ada").manual_comment = "Nearly."
    book.db.commit()
"""


def hand_out_and_collect(course: pathlib.Path) -> None:
    """One assignment with two notebooks: import and release it, and hand in for the class."""
    (course / "nbgrader_config.py").write_text(CONFIG)
    (course / "source" / "ps1").mkdir(parents=True)
    for key, name in NAMES.items():
        (course / "source" / "ps1" / f"{name}.ipynb").write_text(json.dumps(notebook(COURSE[key])))
    words = ("curriculum", "import", ".", "--format", "nbgrader", "--out", "o")
    assert mastery_here(*words, at=course).returncode == 0
    for key, name in NAMES.items():
        release = course / "release" / "ps1" / f"{name}.ipynb"
        release.parent.mkdir(parents=True, exist_ok=True)
        words = ("curriculum", "release", problem(name), "--out", str(release))
        assert mastery_here(*words, at=course).returncode == 0
        for student, change in CLASS.items():
            for folder in ("submitted", "autograded"):  # feedback shows the latter
                target = course / folder / student / "ps1" / release.name
                hand_in(release, target, key, dict(change) if key == "ps1" else {})


def problem(name: str) -> str:
    return f"o/ps1-{name}/problem.ipynb"


def grade(course: pathlib.Path, name: str) -> None:
    files = [f"submitted/{student}/ps1/{name}.ipynb" for student in CLASS]
    done = mastery("grade", problem(name), *files, *BOOK, at=course)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_nbgrader_reads_what_was_graded_here_and_goes_on_with_it(
    nbgrader: Nbgrader, tmp_path: pathlib.Path
) -> None:
    hand_out_and_collect(tmp_path)
    releases = [f"release/ps1/{name}.ipynb" for name in NAMES.values()]
    said = nbgrader("validate", *releases)
    assert "changed" not in said.lower(), said
    assert "VALIDATION FAILED ON" in said, "nobody has answered yet"

    for name in NAMES.values():
        grade(tmp_path, name)
    points = json.loads(nbgrader.asked(TELL))
    assert {key.split("/")[1] for key in points} == set(NAMES.values())
    assert points["ada/garden/path_partial"] == [3.0, None, False]
    assert points["ada/garden/why"] == [None, None, True], "it waits for a person"
    assert points["ada/garden/draw"] == [0.0, None, False], "it was left as it was"
    assert points["ben/garden/order_plain"] == [0.0, None, False]
    assert points["ben/market/tally_best"] == [2.0, None, False]

    nbgrader.asked(SOMEBODY_READS)
    grade(tmp_path, "garden")
    assert json.loads(nbgrader.asked(TELL)) == points | {"ada/garden/why": [None, 1.5, False]}, (
        "a person's points stay"
    )

    nbgrader("export")
    with (tmp_path / "grades.csv").open(newline="", encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {"ada": 17.5, "ben": 9.0}
    nbgrader("generate_feedback", "ps1")
    for student in CLASS:
        for name in NAMES.values():
            page = (tmp_path / "feedback" / student / "ps1" / f"{name}.html").read_text("utf-8")
            assert ("Nearly." in page) is (student == "ada" and name == "garden")


def test_a_gradebook_that_nbgrader_cannot_open_is_one_line(
    nbgrader: Nbgrader, tmp_path: pathlib.Path
) -> None:
    hand_out_and_collect(tmp_path)
    (tmp_path / "gradebook.db").write_text("no database")
    files = "submitted/ada/ps1/garden.ipynb"
    done = mastery("grade", problem("garden"), files, *BOOK, at=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("mastery: the gradebook sqlite:///gradebook.db cannot be written")
    assert done.stderr.count("\n") == 1
