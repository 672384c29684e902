"""Source notebooks of nbgrader as drafts: what is taken over, what is told, what is refused."""

from __future__ import annotations

import ast
import json
import pathlib
from typing import Any

import pytest
from adaptive_server.importers.draft import DraftNotebook, NotImportable
from adaptive_server.importers.nbgrader_course import sources
from adaptive_server.importers.notebook import Place, notebook_text
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.format import parse_bytes
from adaptive_server.problems.handed_in import from_notebook
from adaptive_server.problems.release import build_release, checksum
from support.nbgrader_course import HIDDEN, cell, notebook, solve, test, write_course
from support.sample_problem import dumped, sample_problem

test.__test__ = False  # type: ignore[attr-defined]  # pytest: it makes a cell


def course(at: pathlib.Path, *cells: dict[str, Any], config: str = "") -> pathlib.Path:
    folder = at / "source" / "ps"
    folder.mkdir(parents=True)
    (at / "nbgrader_config.py").write_text(config)
    (folder / "one.ipynb").write_text(json.dumps(notebook(list(cells))))
    return at


def draft(root: pathlib.Path) -> DraftNotebook:
    (found,) = sources(root)
    assert isinstance(found.made, DraftNotebook), found.made
    return found.made


def problem(made: DraftNotebook) -> AuthoredProblem:
    parsed = parse_bytes(notebook_text(made, Place(), made.slug).encode(), "x")
    assert parsed.problem, parsed.findings
    return parsed.problem


ANSWER = solve("answer", "x = 3")
CHECK = test("check", 2, "assert x == 3\n" + HIDDEN.format("assert x > 2"))


def test_a_course_becomes_one_problem_per_notebook(tmp_path: pathlib.Path) -> None:
    write_course(tmp_path)
    one, two = sources(tmp_path)
    assert [one.name, two.name] == ["ps1/garden.ipynb", "ps2/market.ipynb"]
    assert isinstance(one.made, DraftNotebook)
    garden = problem(one.made)
    assert {t.grade_id: t.points for t in garden.tests} == {
        "bed_plain": 2,
        "bed_negative": 1,
        "order_plain": 2,
        "order_unknown": 1,
        "path_right": 1,
        "path_partial": 3,
    }
    assert [t.grade_id for t in garden.tests if t.partial] == ["path_partial"]
    assert {c.id: c.max_points for c in garden.manual} == {"why": 2, "draw": 2}
    assert [c.source for c in garden.given] == [
        "import math",
        "PRICES = {'mint': 2, 'thyme': 3, 'sage': 4}",
    ]
    assert "bed_area(2, 3)" not in [c.source for c in garden.given]
    assert isinstance(two.made, DraftNotebook)
    assert [(c.id, c.max_points) for c in problem(two.made).manual] == [("price", 2)]


def test_the_release_keeps_nbgrader_s_cells_and_no_answer(tmp_path: pathlib.Path) -> None:
    write_course(tmp_path)
    for source in sources(tmp_path):
        assert isinstance(source.made, DraftNotebook)
        release = build_release(problem(source.made))
        text = json.dumps(release)
        for secret in ("bed_area(5, 5)", "basil", "must be positive", "SOLUTION", "grows with"):
            assert secret not in text
        for made in release["cells"]:
            data = made["metadata"].get("nbgrader")
            if not data:
                continue
            assert data["schema_version"] == 3
            assert data["cell_type"] == made["cell_type"]
            assert data["checksum"] == checksum(made["cell_type"], "".join(made["source"]), data)
            assert ("points" in data) == (data["grade"] or data["task"])
            assert data["locked"] != data["solution"]
            if data["solution"] and made["cell_type"] == "code":
                ast.parse("".join(made["source"]))  # the stub is indented as the marker was


def test_a_release_of_nbgrader_itself_can_be_handed_in(tmp_path: pathlib.Path) -> None:
    made = problem(draft(course(tmp_path, cell("# T", kind="markdown"), ANSWER, CHECK, cell("x"))))
    theirs = notebook([cell("x = 4", "answer", grade=True), cell("print(x)")])
    found = from_notebook(theirs, made)
    assert (found.cells, found.loose) == ({"answer": "x = 4"}, ("print(x)",))


def test_delimiters_come_from_the_configuration_which_is_not_run(tmp_path: pathlib.Path) -> None:
    config = (
        "c = get_config()\nraise SystemExit\n"
        "c.ClearSolutions.begin_solution_delimeter = 'LOESUNG'\n"
        "c.ClearSolutions.end_solution_delimeter = 'ENDE'\n"
        "c.CourseDirectory.course_id = f()\n"
    )
    mine = cell("x = 0\n### LOESUNG\nx = 3\n### ENDE", "answer", solution=True)
    (solution,) = problem(draft(course(tmp_path, mine, CHECK, config=config))).solutions
    assert "x = 3" not in solution.starter
    assert "x = 0" in solution.starter


def test_a_text_of_the_name_that_our_statement_has_is_the_statement(
    tmp_path: pathlib.Path,
) -> None:
    text = cell("# Garden", "statement", "markdown", locked=True)
    first, *_ = draft(course(tmp_path, text, ANSWER, CHECK)).cells
    assert "".join(first["source"]) == "# Garden"
    assert first["metadata"]["nbgrader"]["grade_id"] == "statement"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Read this first.\n\n## A *herb* [garden](x.html) (4 points) ##\n# Later",
            "A herb garden",
        ),
        ("```\n# no heading\n```\nPlain words.", "One"),
        ("# <br>\n# " + "long " * 40, ("long " * 24).strip()),
    ],
)
def test_the_title_is_the_first_heading_or_else_the_name_of_the_file(
    text: str, title: str, tmp_path: pathlib.Path
) -> None:
    made = draft(course(tmp_path, ANSWER, cell(text, kind="markdown"), CHECK))
    assert problem(made).title == title


