"""What happens to a learner's files, case by case (docs/explanation/your-files.md)."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from adaptive_server.errors import CannotPlace
from adaptive_server.web.placing import place


def release(version: int = 1, problem_id: str = "s01.print.market-sign") -> dict[str, Any]:
    return {
        "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "Café — 市場"}],
        "metadata": {"pythonmastery": {"id": problem_id, "version": version}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def read(root: Path, path: str) -> Any:
    return json.loads((root / path).read_text(encoding="utf-8"))


def test_a_new_problem_is_put_into_its_sections_folder(tmp_path: Path) -> None:
    placed = place(tmp_path, release())
    assert placed.outcome == "created"
    assert placed.path == "PythonMastery/s01/market-sign.ipynb"
    assert read(tmp_path, placed.path) == release()


def test_opening_twice_keeps_the_file_byte_for_byte(tmp_path: Path) -> None:
    first = place(tmp_path, release())
    before = (tmp_path / first.path).read_bytes()
    again = place(tmp_path, release())
    assert (again.outcome, again.path) == ("kept", first.path)
    assert (tmp_path / first.path).read_bytes() == before


def test_edited_work_is_kept(tmp_path: Path) -> None:
    path = tmp_path / place(tmp_path, release()).path
    mine = release()
    mine["cells"].append({"cell_type": "code", "source": "my = 'work'"})
    path.write_text(json.dumps(mine), encoding="utf-8")
    assert place(tmp_path, release()).outcome == "kept"
    assert json.loads(path.read_text(encoding="utf-8")) == mine


def test_a_renamed_or_moved_notebook_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / place(tmp_path, release()).path
    moved = tmp_path / "PythonMastery" / "mine" / "finished.ipynb"
    moved.parent.mkdir()
    path.rename(moved)
    placed = place(tmp_path, release())
    assert (placed.outcome, placed.path) == ("kept", "PythonMastery/mine/finished.ipynb")
    assert not path.exists()


def test_a_deleted_notebook_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / place(tmp_path, release()).path
    path.unlink()
    assert place(tmp_path, release()).outcome == "created"
    assert path.exists()


def test_a_new_version_lies_beside_the_old_one(tmp_path: Path) -> None:
    old = tmp_path / place(tmp_path, release(1)).path
    before = old.read_bytes()
    placed = place(tmp_path, release(2))
    assert placed.outcome == "new_version_beside"
    assert placed.path == "PythonMastery/s01/market-sign-v2.ipynb"
    assert old.read_bytes() == before
    assert place(tmp_path, release(2)).outcome == "kept"


def test_a_file_of_the_learners_own_under_that_name_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "PythonMastery" / "s01" / "market-sign.ipynb"
    own.parent.mkdir(parents=True)
    own.write_text("not a notebook at all", encoding="utf-8")
    placed = place(tmp_path, release())
    assert placed.path == "PythonMastery/s01/market-sign-2.ipynb"
    assert own.read_text(encoding="utf-8") == "not a notebook at all"


def test_something_in_the_way_is_one_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "PythonMastery").write_text("a file where the folder should be")
    with pytest.raises(CannotPlace, match="cannot be written"):
        place(tmp_path, release())
    assert [p.name for p in tmp_path.iterdir()] == ["PythonMastery"]


def test_another_variant_is_put_beside_and_each_is_found_again(tmp_path: Path) -> None:
    first = place(tmp_path, release())
    other = release()
    other["metadata"]["pythonmastery"]["variant"] = 4
    beside = place(tmp_path, other)
    assert beside.outcome == "new_version_beside"
    assert beside.path == "PythonMastery/s01/market-sign-again.ipynb"
    assert read(tmp_path, first.path) == release()
    assert [place(tmp_path, x).path for x in (release(), other)] == [first.path, beside.path]


def test_a_read_only_folder_is_one_clear_error(tmp_path: Path) -> None:
    """The superuser ignores modes, so an unprivileged process tries it there."""
    home = tmp_path / "home"
    home.mkdir()
    tmp_path.chmod(0o755)
    if os.geteuid() != 0:
        home.chmod(0o500)
        with pytest.raises(CannotPlace):
            place(home, release())
        return
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setuid(65534)
            place(home, release())
        except CannotPlace:
            status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert list(home.iterdir()) == []


def test_many_at_once_make_one_whole_file_or_equal_copies_and_lose_none(tmp_path: Path) -> None:
    placed: list[str] = []
    threads = [
        threading.Thread(target=lambda: placed.append(place(tmp_path, release()).path))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(placed) == 8
    assert all(read(tmp_path, path) == release() for path in placed)
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("name", ["s01.x.../../etc", "s01.x.a/b", "S01.X.ÜBUNG"])
def test_an_odd_id_stays_inside_the_folder(tmp_path: Path, name: str) -> None:
    placed = place(tmp_path, release(problem_id=name))
    assert (tmp_path / placed.path).resolve().is_relative_to(tmp_path / "PythonMastery")
