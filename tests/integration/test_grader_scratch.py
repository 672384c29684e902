"""The folder for files: made, measured, emptied and gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.scratch import Scratch, sweep

pytestmark = pytest.mark.integration


def test_a_folder_is_the_working_folder_until_it_is_closed() -> None:
    before = Path.cwd()
    scratch = Scratch(1000)
    assert Path.cwd() == Path(scratch.path)
    assert Path(scratch.path).stat().st_mode & 0o777 == 0o700
    Path("inner").mkdir()
    Path("inner/a").write_text("x")
    scratch.close()
    assert Path.cwd() == before
    assert not Path(scratch.path).exists()


def test_bytes_and_entries_are_counted_in_all_folders() -> None:
    scratch = Scratch(1000)
    try:
        Path("inner").mkdir()
        Path("inner/a").write_bytes(b"x" * 1000)
        assert not scratch.is_full()
        Path("b").write_bytes(b"x")
        assert scratch.is_full()
        scratch.clear()
        assert os.listdir() == []
        for number in range(200):
            Path(str(number)).touch()
        assert scratch.is_full()
    finally:
        scratch.close()


def test_what_a_killed_worker_left_is_swept_and_nothing_else() -> None:
    scratch, pid = Scratch(1000), os.getpid()
    os.chdir("/")
    sweep(pid + 1)
    assert Path(scratch.path).exists()
    sweep(pid)
    assert not Path(scratch.path).exists()
    scratch.close()
