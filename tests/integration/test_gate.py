"""The gate with the real judge: sound problems pass, each planted fault is seen."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from adaptive_server.gate.workers import check
from adaptive_server.problems.curriculum_error import CurriculumError
from adaptive_server.problems.finding import Finding, Level
from adaptive_server.problems.skills_file import load_skills
from support.sample_problem import (
    REFERENCE,
    STATEMENT,
    Edit,
    Notebook,
    by_id,
    by_role,
    edit,
    header,
    parsed,
    program_problem,
    sample_problem,
    set_source,
    skills_file,
    write_curriculum,
)

pytestmark = pytest.mark.integration
CURRICULUM = pathlib.Path(__file__).parents[2] / "curriculum"


@pytest.fixture(scope="module")
def runner() -> Iterator[JudgeRunner]:
    with JudgeRunner() as made:
        yield made


def findings(nb: Notebook, runner: JudgeRunner) -> list[Finding]:
    return check_problem(parsed(nb), skills_file(), runner)


@pytest.mark.parametrize("make", [sample_problem, program_problem])
def test_a_sound_problem_passes(make: Any, runner: JudgeRunner) -> None:
    assert findings(make(), runner) == []


def _answer(old: str, new: str) -> Edit:
    return lambda nb: edit(by_id(nb, "answer"), old, new)


def _probe(number: int, old: str, new: str) -> Edit:
    return lambda nb: edit(by_role(nb, "probe")[number], old, new)


def _test(name: str, old: str, new: str) -> Edit:
    return lambda nb: edit(by_id(nb, name), old, new)


def _starter(code: str) -> Edit:
    def spoil(nb: Notebook) -> None:
        cell = {
            "cell_type": "code",
            "id": "st",
            "execution_count": None,
            "outputs": [],
            "metadata": {"pythonmastery": {"role": "starter", "for": "answer"}},
            "source": code,
        }
        nb["cells"].append(cell)

    return spoil


def _one_test(nb: Notebook) -> None:
    """Keep a hidden test that any answer of the visible test's value passes."""
    nb["cells"].remove(by_id(nb, "children"))
    set_source(
        nb,
        "zones",
        "# Again\n### BEGIN HIDDEN TESTS\nassert fare(31, 2) == 4\n### END HIDDEN TESTS",
    )


FAULTS: dict[str, tuple[Edit, str, str]] = {
    "wrong reference": (_answer("2 + zones", "3 + zones"), "reference", "example"),
    "reference that never ends": (
        _answer("    return price", "    while True:\n        pass"), "reference", "zones",
    ),
    "reference that needs its time": (
        _answer("    price = 2 + zones", "    sum(range(12_000_000))\n    price = 2 + zones"),
        "time", "",
    ),
    "tests that lean on their order": (
        lambda nb: (
            edit(by_id(nb, "example"), "got =", "kept = 4\ngot ="),
            edit(by_id(nb, "children"), "assert fare(12, 2) == 4", "assert fare(12, 2) == kept"),
        ), "test-order", "children",
    ),
    "alternative that fails": (
        lambda nb: edit(by_role(nb, "alternative")[0], "age < 12", "age < 13"), "alternative",
        "alternative 1",
    ),
    "test that looks at nothing": (
        lambda nb: set_source(
            nb, "zones", "# Zones\n### BEGIN HIDDEN TESTS\nassert 1 < 2\n### END HIDDEN TESTS"
        ), "starter", "zones",
    ),
    "starter that is right": (_starter(REFERENCE.replace("###", "#")), "starter", "example"),
    "constant that is right": (
        lambda nb: [
            edit(by_id(nb, "answer"), "price = 2 + zones", "return None"),
            *[
                set_source(nb, x, f"# T\n{a}assert fare(1, 2) is None, 'Nothing.'{b}")
                for x, a, b in (
                    ("example", "", ""),
                    ("children", "### BEGIN HIDDEN TESTS\n", "\n### END HIDDEN TESTS"),
                    ("zones", "### BEGIN HIDDEN TESTS\n", "\n### END HIDDEN TESTS"),
                )
            ],
        ], "constant", "",
    ),
    "echo of the example": (_one_test, "echo", ""),
    "probe that fails other tests": (
        _probe(1, "fails: children", "fails: children, zones"), "probe", "probe 2",
    ),
    "probe that names no test": (_probe(1, "fails: children", "fails: child"), "probe", "probe 2"),
    "probe that passes": (_probe(1, "age <= 12", "age < 12"), "probe", "probe 2"),
    "probe that raises something else": (
        _probe(2, "raises: NameError", "raises: KeyError"), "probe-raises", "probe 3",
    ),
    "probes that look the same": (
        lambda nb: set_source_of(
            by_role(nb, "probe")[2],
            "#| misconception: slip.none\n#| fails: example, children, zones\n"
            "#| feedback: It gives nothing back.\ndef fare(age, zones):\n    pass",
        ), "probe-twins", "probe 3",
    ),
    "tests that see too little": (
        lambda nb: (
            nb["cells"].remove(by_id(nb, "zones")),
            [edit(p, ", zones", "") for p in by_role(nb, "probe") if p is not probe(nb, 1)],
        ), "mutation", "answer",
    ),
    "waiver of a mutant that is not there": (
        lambda nb: header(nb).update(waived_mutants=[{"mutant": "line 9: x", "reason": "y"}]),
        "mutant-waiver", "",
    ),
    "example that is not true": (
        lambda nb: edit(by_id(nb, "statement"), "4\n```", "5\n```"), "statement-example",
        "statement",
    ),
    "example outside a block": (
        lambda nb: set_source(nb, "statement", STATEMENT.replace("```python\n", "")),
        "statement-example", "statement",
    ),
    "given cell that raises": (
        lambda nb: nb["cells"].insert(2, {
            "cell_type": "code", "id": "gg", "execution_count": None, "outputs": [],
            "metadata": {
                "pythonmastery": {"role": "given"},
                "nbgrader": {
                    "schema_version": 3, "grade": False, "solution": False, "locked": True,
                    "task": False, "grade_id": "data",
                },
            },
            "source": "1 / 0",
        }), "tests", "",
    ),
    "partial credit without a last expression": (
        lambda nb: by_id(nb, "zones")["metadata"]["pythonmastery"].update(partial=True), "tests",
        "",
    ),
}  # fmt: skip


def probe(nb: Notebook, number: int) -> dict[str, Any]:
    return by_role(nb, "probe")[number]


def set_source_of(cell: dict[str, Any], source: str) -> None:
    cell["source"] = source


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_seen_in_its_cell(name: str, runner: JudgeRunner) -> None:
    spoil, wanted, cell = FAULTS[name]
    nb = sample_problem()
    spoil(nb)
    found = findings(nb, runner)
    assert (wanted, cell) in {(f.check, f.cell) for f in found}, found
    assert all(f.remedy and str(f).isprintable() for f in found)


def test_a_surviving_mutant_can_be_waived_with_a_reason(runner: JudgeRunner) -> None:
    nb = sample_problem()
    FAULTS["tests that see too little"][0](nb)
    survivors = [f.message for f in findings(nb, runner) if f.check == "mutation"]
    names = [m.split("reference: ")[1].split(" (score")[0] for m in survivors]
    header(nb)["waived_mutants"] = [{"mutant": n, "reason": "a test"} for n in names]
    assert [f for f in findings(nb, runner) if f.check == "mutation"] == []


def test_every_problem_of_the_course_passes_without_errors() -> None:
    files = sorted(CURRICULUM.rglob("problem.ipynb"))
    assert files
    found = check(files, load_skills(CURRICULUM / "skills.yaml"), bank=files, jobs=2)
    assert [str(f) for f in found if f.level is Level.ERROR] == []


