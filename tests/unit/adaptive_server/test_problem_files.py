"""Where problems lie: links that lead nowhere are told of, not passed over."""

from __future__ import annotations

import pathlib

import pytest
from adaptive_server.problems.curriculum_error import CurriculumError
from adaptive_server.problems.files import find_skills, problem_files
from adaptive_server.problems.finding import Finding, Level
from adaptive_server.problems.format import parse_file
from adaptive_server.problems.submission_files import find_problem


@pytest.mark.parametrize("target", ["/nowhere/problem.ipynb", "problem.ipynb"])
def test_a_link_that_leads_nowhere_or_in_a_circle_is_a_finding(
    target: str, tmp_path: pathlib.Path
) -> None:
    link = tmp_path / "a" / "problem.ipynb"
    link.parent.mkdir()
    link.symlink_to(target)
    (tmp_path / "skills.yaml").touch()
    assert problem_files([tmp_path]) == problem_files([link]) == [link]
    assert find_skills(link) == tmp_path / "skills.yaml"
    assert [f.message for f in parse_file(link).findings] == ["the link leads nowhere"]


def test_a_finding_is_one_line_with_one_mark_between_its_sentences() -> None:
    def line(message: str) -> str:
        return str(Finding("p", "c", 2, "x", Level.ERROR, message, "Do it"))

    assert line("it is so") == "p, c, line 2: error [x] it is so. Do it"
    assert line("is it so?") == "p, c, line 2: error [x] is it so? Do it"


def test_a_file_that_is_no_problem_is_named_once(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no notebook")
    with pytest.raises(CurriculumError) as caught:
        find_problem(str(path), tmp_path)
    assert str(caught.value).count("notes.txt") == 1
