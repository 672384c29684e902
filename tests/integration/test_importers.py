"""Each foreign format becomes problems that `mastery grade` passes with their own reference."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import types
from collections.abc import Callable

import pytest
from adaptive_server.adapters.nbgrader_gradebook import write_gradebook
from adaptive_server.problems.curriculum_error import CurriculumError
from adaptive_server.problems.format import parse_file
from support.foreign_sets import (
    EXERCISE,
    HUMANEVAL,
    HUMANEVAL_LOOP,
    MBPP,
    MBPP_LAMBDA,
    PAIR,
    write_files,
    write_lines,
)
from support.mastery_command import mastery_here
from support.nbgrader_course import hand_in, write_course
from support.sample_problem import dumped, sample_problem

pytestmark = pytest.mark.integration


def _humaneval(at: pathlib.Path) -> pathlib.Path:
    return write_lines(at / "tasks.jsonl", HUMANEVAL, HUMANEVAL_LOOP)


def _mbpp(at: pathlib.Path) -> pathlib.Path:
    return write_lines(at / "tasks.jsonl", MBPP, MBPP_LAMBDA)


def _exercism(at: pathlib.Path) -> pathlib.Path:
    return write_files(at / "track" / "exercises" / "tea-time", EXERCISE).parents[1]


def _pytest(at: pathlib.Path) -> pathlib.Path:
    return write_files(at / "pairs", PAIR)


WRONG = {
    "humaneval": "def corner(a, b): return 5.0\ndef stalls(names): return len(names)",
    "mbpp": "def crates(melons, each): return 2",
    "exercism": "def minutes(kind): return 2\ndef label(kind, name='tea'): return name",
    "pytest": "def wait(now, departures): return 5\ndef board(n): print(n)",
}


@pytest.mark.parametrize(
    ("form", "make", "count", "tests"),
    [
        ("humaneval", _humaneval, 2, 4),
        ("mbpp", _mbpp, 2, 4),
        ("exercism", _exercism, 1, 3),
        ("pytest", _pytest, 1, 5),
    ],
)
def test_a_set_is_imported_and_grades_its_own_reference(
    form: str,
    make: Callable[[pathlib.Path], pathlib.Path],
    count: int,
    tests: int,
    tmp_path: pathlib.Path,
) -> None:
    source, out = make(tmp_path), tmp_path / "out"
    done = mastery_here("curriculum", "import", str(source), "--format", form, "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{count} imported, 0 not\n"
    files = sorted(out.glob("*/problem.ipynb"))
    assert len(files) == count
    problems = [parse_file(file).problem for file in files]
    assert sum(len(p.tests) for p in problems if p) == tests
    (tmp_path / "wrong.py").write_text(WRONG[form])
    for file, problem in zip(files, problems, strict=True):
        assert problem
        assert "raise NotImplementedError()" in problem.solutions[0].starter or form == "exercism"
        (tmp_path / "right.py").write_text(problem.reference)
        graded = mastery_here("grade", str(file), "right.py", "wrong.py", "--json", at=tmp_path)
        right, wrong = map(json.loads, graded.stdout.splitlines())
        assert (right["status"], right["score"]) == ("passed", right["max_score"])
        assert wrong["status"] in ("partly", "failed")


def test_an_answer_that_changes_an_argument_which_the_test_looks_at_again_fails(
    tmp_path: pathlib.Path,
) -> None:
    tidy = HUMANEVAL | {
        "prompt": "def tidy(xs):\n",
        "entry_point": "tidy",
        "canonical_solution": "    return sorted(xs)",
        "test": "def check(f):\n    a = [2, 1]\n    assert f(a) == [1, 2]\n    assert a == [2, 1]",
    }
    write_lines(tmp_path / "tasks.jsonl", tidy)
    words = ("tasks.jsonl", "--format", "humaneval", "--out", "o")
    done = mastery_here("curriculum", "import", *words, at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (file,) = tmp_path.glob("o/*/problem.ipynb")
    (tmp_path / "a.py").write_text("def tidy(xs):\n    return sorted(xs)\n")
    (tmp_path / "b.py").write_text("def tidy(xs):\n    xs.sort()\n    return xs\n")
    graded = mastery_here("grade", str(file), "a.py", "b.py", "--json", at=tmp_path)
    told = [json.loads(line)["status"] for line in graded.stdout.splitlines()]
    assert told == ["passed", "failed"]


def test_an_exercise_may_patch_the_answer_make_files_and_skip_what_is_not_there(
    tmp_path: pathlib.Path,
) -> None:
    tests = (
        "import os, tempfile, unittest\nfrom unittest.mock import mock_open, patch\n"
        "import tea_time\nfrom tea_time import label, minutes\n"
        "class TeaTest(unittest.TestCase):\n"
        "    @patch('tea_time.minutes', return_value=9)\n"
        "    @patch('tea_time.print', create=True)\n"
        "    def test_patched(self, shown, minutes):\n"
        "        self.assertEqual(tea_time.label('mint'), '9')\n"
        "        shown.assert_called_once_with('mint')\n"
        "    def test_open(self):\n"
        "        with patch('tea_time.open', mock_open(read_data='a b'), create=True):\n"
        "            self.assertEqual(tea_time.minutes('x'), 2)\n"
        "    def test_file(self):\n"
        "        with tempfile.TemporaryDirectory() as folder:\n"
        "            path = os.path.join(folder, 'kinds')\n"
        "            with open(path, 'w') as file:\n                file.write('a b c')\n"
        "            self.assertEqual(minutes(path), 3)\n"
        "    @unittest.skip('later')\n"
        "    def test_later(self):\n        tea_time.cups()\n"
    )
    reference = (
        "def minutes(path):\n    with open(path) as file:\n"
        "        return len(file.read().split())\n"
        "def label(kind):\n    print(kind)\n    return str(minutes(kind))\n"
    )
    files = EXERCISE | {"tea_time_test.py": tests, ".meta/exemplar.py": reference}
    write_files(tmp_path / "tea-time", files)
    words = ("tea-time", "--format", "exercism", "--out", "o")
    done = mastery_here("curriculum", "import", *words, at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "a.py").write_text(reference.replace("print(kind)", "pass"))
    graded = mastery_here("grade", "o/tea-time", "a.py", "--json", at=tmp_path)
    passed = [test["passed"] for test in json.loads(graded.stdout)["tests"]]
    assert passed == [False, True, True]


def test_what_cannot_be_imported_is_named_with_its_reason_and_the_rest_goes_on(
    tmp_path: pathlib.Path,
) -> None:
    wrong = HUMANEVAL | {"canonical_solution": "    return 0\n"}
    sorts = HUMANEVAL | {
        "prompt": "def tidy(xs):\n",
        "entry_point": "tidy",
        "canonical_solution": "    xs.sort()",
        "test": "def check(f):\n    xs = [2, 1]\n    assert f(xs) is None\n    assert xs[0] == 1",
    }
    reads = MBPP | {"code": "def crates(a, b):\n    return int(open('list.txt').read())"}
    write_lines(tmp_path / "read.jsonl", reads)
    words = ("read.jsonl", "--format", "mbpp", "--out", "o")
    told = mastery_here("curriculum", "import", *words, at=tmp_path).stderr
    assert "test-1 reads the file list.txt, which is not there when answers are graded" in told
    write_lines(tmp_path / "tasks.jsonl", wrong, "[" * 100_000, HUMANEVAL, sorts)
    words = ("tasks.jsonl", "--format", "humaneval", "--out", "o")
    done = mastery_here("curriculum", "import", *words, at=tmp_path)
    first, second, third = sorted(done.stderr.splitlines())
    assert (done.returncode, done.stdout) == (1, "2 imported, 2 not\n")
    assert third.endswith(
        "test-1: its arguments take over what the answer makes of them (in_place)."
    )
    assert "line 1 (Own/0): not imported: its own reference does not pass: test-1 (Case" in first
    assert second == "tasks.jsonl, line 2: not imported: the line is no JSON object."
    assert len(list(tmp_path.glob("o/*"))) == 2


def test_nothing_is_overwritten(tmp_path: pathlib.Path) -> None:
    _mbpp(tmp_path)
    words = ("curriculum", "import", "tasks.jsonl", "--format", "mbpp", "--out", "o")
    assert mastery_here(*words, at=tmp_path).returncode == 0
    file, _ = sorted((tmp_path / "o").glob("*/problem.ipynb"))
    file.write_text("mine")
    again = mastery_here(*words, at=tmp_path)
    assert (again.returncode, file.read_text()) == (1, "mine")
    assert "is there already" in again.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("gone.jsonl", "--format", "mbpp"),
        (".", "--format", "mbpp"),
        (".", "--format", "exercism"),
    ],
)
def test_bad_input_has_status_2(words: tuple[str, ...], tmp_path: pathlib.Path) -> None:
    done = mastery_here("curriculum", "import", *words, "--out", "o", at=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_course_of_nbgrader_is_released_handed_in_and_graded(tmp_path: pathlib.Path) -> None:
    write_course(tmp_path)
    words = ("curriculum", "import", ".", "--format", "nbgrader", "--out", "o", "--json")
    done = mastery_here(*words, at=tmp_path)
    assert done.returncode == 0
    problem = "o/ps1-garden/problem.ipynb"
    mastery_here("curriculum", "release", problem, "--out", "release.ipynb", at=tmp_path)
    right: dict[str, str] = {}
    tangled = {"order_total": "def order_total(order:\n    return 3", "why": "It grows."}
    for name, change in (("ada", right), ("ben", tangled)):
        target = tmp_path / "submitted" / name / "ps1" / "garden.ipynb"
        hand_in(tmp_path / "release.ipynb", target, "ps1", change)
    graded = mastery_here("grade", problem, "submitted", "--json", at=tmp_path)
    ada, ben = map(json.loads, graded.stdout.splitlines())
    assert graded.returncode == 0
    assert (ada["status"], ada["score"], ada["max_score"]) == ("passed", 10, 10)
    assert [m["unchanged"] for m in ada["manual"]] == [True, True]
    # One answer that Python cannot read costs its own points and no others.
    assert (ben["status"], ben["score"]) == ("partly", 7)
    assert "Python cannot read" in ben["message"]
    assert ben["message"].endswith("The other cells were graded without it.")
    assert [m["unchanged"] for m in ben["manual"]] == [False, True]


def test_without_nbgrader_no_gradebook_is_written_and_nothing_is_graded(
    tmp_path: pathlib.Path,
) -> None:
    (tmp_path / "problem.ipynb").write_bytes(dumped(sample_problem()))
    (tmp_path / "a.py").write_text("def fare(age, zones): return 4")
    words = ("problem.ipynb", "a.py", "--gradebook", "sqlite:///g.db")
    done = mastery_here("grade", *words, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mastery: nbgrader is not installed here.")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (("s/ada/ps1/a.ipynb", "s/ada/ps1/b.ipynb"), "the files are of 2 notebooks, a, b:"),
        (("one/ada/ps1/a.ipynb", "two/ada/ps1/a.ipynb"), "are both of the student ada"),
        (("ada/ps1/a.ipynb", "ben/ps1/a.ipynb"), "are both of the student a, as"),
    ],
)
def test_a_gradebook_is_not_given_two_answers_of_one_student(
    files: tuple[str, ...], told: str, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "problem.ipynb").write_bytes(dumped(sample_problem()))
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("{}")
    words = ("problem.ipynb", *files, "--gradebook", "sqlite:///g.db")
    done = mastery_here("grade", *words, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.endswith("[input-invalid]\n")
    assert done.stderr.count("\n") == 1


def test_where_nbgrader_cannot_start_its_programs_there_is_one_line(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def start(url: str) -> None:
        subprocess.check_output([sys.executable, "-I", "-c", "import nothing_here"])

    monkeypatch.setitem(sys.modules, "nbgrader.api", types.SimpleNamespace(Gradebook=start))
    path = tmp_path / "problem.ipynb"
    path.write_bytes(dumped(sample_problem()))
    problem = parse_file(path).problem
    assert problem
    with pytest.raises(CurriculumError, match="No module named 'nothing_here'") as refused:
        write_gradebook("sqlite:///g.db", "ps1", problem, [])
    assert "\n" not in str(refused.value)
    assert capfd.readouterr().err == ""
