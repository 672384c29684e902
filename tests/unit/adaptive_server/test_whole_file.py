"""Whoever's file cannot be written keeps the one that was there, and is told in one line."""

from __future__ import annotations

import pathlib

import pytest
from adaptive_server.problems.curriculum_error import CurriculumError
from adaptive_server.problems.whole_file import write_whole


def test_a_file_is_replaced_with_its_rights_and_nothing_is_left_beside_it(
    tmp_path: pathlib.Path,
) -> None:
    file = tmp_path / "problem.ipynb"
    file.write_text("old")
    file.chmod(0o640)
    write_whole(file, "né\n")
    assert file.read_text(encoding="utf-8") == "né\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: pathlib.Path) -> None:
    file, link = tmp_path / "there.csv", tmp_path / "link.csv"
    link.symlink_to(file)
    write_whole(link, "a")
    assert (link.is_symlink(), file.read_text()) == (True, "a")


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "problem.ipynb"
    file.write_text("the author's work")
    (tmp_path / ".problem.ipynb.part").mkdir()  # in the way of root, too
    with pytest.raises(CurriculumError, match="cannot be written") as refused:
        write_whole(file, "new")
    assert (file.read_text(), refused.value.code) == ("the author's work", "path-unwritable")
    assert str(file) in str(refused.value)


def test_a_file_in_no_folder_is_refused(tmp_path: pathlib.Path) -> None:
    with pytest.raises(CurriculumError, match="No such file"):
        write_whole(tmp_path / "gone" / "a.svg", "x")
    assert list(tmp_path.iterdir()) == []
