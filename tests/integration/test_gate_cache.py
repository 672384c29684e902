"""What has not changed is not checked again; whatever a result depends on is."""

from __future__ import annotations

import json
import os
import pathlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from adaptive_server.gate import cache as module
from adaptive_server.gate.cache import KEPT_SECONDS, Cache, seen_by_gate
from adaptive_server.gate.workers import check
from adaptive_server.problems.code_digest import code_digest
from adaptive_server.problems.finding import Finding
from adaptive_server.problems.skills_file import SkillsFile, load_skills
from support.mastery_command import mastery_here
from support.sample_problem import by_id, edit, header, sample_problem
from support.sample_skills import write_curriculum

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    return tmp_path_factory.mktemp("course")


@pytest.fixture(scope="module")
def file(home: pathlib.Path) -> pathlib.Path:
    """A sound problem with one warning, checked once."""
    nb = sample_problem()
    header(nb)["waived_mutants"] = [{"mutant": "line 1: none", "reason": "there is no such one"}]
    (made,) = write_curriculum(home, nb)
    assert [f.check for f in checked(made, home)[0]] == ["mutant-waiver"]
    return made


def checked(
    file: pathlib.Path,
    home: pathlib.Path,
    *,
    change: Callable[[SkillsFile], SkillsFile] = lambda skills: skills,
) -> tuple[list[Finding], int]:
    """Check a file; return the findings, and how many notebooks needed no check."""
    skills = change(load_skills(home / "skills.yaml"))
    cache = Cache(home / "cache", skills, "required")
    return check([file], skills, cache=cache), cache.hits


def test_an_unchanged_notebook_has_the_same_findings_without_a_judge(
    file: pathlib.Path, home: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = checked(file, home)
    monkeypatch.delattr("adaptive_server.gate.workers.JudgeRunner")
    again, hits = checked(file, home)
    assert (again, hits) == (first, 1)
    assert [f.check for f in again] == ["mutant-waiver"]


@pytest.fixture
def spared(file: pathlib.Path) -> Iterator[pathlib.Path]:
    before = file.read_bytes()
    yield file
    file.write_bytes(before)


def test_one_changed_byte_is_checked_and_seen(spared: pathlib.Path, home: pathlib.Path) -> None:
    nb = json.loads(spared.read_text(encoding="utf-8"))
    edit(by_id(nb, "example"), "==", "!=")
    spared.write_text(json.dumps(nb), encoding="utf-8")
    for _ in range(2):  # what failed is not kept: it is looked at again
        found, hits = checked(spared, home)
        assert hits == 0
        assert "reference" in {f.check for f in found}


def _other_band(skills: SkillsFile) -> SkillsFile:
    """Let one skill stand in another band."""
    graph = skills.graph
    first = next(iter(graph.skills))
    other = {**graph.skills, first: replace(graph.skills[first], band=5)}
    return replace(skills, graph=replace(graph, skills=other))


def _no_misconceptions(skills: SkillsFile) -> SkillsFile:
    return replace(skills, misconceptions={})


def _reworded(skills: SkillsFile) -> SkillsFile:
    graph = skills.graph
    other = {k: replace(s, objective="Say it in other words.") for k, s in graph.skills.items()}
    return replace(skills, graph=replace(graph, skills=other))


@pytest.mark.parametrize("change", [_other_band, _no_misconceptions])
def test_another_skill_graph_is_another_check(
    change: Callable[[SkillsFile], SkillsFile], file: pathlib.Path, home: pathlib.Path
) -> None:
    skills = load_skills(home / "skills.yaml")
    digest_of = module._digest(file)
    kept = Cache(home / "cache", skills, "required")
    assert kept._result_name(digest_of) != Cache(
        home / "cache", change(skills), "required"
    )._result_name(digest_of)


def test_prose_of_the_skill_graph_is_nothing_that_a_check_can_see(
    file: pathlib.Path, home: pathlib.Path
) -> None:
    assert checked(file, home, change=_reworded)[1] == 1
    seen = seen_by_gate(load_skills(home / "skills.yaml"))
    assert not any(s.objective for s in seen.graph.skills.values())


@pytest.mark.parametrize("ingredient", ["code_digest", "versions"])
def test_other_code_and_other_versions_are_another_check(
    ingredient: str, file: pathlib.Path, home: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, ingredient, lambda *_: "other")
    skills = load_skills(home / "skills.yaml")
    assert Cache(home / "cache", skills, "required").find(file) is None
    monkeypatch.undo()
    assert Cache(home / "cache", skills, "required").find(file)
    assert Cache(home / "cache", skills, "available").find(file) is None


def test_every_source_of_gate_format_and_grader_counts(tmp_path: pathlib.Path) -> None:
    named = {folder.name for folder in module.SOURCES}
    assert named == {"gate", "problems", "core", "grader"}
    assert all((folder / "__init__.py").is_file() for folder in module.SOURCES)
    (tmp_path / "one.py").write_text("x = 1\n")
    before = code_digest([tmp_path])
    (tmp_path / "one.py").write_text("x = 2\n")
    assert before != code_digest([tmp_path])
    (tmp_path / "one.py").rename(tmp_path / "two.py")
    assert len({before, code_digest([tmp_path])}) == 2


SPOILT: list[Callable[[bytes], bytes]] = [
    lambda raw: raw[:-9],
    lambda raw: raw[:-1] + b"]",
    lambda raw: b"",
    lambda raw: b"\xff\xfe{",
]


def test_a_broken_entry_is_no_entry(file: pathlib.Path, home: pathlib.Path) -> None:
    skills = load_skills(home / "skills.yaml")
    cache = Cache(home / "cache", skills, "required")
    whole = {path: path.read_bytes() for path in (home / "cache").iterdir()}
    for spoil in SPOILT:
        for path, raw in whole.items():
            path.write_bytes(spoil(raw))
        assert (cache.find(file), cache.text(file), cache.hits) == (None, None, 0)
    assert [f.check for f in checked(file, home)[0]] == ["mutant-waiver"]
    assert checked(file, home)[1] == 1


def test_writers_and_readers_at_once_meet_whole_entries_only(
    file: pathlib.Path, home: pathlib.Path
) -> None:
    skills = load_skills(home / "skills.yaml")
    one = Cache(home / "cache", skills, "required").find(file)
    assert one

    def use(_: int) -> bool:
        cache = Cache(home / "cache", skills, "required")
        cache.keep(one)
        return cache.find(file) == one

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(80)))
    assert not [p for p in (home / "cache").iterdir() if p.name.startswith("tmp")]


