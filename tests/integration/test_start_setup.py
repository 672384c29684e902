"""`dev.py` brings a fresh, a half-made or a moved clone to where the product can start."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from support.toy_clone import ToyClone

pytestmark = pytest.mark.integration

STEPS = ["hatchling", "run", "ci", "build:prod"]


@pytest.fixture
def clone(tmp_path: Path) -> ToyClone:
    return ToyClone(tmp_path / "Ein Ördner 学")


def gone(pid: int) -> bool:
    """Whether a process has ended or ends by itself, well before the toy's hang is over."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (OSError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def test_a_fresh_clone_is_set_up_and_a_second_start_does_nothing_again(clone: ToyClone) -> None:
    status, said = clone.run()
    assert (status, said.splitlines()[-1]) == (0, "the product runs"), said
    assert len(clone.calls()) == 5
    assert clone.run() == (0, "the product runs\n")
    status, said = clone.run("setup")
    assert (status, len(said.splitlines()), clone.calls()) == (0, 1, [])
    built = clone.folder / ".venv/share/jupyter/labextensions/@pythonmastery/tutor-labext"
    assert sorted(p.name for p in built.iterdir()) == ["install.json", "package.json"]


def test_a_changed_source_of_the_panel_repeats_the_build_alone(clone: ToyClone) -> None:
    clone.run()
    clone.calls()
    (clone.folder / "extensions/tutor_labext/src/index.ts").write_text("changed")
    clone.run()
    assert clone.calls() == ["npm run build:prod"]


@pytest.mark.parametrize("word", STEPS)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_each_step_ends_it_all_and_the_next_start_goes_on(
    clone: ToyClone, word: str, number: signal.Signals
) -> None:
    status, said = clone.run_until(word, number)
    assert status == 1
    assert said.endswith("Stopped. Start again to go on; what is done stays done.\n")
    assert "Traceback" not in said
    assert gone(clone.hanging)
    assert clone.run()[1].endswith("the product runs\n")


@pytest.mark.parametrize("word", STEPS)
def test_kill_9_in_each_step_takes_the_step_along_and_the_next_start_goes_on(
    clone: ToyClone, word: str
) -> None:
    clone.run_until(word, signal.SIGKILL)
    assert gone(clone.hanging)
    assert clone.run()[1].endswith("the product runs\n")


@pytest.mark.parametrize(
    ("word", "its_words", "ours"),
    [
        ("run", "OSError: [Errno 28] No space left on device", "the disk is full"),
        ("run", "NewConnectionError: [Errno 111] Connection refused", "cannot be reached"),
        ("ci", "npm error code ENOTFOUND", "cannot be reached"),
        ("ci", "npm error code SELF_SIGNED_CERT_IN_CHAIN", "certificate that is not trusted"),
        ("build:prod", "src/index.ts(1,1): error TS1005: ';' expected", "error TS1005"),
    ],
)
def test_a_failing_step_is_named_with_its_reason_and_the_next_start_goes_on(
    clone: ToyClone, word: str, its_words: str, ours: str
) -> None:
    (clone.tools / f"fail-{word}").write_text(f"Traceback (most recent call last):\n{its_words}")
    status, said = clone.run()
    last = said.rstrip().splitlines()
    assert status == 1
    assert " did not work: " in last[-2]
    assert ours in last[-2]
    assert last[-1] == "Then start again; what is done stays done."
    assert "Traceback" not in said
    (clone.tools / f"fail-{word}").unlink()
    assert clone.run()[1].endswith("the product runs\n")


def test_a_moved_clone_is_set_up_anew(clone: ToyClone) -> None:
    clone.run()
    clone.calls()
    clone.folder = clone.folder.rename(clone.folder.with_name("moved"))
    assert clone.run()[1].endswith("the product runs\n")
    assert len(clone.calls()) == 5


def test_what_was_removed_from_the_built_folders_is_made_again(clone: ToyClone) -> None:
    clone.run()
    shutil.rmtree(clone.folder / "deploy/proxy/node_modules")
    shutil.rmtree(clone.folder / "extensions/tutor_labext/labextension")
    clone.calls()
    assert clone.run()[1].endswith("the product runs\n")
    assert [call.split()[:3] for call in clone.calls()] == [
        ["npm", "ci", "--include=dev"],
        ["npm", "run", "build:prod"],
    ]


def test_packages_that_are_left_half_installed_are_not_taken_for_whole(clone: ToyClone) -> None:
    clone.run()
    shutil.rmtree(clone.folder / "deploy/proxy/node_modules")
    (clone.tools / "fail-halfway").write_text("")
    for _ in range(2):
        status, said = clone.run()
        assert status == 1
        assert "Installing the proxy did not work: the package index cannot be reached" in said
    (clone.tools / "fail-halfway").unlink()
    assert clone.run()[1].endswith("the product runs\n")


def test_a_file_in_the_place_of_the_environment_does_not_stop_it(clone: ToyClone) -> None:
    (clone.folder / ".venv").write_text("")
    assert clone.run()[1].endswith("the product runs\n")


def test_a_second_start_waits_until_the_first_has_set_up(clone: ToyClone) -> None:
    first, second = clone.begin(), clone.begin()
    said = [process.communicate(timeout=60)[0] for process in (first, second)]
    assert [text.splitlines()[-1] for text in said] == ["the product runs"] * 2
    assert len(clone.calls()) == 5