def test_of_what_learners_do_nothing_is_claimed_that_the_course_does_not_say(
    tmp_path: pathlib.Path,
) -> None:
    made = problem(draft(course(tmp_path, cell("# T", kind="markdown"), ANSWER, CHECK)))
    assert made.kind == "write_function"
    assert [c.own_starter for c in made.solutions] == [False]


def test_a_problem_of_ours_is_not_taken_for_a_course(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "source" / "ps"
    folder.mkdir(parents=True)
    (folder / "one.ipynb").write_bytes(dumped(sample_problem()))
    (told,) = sources(tmp_path)
    assert "in our format already" in str(told.made), "else its probes would be shown to learners"


def test_what_is_not_taken_over_is_noted(tmp_path: pathlib.Path) -> None:
    cells = [
        cell("%matplotlib inline\ny = 1"),
        ANSWER,
        CHECK,
        test("free", 0, "assert x"),
        cell("raw", kind="raw"),
        cell("x + 1"),
    ]
    root = course(tmp_path, *cells)
    (root / "source" / "ps" / "rain.csv").write_text("1")
    made = draft(root)
    told = "\n".join(made.notes)
    for words in (
        "%matplotlib",
        "free: a test without points",
        "a raw cell",
        "rain.csv",
        "uses the",
    ):
        assert words in told
    assert [c.source for c in problem(made).given] == ["pass  # %matplotlib inline\ny = 1"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([cell("### BEGIN SOLUTION\nx\n### END SOLUTION"), CHECK], "is no solution cell"),
        ([ANSWER, cell(HIDDEN.format("x"))], "is no test cell"),
        ([cell("### BEGIN SOLUTION\nx = 3", "answer", solution=True), CHECK], "without ### END"),
        ([ANSWER, test("auto", 1, "### AUTOTEST x")], "AUTOTEST"),
        ([cell("%%bash\nls |"), ANSWER, CHECK], "a cell of %%bash"),
        ([solve("statement", "x = 3"), CHECK], "is called statement; rename it"),
        ([cell("def ("), ANSWER, CHECK], "no valid Python"),
    ],
)
def test_what_nbgrader_or_we_would_refuse_is_told(
    cells: list[dict[str, Any]], reason: str, tmp_path: pathlib.Path
) -> None:
    (found,) = sources(course(tmp_path, *cells))
    assert isinstance(found.made, NotImportable)
    assert reason in str(found.made)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe", b"[" * 100_000, b"[]", b'{"nbformat": 3}', b'{"nbformat": 4, "cells": [1]}'],
)
def test_a_file_that_is_no_notebook_is_told(raw: bytes, tmp_path: pathlib.Path) -> None:
    root = course(tmp_path)
    (root / "source" / "ps" / "one.ipynb").write_bytes(raw)
    (found,) = sources(root)
    assert isinstance(found.made, NotImportable)


@pytest.mark.parametrize(
    "metadata", [{"kernelspec": {"language": "R"}}, {"language_info": {"name": "r"}}]
)
def test_a_notebook_of_another_language_is_told(
    metadata: dict[str, Any], tmp_path: pathlib.Path
) -> None:
    root = course(tmp_path, ANSWER, CHECK)
    path = root / "source" / "ps" / "one.ipynb"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"metadata": metadata}))
    (found,) = sources(root)
    assert str(found.made) == "its kernel is for r, not for Python"


def test_a_file_that_the_notebook_reads_is_written_by_a_cell_at_its_head(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = "def total():\n    return len(open('data/prices.csv').read())"
    root = course(tmp_path, solve("a", reads), test("t", 1, "assert total() == 9"))
    folder = root / "source" / "ps"
    (folder / "data").mkdir()
    (folder / "data" / "prices.csv").write_text("tea,3\n'x'")
    (folder / "plan.txt").write_text("unread")
    made = draft(root)
    assert made.notes == ("plan.txt beside it is not there when answers are graded",)
    found = problem(made)
    assert found.limits.files_kb == 1024
    (head,) = (c for c in made.cells if c["metadata"]["pythonmastery"]["role"] == "given")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    exec("".join(head["source"]), {})
    assert pathlib.Path("data/prices.csv").read_text() == "tea,3\n'x'"


def test_a_file_that_cannot_be_taken_along_is_told(tmp_path: pathlib.Path) -> None:
    root = course(tmp_path, solve("a", "x = open('photo.png')"), test("t", 1, "assert x"))
    (root / "source" / "ps" / "photo.png").write_bytes(b"\x89PNG\0")
    (note,) = draft(root).notes
    assert note.startswith("photo.png beside it is too large or no text")


@pytest.mark.parametrize("module", ["ovens.py", "ovens/__init__.py"])
def test_a_module_beside_the_notebook_is_named_as_what_to_put_into_a_cell(
    module: str, tmp_path: pathlib.Path
) -> None:
    root = course(tmp_path, cell("from ovens import warm"), ANSWER, CHECK)
    beside = root / "source" / "ps" / module
    beside.parent.mkdir(exist_ok=True)
    beside.write_text("warm = 3")
    (found,) = sources(root)
    assert f"it imports {module}, which a grader does not have" in str(found.made)


@pytest.mark.parametrize("given", ["", "source"])
def test_a_header_beside_the_assignments_hides_none_of_them(
    given: str, tmp_path: pathlib.Path
) -> None:
    root = course(tmp_path, ANSWER, CHECK)
    (root / "source" / "header.ipynb").write_text(json.dumps(notebook([cell("NAME = ''")])))
    (found,) = sources(root / given)
    assert found.name == "ps/one.ipynb"
    assert isinstance(found.made, DraftNotebook)
