"""The gate for lessons: a sound one passes, and each seeded fault is found by its check."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import pytest
from adaptive_server.gate.lessons import check_lesson
from adaptive_server.gate.runner import JudgeRunner
from adaptive_server.problems.lesson_format import parse_lesson
from support.mastery_command import mastery_here
from support.sample_lesson import sample_lesson
from support.sample_problem import Notebook, dumped, header
from support.sample_skills import skills_file, write_curriculum

pytest_plugins = ["support.gate_runner"]
pytestmark = pytest.mark.integration


def found(nb: Notebook, folder: pathlib.Path, runner: JudgeRunner) -> set[str]:
    file = folder / "lesson.ipynb"
    file.write_bytes(dumped(nb))
    return {f.check for f in check_lesson(parse_lesson(file), skills_file(), runner)}


def put(cell: int, **changes: Any) -> Callable[[Notebook], None]:
    return lambda nb: nb["cells"][cell].update(changes)


def tell(cell: int, **changes: Any) -> Callable[[Notebook], None]:
    return lambda nb: nb["cells"][cell]["metadata"]["pythonmastery"].update(changes)


def say(**changes: Any) -> Callable[[Notebook], None]:
    return lambda nb: header(nb).update(changes)


HARD = "Notwithstanding considerable terminological heterogeneity, comprehension necessitates " * 5

FAULTS: dict[str, tuple[Callable[[Notebook], None], str]] = {
    "an unknown lesson": (say(lesson="s09.l9", id="s09.l9.numbers"), "lesson"),
    "a strange id": (say(id="numbers"), "schema"),
    "a field too many": (say(kcs=[]), "schema"),
    "an hour": (say(minutes=60), "schema"),
    "too little time": (say(minutes=2), "lesson-minutes"),
    "no licence": (say(licence="mine"), "licence"),
    "an output": (put(1, outputs=[{"output_type": "stream", "text": "14"}]), "outputs"),
    "another role": (tell(1, role="solution"), "role"),
    "no heading": (put(0, source="Numbers. " * 40), "lesson-title"),
    "nothing to change": (tell(2, role="concept"), "lesson-parts"),
    "two predictions": (tell(2, role="predict"), "lesson-parts"),
    "hard words": (put(0, source="# Words\n\n" + HARD), "lesson-reading"),
    "hardly a word": (put(0, source="# Numbers"), "lesson-length"),
    "far too many words": (put(0, source="# Many\n\n" + "One two. " * 300), "lesson-length"),
    "a wide line": (put(1, source="print(" + "1 + " * 20 + "1)"), "lesson-width"),
    "taught later": (put(1, source="def f():\n    return 1"), "construct"),
    "a script": (put(0, source="# Numbers\n\n<script>x</script> " + "Add. " * 60), "markup"),
    "no Python": (put(1, source="print("), "syntax"),
    "an error": (put(1, source="print(1 / 0)"), "lesson-runs"),
    "no error where one is told": (tell(1, raises="NameError"), "lesson-runs"),
}


def test_a_sound_lesson_passes(tmp_path: pathlib.Path, runner: JudgeRunner) -> None:
    assert found(sample_lesson(), tmp_path, runner) == set()


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_fault_is_found(fault: str, tmp_path: pathlib.Path, runner: JudgeRunner) -> None:
    nb = sample_lesson()
    change, check = FAULTS[fault]
    change(nb)
    assert check in found(nb, tmp_path, runner)


def test_errors_and_typed_lines_that_are_told_are_fine(
    tmp_path: pathlib.Path, runner: JudgeRunner
) -> None:
    nb = sample_lesson()
    nb["cells"][1]["source"] = "print(total)"
    tell(1, raises="NameError")(nb)
    nb["cells"][4]["source"] = "print(input())"
    tell(4, typed=["7"])(nb)
    assert found(nb, tmp_path, runner) == set()


def test_the_command_checks_lessons_alone_and_refuses_two_of_one(tmp_path: pathlib.Path) -> None:
    write_curriculum(tmp_path)
    folder = tmp_path / "01_first" / "lessons"
    folder.mkdir(parents=True)
    (folder / "one.ipynb").write_bytes(dumped(sample_lesson()))
    done = mastery_here("curriculum", "check", str(folder))
    assert (done.returncode, done.stdout) == (0, "1 lesson checked: 0 errors, 0 warnings\n")
    (folder / "two.ipynb").write_bytes(dumped(sample_lesson()))
    done = mastery_here("curriculum", "check", str(folder))
    assert (done.returncode, done.stdout.count("lesson-twice")) == (1, 2)