def test_the_course_loads_as_a_bank_in_teaching_order() -> None:
    bank = load_bank(CURRICULUM)
    sections = [card.section for card in bank.cards]
    assert sections == sorted(sections)
    assert len(bank.problems) == len(list(CURRICULUM.rglob("problem.ipynb")))
    for problem in bank.problems.values():
        assert problem.hints
        assert problem.probes
        assert len(problem.content_hash) == 64
        assert {t for p in problem.probes for t in p.fails} <= {
            c.grade_id for c in problem.bundle.cells if c.role == "test"
        }


def test_a_bank_with_one_id_twice_is_refused_with_both_files(tmp_path: pathlib.Path) -> None:
    write_curriculum(tmp_path, sample_problem(), sample_problem())
    with pytest.raises(CurriculumError, match=r"problem-1.*problem-0"):
        load_bank(tmp_path)


def test_a_bank_with_a_broken_problem_names_file_and_remedy(tmp_path: pathlib.Path) -> None:
    nb = sample_problem()
    header(nb)["kind"] = "quiz"
    (file,) = write_curriculum(tmp_path, nb)
    with pytest.raises(CurriculumError) as caught:
        load_bank(tmp_path)
    assert str(file) in str(caught.value)
    assert "Make it one of" in str(caught.value)


def test_a_bank_with_an_unknown_skill_is_refused(tmp_path: pathlib.Path) -> None:
    nb = sample_problem()
    header(nb)["skills"]["primary"] = ["x.y"]
    write_curriculum(tmp_path, nb)
    with pytest.raises(CurriculumError, match=r"x\.y is not in skills\.yaml"):
        load_bank(tmp_path)


def test_a_folder_without_a_curriculum_is_refused(tmp_path: pathlib.Path) -> None:
    with pytest.raises(CurriculumError, match="skills.yaml"):
        load_bank(tmp_path)


def mastery(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from adaptive_server.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "curriculum", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_command_says_all_is_well_with_status_0(tmp_path: pathlib.Path) -> None:
    write_curriculum(tmp_path, sample_problem())
    done = mastery("check", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 problem checked: 0 errors, 0 warnings\n"


def test_the_command_lists_what_falls_short_with_status_1(tmp_path: pathlib.Path) -> None:
    nb = sample_problem()
    header(nb)["licence"] = "none"
    write_curriculum(tmp_path, nb, program_problem())
    done = mastery("check", str(tmp_path), "--json", "--jobs", "2")
    report = json.loads(done.stdout)
    assert (done.returncode, report["checked"], report["errors"]) == (1, 2, 1)
    assert report["findings"][0]["check"] == "licence"


@pytest.mark.parametrize("arguments", [["check", "nowhere"], ["check"], ["release", "x"]])
def test_bad_input_is_one_line_and_status_2(arguments: list[str], tmp_path: pathlib.Path) -> None:
    code = "from adaptive_server.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "curriculum", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_release_is_written_without_answers(tmp_path: pathlib.Path) -> None:
    (file,) = write_curriculum(tmp_path, sample_problem())
    out = tmp_path / "release.ipynb"
    assert mastery("release", str(file), "--out", str(out)).returncode == 0
    text = out.read_text(encoding="utf-8")
    assert json.loads(text)["nbformat"] == 4
    assert "price / 2" not in text


def test_a_broken_problem_is_not_released_and_nothing_is_written(tmp_path: pathlib.Path) -> None:
    nb = sample_problem()
    edit(by_id(nb, "zones"), "### BEGIN", "assert fare(1, 1) == 1.5\n### BEGIN")
    (file,) = write_curriculum(tmp_path, nb)
    out = tmp_path / "release.ipynb"
    done = mastery("release", str(file), "--out", str(out))
    assert (done.returncode, out.exists()) == (2, False)
    assert "hidden-outside" in done.stderr
