"""A bank that is kept is the one that its files make, or it is made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from adaptive_server.adapters import kept_bank as module
from adaptive_server.adapters.kept_bank import MOST_KEPT, kept_bank
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.problems.bank import Bank
from adaptive_server.problems.curriculum_error import CurriculumError

COURSE = Path(__file__).parents[3] / "curriculum"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two problems of one section, with lessons, translations and variants."""
    folder, section = tmp_path / "course", COURSE / "01_first_steps"
    for name in ("lessons", "mango-crates", "tip-jar"):
        shutil.copytree(section / name, folder / section.name / name)
    for path in COURSE.glob("skills*.yaml"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders that were really read."""
    seen: list[Path] = []

    def load(folder: Path) -> Bank:
        seen.append(folder)
        return load_bank(folder)

    monkeypatch.setattr(module, "load_bank", load)
    return seen


def entry(kept: Path) -> Path:
    (only,) = kept.iterdir()
    return only


def test_what_is_kept_equals_what_the_notebooks_say(
    course: Path, kept: Path, loads: list[Path]
) -> None:
    fresh, again = kept_bank(course, kept), kept_bank(course, kept)
    assert loads == [course]
    assert again == fresh == load_bank(course)
    assert list(again.problems) == list(fresh.problems)
    assert list(again.lessons) == list(fresh.lessons)
    assert again.graph.order() == fresh.graph.order()
    assert again.speaking("es") == fresh.speaking("es")
    assert any(p.languages for p in again.problems.values())
    assert any(p.variants for p in again.problems.values())


def test_no_one_else_can_read_it(course: Path, kept: Path) -> None:
    kept_bank(course, kept)
    assert entry(kept).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["skills.es.yaml", "01_first_steps/tip-jar/problem.es.yaml"])
def test_a_changed_file_is_read_again(
    name: str, course: Path, kept: Path, loads: list[Path]
) -> None:
    kept_bank(course, kept)
    (course / name).unlink()
    assert kept_bank(course, kept) == load_bank(course)
    assert len(loads) == 2


def test_other_code_reads_it_again(
    course: Path, kept: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_bank(course, kept)
    monkeypatch.setattr(module, "code_digest", lambda _: "other")
    kept_bank(course, kept)
    assert len(loads) == 2


def test_a_fault_is_told_each_time_and_nothing_is_kept(course: Path, kept: Path) -> None:
    (course / "01_first_steps/tip-jar/problem.ipynb").write_text("{")
    for _ in range(2):
        with pytest.raises(CurriculumError, match="tip-jar"):
            kept_bank(course, kept)
    assert not kept.exists()


def test_a_damaged_entry_is_made_anew(course: Path, kept: Path, loads: list[Path]) -> None:
    whole = kept_bank(course, kept)
    content = entry(kept).read_bytes()
    for damaged in (b"", content[:-100], content.replace(b"tip-jar", b"tip-jug")):
        entry(kept).write_bytes(damaged)
        assert kept_bank(course, kept) == whole
    assert len(loads) == 4
    assert entry(kept).read_bytes() == content


def test_a_course_that_changes_while_it_is_read_is_not_kept(
    course: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(folder: Path) -> Bank:
        (folder / "skills.es.yaml").unlink()
        return load_bank(folder)

    monkeypatch.setattr(module, "load_bank", load)
    kept_bank(course, kept)
    assert not kept.exists()


def test_a_folder_that_cannot_be_written_does_not_matter(course: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert kept_bank(course, tmp_path / "file" / "kept").problems


def test_only_the_last_few_are_left(course: Path, kept: Path) -> None:
    for name in "abcde":
        (course / f"{name}.yaml").write_text(name)
        kept_bank(course, kept)
    assert len(list(kept.iterdir())) == MOST_KEPT
