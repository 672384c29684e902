"""A course as one zip file: what comes out is what went in, and hostile files leave nothing."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.problems.archive import course_files, pack, unpack
from adaptive_server.problems.curriculum_error import CurriculumError

COURSE = Path(__file__).parents[3] / "curriculum"
SECTION = COURSE / "01_first_steps"
SKILLS = "skills.yaml"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def zipped(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_what_comes_out_is_what_went_in(tmp_path: Path) -> None:
    pack(course_files([SECTION]), tmp_path / "a.zip")
    names = unpack(tmp_path / "a.zip", tmp_path / "course")
    found = contents(tmp_path / "course")
    assert sorted(found) == names
    assert found == {name: (COURSE / name).read_bytes() for name in names}
    kinds = {"skills.es.yaml", "01_first_steps/tip-jar/problem.ipynb"}
    assert kinds <= {*names}
    assert {p.name for p in SECTION.rglob("*.es.yaml")} <= {n.split("/")[-1] for n in names}
    assert "s01.print.market-sign" in load_bank(tmp_path / "course").problems

    pack(course_files([tmp_path / "course"]), tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_one_problem_brings_its_translation_and_the_graph(tmp_path: Path) -> None:
    names = list(course_files([SECTION / "tip-jar" / "problem.ipynb"]))
    folder = "01_first_steps/tip-jar"
    assert names == [
        f"{folder}/problem.es.yaml",
        f"{folder}/problem.ipynb",
        "skills.es.yaml",
        SKILLS,
    ]


def test_problems_that_lie_elsewhere_are_packed_with_the_graph_that_is_named(
    tmp_path: Path,
) -> None:
    shutil.copytree(SECTION / "tip-jar", tmp_path / "imported" / "tip-jar")
    names = list(course_files([tmp_path / "imported" / "tip-jar"], COURSE / SKILLS))
    assert names == ["skills.es.yaml", SKILLS, "tip-jar/problem.es.yaml", "tip-jar/problem.ipynb"]


@pytest.mark.parametrize("graph", ["missing/skills.yaml", "graph.yaml", "."])
def test_what_is_named_as_the_graph_has_to_be_one(tmp_path: Path, graph: str) -> None:
    (tmp_path / "graph.yaml").write_text("")
    with pytest.raises(CurriculumError, match=r"is no skills\.yaml"):
        course_files([SECTION / "tip-jar"], tmp_path / graph)


@pytest.mark.parametrize(
    "name",
    [
        "../problem.ipynb",
        "/etc/problem.ipynb",
        "a/../../problem.ipynb",
        "a\\..\\problem.ipynb",
        "C:/a/problem.ipynb",
        ".ssh/authorized_keys",
        "a/.b/problem.ipynb",
        "a/problem.py",
        "a/b/c/d/e/f/problem.ipynb",
        "a/problem.ipynb\n",
        f"{'a' * 250}/problem.ipynb",
    ],
)
def test_a_name_that_no_course_has_leaves_nothing(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", **{SKILLS: b"", name: b"{}"})
    with pytest.raises(CurriculumError, match="is no file of a course"):
        unpack(path, tmp_path / "out")
    assert list(tmp_path.iterdir()) == [path]


def test_too_much_leaves_nothing(tmp_path: Path) -> None:
    bomb = {SKILLS: b"", "a/problem.ipynb": bytes(60_000_000)}
    path = zipped(tmp_path / "a.zip", **bomb)
    assert path.stat().st_size < 100_000
    with pytest.raises(CurriculumError, match=r"a/problem\.ipynb is too large"):
        unpack(path, tmp_path / "out")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a/problem.ipynb": b""}, "has no skills.yaml"),
        ({SKILLS: b"", "a/problem.ipynb": b"", "A/problem.ipynb": b""}, "one twice"),
    ],
)
def test_what_is_no_course_is_told(tmp_path: Path, files: dict[str, bytes], said: str) -> None:
    with pytest.raises(CurriculumError, match=said):
        unpack(zipped(tmp_path / "a.zip", **files), tmp_path / "out")


@pytest.mark.parametrize("damage", [b"", b"no zip", None])
def test_a_damaged_file_is_told(tmp_path: Path, damage: bytes | None) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(SKILLS, b"x" * 1000)
    path = tmp_path / "a.zip"
    path.write_bytes(raw.getvalue().replace(b"xxxx", b"xxxy") if damage is None else damage)
    with pytest.raises(CurriculumError, match="cannot be unpacked"):
        unpack(path, tmp_path / "out")
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    shutil.copy(COURSE / SKILLS, tmp_path / "course")
    pack({SKILLS: COURSE / SKILLS}, tmp_path / "a.zip")
    before = (tmp_path / "a.zip").read_bytes()
    with pytest.raises(CurriculumError, match="Name a new file"):
        pack({SKILLS: COURSE / SKILLS}, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == before
    with pytest.raises(CurriculumError, match="Name a new folder"):
        unpack(tmp_path / "a.zip", tmp_path / "course")


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(CurriculumError, match="no such file"):
        unpack(tmp_path / "none.zip", tmp_path / "out")
    with pytest.raises(CurriculumError, match="there is no such file"):
        pack({SKILLS: tmp_path / "none"}, tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []
