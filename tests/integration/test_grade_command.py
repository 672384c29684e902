"""`mastery grade` from the command line, with the pool that the service uses."""

from __future__ import annotations

import csv
import json
import os
import pathlib
import signal
import subprocess
import sys
from typing import Any

import pytest
from support.mastery_command import CODE, mastery
from support.sample_problem import REFERENCE, dumped, sample_problem
from support.variant_problem import row, variant_problem

pytestmark = pytest.mark.integration
RIGHT = "\n".join(x for x in REFERENCE.splitlines() if "###" not in x)
ANSWERS = {
    "ada.py": RIGHT,
    "ben.py": RIGHT.replace("< 12", "<= 12"),
    "cleo.py": "def fare(age, zones):\n    while True: pass",
    "dan.py": "def fare(age, zones:",
    "eve.ipynb": "no notebook",
}


@pytest.fixture
def course(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "problem.ipynb").write_bytes(dumped(sample_problem()))
    folder = tmp_path / "handed_in" / ".hidden"
    folder.mkdir(parents=True)
    for name, text in ANSWERS.items():
        (folder.parent / name).write_text(text)
    (folder / "copy.py").write_text(RIGHT)
    (folder.parent / "link.py").symlink_to(tmp_path / "problem.ipynb")
    return tmp_path


def test_a_variant_is_graded_by_its_seed(tmp_path: pathlib.Path) -> None:
    (tmp_path / "problem.ipynb").write_bytes(dumped(variant_problem()))
    (tmp_path / "ada.py").write_text(RIGHT.replace("2 + zones", f"{row(3)['base']} + zones"))
    words = ("grade", "problem.ipynb", "ada.py", "--json", "--variant")
    done = mastery(*words, "3", at=tmp_path)
    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "passed")
    refused = mastery(*words, "20", at=tmp_path)
    assert (refused.returncode, json.loads(refused.stdout)["code"]) == (2, "variant-missing")
    assert "there is no variant 20. Give a seed from 0 to 19." in " ".join(refused.stderr.split())


def test_an_item_made_from_a_problem_is_graded_by_its_id(
    course: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course / "section" / "night-bus").mkdir(parents=True)
    (course / "problem.ipynb").rename(course / "section" / "night-bus" / "problem.ipynb")
    monkeypatch.setenv("MASTERY_CURRICULUM", str(course / "section"))
    files = ("handed_in/ada.py", "handed_in/ben.py")
    done = mastery("grade", "s03.return.night-bus-lines", *files, "--json", at=course)
    statuses = [json.loads(line)["status"] for line in done.stdout.splitlines()]
    assert (done.returncode, statuses) == (0, ["passed", "partly"]), done.stderr
    none = mastery("grade", "s03.return.night-bus-none", *files, at=course)
    assert (none.returncode, "no problem of that id" in " ".join(none.stderr.split())) == (2, True)


def test_each_submission_gets_one_line_of_json_in_order(course: pathlib.Path) -> None:
    words = ("problem.ipynb", "handed_in", "--json", "--csv", "table.csv")
    done = mastery("grade", *words, at=course)
    assert (done.returncode, done.stderr) == (1, "")
    lines: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert [pathlib.Path(line["submission"]).name for line in lines] == sorted(ANSWERS)
    found = {pathlib.Path(x["submission"]).stem: x for x in lines}
    statuses = {name: x["status"] for name, x in found.items()}
    assert statuses == {
        "ada": "passed",
        "ben": "partly",
        "cleo": "timeout",
        "dan": "ungradable",
        "eve": "ungradable",
    }
    ada, ben = found["ada"], found["ben"]
    keys = ["submission", "status", "score", "max_score", "tests", "cpu_ms", "wall_ms", "peak_mb"]
    assert list(ada) == list(ben) == keys
    assert list(found["dan"]) == [*keys, "message"]
    assert (ada["score"], ada["max_score"], ben["score"]) == (3, 3, 2)
    assert [t["passed"] for t in ben["tests"]] == [True, False, True]
    assert ben["tests"][1] == {
        "id": "children",
        "points": 0,
        "max_points": 1,
        "passed": False,
        "hidden": True,
        "message": "Think of children.",
    }
    assert ada["cpu_ms"] > 0
    assert ada["wall_ms"] > 0
    assert ada["peak_mb"] > 1
    assert found["cleo"]["wall_ms"] > 1000
    with (course / "table.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["score"] for row in rows] == ["3.0", "2.0", "0.0", "0.0", "0.0"]
    assert [row["children"] for row in rows] == ["1.0", "0.0", "0.0", "", ""]


def test_wrong_answers_are_no_error_of_the_command(course: pathlib.Path) -> None:
    done = mastery("grade", "problem.ipynb", "handed_in/ben.py", at=course)
    assert done.returncode == 0
    assert "partly" in done.stdout
    assert "2/3" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("gone.ipynb", "handed_in"),
        ("problem.ipynb", "gone"),
        ("problem.ipynb", "problem.ipynb", "--csv", "gone/table.csv"),
        ("handed_in/eve.ipynb", "handed_in"),
        ("problem.ipynb", "empty"),
        ("problem.ipynb", "handed_in/ada.py", "--csv", "empty"),
        ("problem.ipynb", "handed_in/ada.py", "--csv", "a" * 300 + "/table.csv"),
        ("problem.ipynb", "handed_in/ada.py", "--csv", "/proc/table.csv"),
        ("problem.ipynb", "a" * 300),
        ("a" * 300, "handed_in"),
        ("problem.ipynb", "two\nlines.py"),
    ],
)
def test_bad_input_is_one_line(words: tuple[str, ...], course: pathlib.Path) -> None:
    (course / "empty").mkdir()
    done = mastery("grade", *words, at=course)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mastery: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_table_goes_where_a_link_leads(course: pathlib.Path) -> None:
    (course / "table.csv").symlink_to(course / "far.csv")
    done = mastery("grade", "problem.ipynb", "handed_in/ada.py", "--csv", "table.csv", at=course)
    assert (done.returncode, done.stderr) == (0, "")
    assert (course / "table.csv").is_symlink()
    assert "passed" in (course / "far.csv").read_text()