def test_a_folder_that_cannot_be_written_keeps_nothing_and_hurts_nobody(
    file: pathlib.Path, home: pathlib.Path
) -> None:
    skills = load_skills(home / "skills.yaml")
    one = Cache(home / "cache", skills, "required").find(file)
    assert one
    nowhere = Cache(pathlib.Path("/dev/null/gate"), skills, "required")
    nowhere.keep(one)
    nowhere.tidy()
    assert nowhere.find(file) is None


def test_what_shows_beside_others_is_always_looked_at(
    file: pathlib.Path, home: pathlib.Path
) -> None:
    skills = load_skills(home / "skills.yaml")
    twin = file.parent / "twin.ipynb"
    twin.write_bytes(file.read_bytes())
    cache = Cache(home / "cache", skills, "required")
    found = check([file], skills, bank=[file, twin], cache=cache)
    twin.unlink()
    assert (cache.hits, [f.check for f in found]) == (1, ["mutant-waiver", "id-twice"])


def test_what_nobody_asked_for_in_a_long_time_is_removed(
    file: pathlib.Path, home: pathlib.Path
) -> None:
    old = home / "cache" / "old"
    old.write_text("an entry")
    past = time.time() - KEPT_SECONDS - 60
    os.utime(old, (past, past))
    assert checked(file, home)[1] == 1
    assert not old.exists()


def test_the_command_uses_what_is_kept_where_it_is_told_to(
    file: pathlib.Path, home: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    words = ("curriculum", "check", str(file), "--cache")
    none = mastery_here(*words, str(tmp_path / "c"), "--no-cache")
    assert none.stdout.splitlines()[-1] == "1 problem checked: 0 errors, 1 warning"
    assert not (tmp_path / "c").exists()
    assert mastery_here(*words, str(home / "cache")).stdout.splitlines()[-1] == (
        "1 problem checked (1 not changed since the last time): 0 errors, 1 warning"
    )
