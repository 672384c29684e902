"""The course passes its own gate, loads as a bank, and `mastery curriculum` says what is so."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

import pytest
from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.gate.cache import Cache
from adaptive_server.gate.leaks import MIN_TEXT
from adaptive_server.gate.workers import check
from adaptive_server.problems.bank import Bank, Problem
from adaptive_server.problems.curriculum_error import CurriculumError
from adaptive_server.problems.files import lesson_files
from adaptive_server.problems.finding import Level
from adaptive_server.problems.likeness import squeeze
from adaptive_server.problems.skills_file import load_skills
from support.cache import CACHE
from support.mastery_command import CODE, mastery, mastery_here
from support.product import children
from support.sample_problem import (
    by_id,
    edit,
    header,
    program_problem,
    sample_problem,
)
from support.sample_skills import write_curriculum

from grader.bundle import CellRole
from grader.verdict import RULES

pytestmark = pytest.mark.integration
CURRICULUM = pathlib.Path(__file__).parents[2] / "curriculum"


@pytest.fixture(scope="module")
def bank() -> Bank:
    """Read from the notebooks, not from what is kept of them."""
    return load_bank(CURRICULUM)


def errors(files: list[pathlib.Path], kept: pathlib.Path | None = None) -> list[str]:
    """Return what the gate holds against notebooks; it looks up what it knows in a folder."""
    skills = load_skills(CURRICULUM / "skills.yaml")
    cache = Cache(kept, skills, "required") if kept else None
    bank = sorted(CURRICULUM.rglob("problem.ipynb"))
    found = check(files, skills, bank=bank, jobs=2, cache=cache)
    return [str(f) for f in found if f.level is Level.ERROR]


def test_every_notebook_of_the_course_passes_without_errors() -> None:
    """A notebook that passed is not checked again until it, the code or a library changes."""
    files = sorted(CURRICULUM.rglob("problem.ipynb"))
    assert files
    assert errors(files + lesson_files([CURRICULUM]), CACHE / "gate") == []


def test_one_problem_and_one_lesson_of_each_section_pass_with_nothing_kept() -> None:
    sections = sorted(path for path in CURRICULUM.iterdir() if path.is_dir())
    problems = [min(section.rglob("problem.ipynb")) for section in sections]
    lessons = [min(lesson_files([section])) for section in sections]
    assert errors(problems + lessons) == []


def test_the_course_loads_as_a_bank_in_teaching_order(bank: Bank) -> None:
    sections = [p.card.section for p in bank.authored.values()]
    assert sections == sorted(sections)
    assert len(bank.authored) == len(list(CURRICULUM.rglob("problem.ipynb")))
    assert list(bank.lessons) == [x.id for s in bank.graph.sections for x in s.lessons]
    for problem in bank.problems.values():
        assert problem.hints
        assert problem.probes
        assert len(problem.content_hash) == 64
        tests = {c.grade_id for c in problem.bundle.cells if c.role == "test"}
        assert {t for p in problem.probes for t in p.fails} <= tests | {RULES}


def test_no_release_of_the_bank_holds_a_hidden_test_a_hint_or_what_is_told_of_a_mistake(
    bank: Bank,
) -> None:
    looked = 0
    for problem in (p for made in bank.problems.values() for p in _in_each_form(made)):
        shown = squeeze("\n".join(_strings(problem.release)))
        for text in _secrets(problem):
            assert squeeze(text) not in shown, (problem.card.id, problem.variant, text)
            looked += 1
    assert looked > 10 * len(bank.problems)


def _in_each_form(problem: Problem) -> Iterator[Problem]:
    """Yield a problem in each variant and language."""
    for variant in (problem, *problem.variants):
        yield from (variant, *variant.languages.values())
    for translated in problem.languages.values():
        yield from translated.variants


def _secrets(problem: Problem) -> Iterator[str]:
    cells = problem.bundle.cells
    visible = {x.strip() for c in cells if not c.hidden for x in c.source.splitlines()}
    hidden = (c.source for c in cells if c.role is CellRole.TEST and c.hidden)
    asserted = {x.strip() for source in hidden for x in source.splitlines()} - visible
    yield from (x for x in asserted if x.startswith("assert"))
    for text in (*(h.text for h in problem.hints), *(p.feedback for p in problem.probes)):
        yield from (x for x in text.splitlines() if len(x.strip()) > MIN_TEXT)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (s for part in value.values() for s in _strings(part))
    elif isinstance(value, list | tuple):
        yield from (s for part in value for s in _strings(part))


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
    with pytest.raises(CurriculumError, match=r"skills\.yaml"):
        load_bank(tmp_path)


def test_the_command_says_all_is_well_with_status_0(tmp_path: pathlib.Path) -> None:
    write_curriculum(tmp_path, sample_problem())
    done = mastery("curriculum", "check", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 problem checked: 0 errors, 0 warnings\n"


def test_a_command_that_is_killed_leaves_nothing_running(tmp_path: pathlib.Path) -> None:
    write_curriculum(tmp_path, sample_problem())
    command = [sys.executable, "-c", CODE, "curriculum", "check", str(tmp_path), "--no-cache"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        while not [
            p for worker in children().get(running.pid, []) for p in children().get(worker, [])
        ]:
            assert running.poll() is None, "it was over before anything could be killed"
            time.sleep(0.01)
        running.kill()
        running.communicate(timeout=60)  # all that it started holds its output


def test_the_command_lists_what_falls_short_with_status_1(tmp_path: pathlib.Path) -> None:
    nb = sample_problem()
    header(nb)["licence"] = "none"
    write_curriculum(tmp_path, nb, program_problem())
    done = mastery_here("curriculum", "check", str(tmp_path), "--json", "--jobs", "2")
    report = json.loads(done.stdout)
    assert (done.returncode, report["checked"], report["errors"]) == (1, 2, 1)
    assert report["findings"][0]["check"] == "licence"


def test_the_command_shows_what_the_course_covers_and_its_holes(tmp_path: pathlib.Path) -> None:
    write_curriculum(tmp_path, sample_problem())
    done = mastery_here("curriculum", "coverage", str(tmp_path), "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr, report["problems"]) == (0, "", 1)
    rows = {row["skill"]: row for row in report["skills"]}
    assert rows["comp.list"]["holes"] == ["no problem"]
    assert sum(cell["problems"] for cell in rows["fn.return"]["cells"]) == 1
    svg = tmp_path / "coverage.svg"
    holes = ["curriculum", "coverage", str(tmp_path), "--holes", "--svg", str(svg)]
    told = mastery_here(*holes).stdout.splitlines()
    assert "no problem" in svg.read_text(encoding="utf-8")
    drawn = ["curriculum", "map", str(tmp_path / "skills.yaml"), "--out", str(svg)]
    assert mastery_here(*drawn).returncode == 0
    assert "comp.list" in svg.read_text(encoding="utf-8")
    assert told[-2] == f"1 problem; {report['holes']} skills with holes"
    assert len(told) == report["holes"] + 3
    counts = report["items"]
    assert (counts["authored"], counts["fix_bug"], report["lessons"]) == (1, 2, 0)
    assert told[-1].startswith(f"{sum(counts.values())} gradable items: authored 1, ")


@pytest.mark.parametrize(
    "arguments", [["check", "nowhere"], ["coverage", "nowhere"], ["check"], ["release", "x"]]
)
def test_bad_input_is_one_line_and_status_2(arguments: list[str], tmp_path: pathlib.Path) -> None:
    done = mastery_here("curriculum", *arguments, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_release_is_written_without_answers(tmp_path: pathlib.Path) -> None:
    (file,) = write_curriculum(tmp_path, sample_problem())
    out = tmp_path / "release.ipynb"
    assert mastery_here("curriculum", "release", str(file), "--out", str(out)).returncode == 0
    text = out.read_text(encoding="utf-8")
    assert json.loads(text)["nbformat"] == 4
    assert "price / 2" not in text


def test_a_broken_problem_is_not_released_and_nothing_is_written(tmp_path: pathlib.Path) -> None:
    nb = sample_problem()
    edit(by_id(nb, "zones"), "### BEGIN", "assert fare(1, 1) == 1.5\n### BEGIN")
    (file,) = write_curriculum(tmp_path, nb)
    out = tmp_path / "release.ipynb"
    done = mastery_here("curriculum", "release", str(file), "--out", str(out))
    assert (done.returncode, out.exists()) == (2, False)
    assert "hidden-outside" in done.stderr