@pytest.mark.parametrize(
    ("redirection", "status", "said"),
    [(">&-", 0, ""), (">/dev/full", 2, "mastery: No space left on device. Make room")],
)
def test_output_that_goes_nowhere_leaves_no_traceback(
    redirection: str, status: int, said: str, course: pathlib.Path
) -> None:
    line = f'"{sys.executable}" -c "{CODE}" grade problem.ipynb handed_in/ada.py {redirection}'
    done = subprocess.run(["sh", "-c", line], cwd=course, capture_output=True, text=True)
    assert (done.returncode, done.stderr[: len(said) or None]) == (status, said)


def test_ctrl_c_ends_it_without_a_word(course: pathlib.Path) -> None:
    for n in range(4):  # more than can be done when the first line is there
        (course / f"endless{n}.py").write_text(ANSWERS["cleo.py"])
    endless = [f"endless{n}.py" for n in range(4)]
    words = ("grade", "problem.ipynb", "handed_in/ada.py", *endless, "--json")
    with subprocess.Popen(
        [sys.executable, "-c", CODE, *words, "--jobs", "1", "--csv", "table.csv"],
        cwd=course,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout
        assert running.stderr
        assert "passed" in running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: all of its programs get it
        assert running.stderr.read() == ""
        assert running.wait(60) == 130
    assert not list(course.glob("*table.csv*"))


def test_what_stops_a_program_is_explained_with_its_values(tmp_path: pathlib.Path) -> None:
    (tmp_path / "stops.py").write_text("def last(xs):\n    return xs[3]\n\n\nlast([1, 2])\n")
    (tmp_path / "writes.py").write_text("open('made', 'w').write('x')\n")
    done = mastery("explain", "stops.py", "writes.py", "--json", at=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    stops, writes = (entry["explanation"] for entry in json.loads(done.stdout))
    assert (stops["kind"], stops["line"]) == ("IndexError", 2)
    assert "The length of 'xs' is 2" in stops["suggestions"][0]["because"]
    assert writes is None
    assert not (tmp_path / "made").exists()


def test_a_value_that_a_program_shows_and_that_is_no_result_yet_is_explained(
    tmp_path: pathlib.Path,
) -> None:
    shown = {
        "bound": ("word = 'Tea'\nprint(word.lower)\n", 2, "'lower' stands for a function"),
        "named": ("def twice(x):\n    return 2 * x\n\n\nprint(twice)\n", 5, "is not called"),
        "steps": ("nums = [1, 2]\nprint(2 * n for n in nums)\n", 2, "A generator hands out"),
        "mapped": ("print(map(str, [1]))\n", 1, "A map hands out"),
    }
    for name, (source, _, _) in shown.items():
        (tmp_path / f"{name}.py").write_text(source)
    (tmp_path / "fine.py").write_text("print(sum(n for n in [1, 2]))\n")
    done = mastery("explain", *(f"{n}.py" for n in shown), "fine.py", "--json", at=tmp_path)
    *told, fine = (entry["explanation"] for entry in json.loads(done.stdout))
    assert done.returncode == 1
    for found, (_, line, because) in zip(told, shown.values(), strict=True):
        assert found["line"] == line
        assert because in found["suggestions"][0]["because"]
    assert fine is None
