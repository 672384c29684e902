"""A skill graph is loaded only when it keeps every rule; a broken one is told in one line."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import pytest
from adaptive_server.core.problem import SkillId
from adaptive_server.problems.curriculum_error import CurriculumError
from adaptive_server.problems.skills_file import load_skills, read_skills
from support.sample_skills import sample_skills

CURRICULUM = pathlib.Path(__file__).parents[3] / "curriculum"
Spoil = Callable[[dict[str, Any]], object]


def test_the_course_s_own_graph_keeps_every_rule() -> None:
    file = load_skills(CURRICULUM / "skills.yaml")
    assert len(file.graph.sections) == 13
    assert len(file.graph.order()) == len(file.graph.skills) == 98
    assert all(file.kinds[k] for k in file.graph.skills)


def test_every_misconception_of_the_course_says_where_it_comes_from() -> None:
    file = load_skills(CURRICULUM / "skills.yaml")
    entries = [m for all_of in file.misconceptions.values() for m in all_of]
    assert all(m.source for m in entries)
    assert sum(m.source_checked is True for m in entries) == 26


def test_a_small_graph_is_read_whole() -> None:
    file = read_skills(sample_skills())
    skill = file.graph.skills[SkillId("fn.return")]
    assert (skill.section, skill.lesson, skill.prerequisites) == ("s03", "s03.l1", ("fn.define",))
    assert file.misconception_ids == {"mc.print_is_return"}


def _skill(key: str, **values: Any) -> Spoil:
    return lambda data: data["skills"][key].update(values)


def _lesson(data: dict[str, Any]) -> list[str]:
    found: list[str] = data["sections"][1]["lessons"][0]["skills"]
    return found


FAULTS: dict[str, tuple[Spoil, str]] = {
    "cycle": (_skill("num.arith", prerequisites=["fn.return"]), "cycle"),
    "unknown prerequisite": (_skill("cond.if", prerequisites=["x.y"]), "unknown prerequisite"),
    "in no lesson": (lambda d: _lesson(d).remove("fn.return"), "in no lesson"),
    "in two lessons": (lambda d: _lesson(d).append("num.arith"), "taught twice"),
    "unknown skill in a lesson": (lambda d: _lesson(d).append("x.y"), "unknown skill"),
    "taught before its prerequisite": (lambda d: _lesson(d).reverse(), "is taught after"),
    "prerequisite of a higher band": (_skill("num.arith", band=3), "of band 3"),
    "core on elective": (_skill("num.arith", core=False), "elective"),
    "edge implied by another": (
        _skill("fn.return", prerequisites=["fn.define", "num.arith"]),
        "implied",
    ),
    "two roots": (_skill("cond.if", prerequisites=[]), "without prerequisites"),
    "band 7": (_skill("cond.if", band=7), "band is 7"),
    "no objective": (_skill("cond.if", objective=""), "objective is missing"),
    "unknown kind": (_skill("cond.if", kinds=["quiz"]), "quiz"),
    "unknown source": (
        _skill("cond.if", misconceptions=[{"id": "m", "belief": "b", "source": "WEB"}]),
        "not in the list",
    ),
    "unchecked source not said": (
        _skill("cond.if", misconceptions=[{"id": "m", "belief": "b", "source": "BOOK"}]),
        "source_checked",
    ),
    "skills are a list": (lambda d: d.update(skills=[]), "skills must be"),
    "no sections": (lambda d: d.pop("sections"), "sections must be"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_broken_rule_is_told_in_one_line(name: str) -> None:
    spoil, words = FAULTS[name]
    data = sample_skills()
    spoil(data)
    with pytest.raises(ValueError) as caught:
        read_skills(data)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [b"a: [", b"\xff", b"- 1", b"", b"!!python/object:os.x {}"])
def test_a_file_that_is_no_graph_is_told_with_its_name(tmp_path: pathlib.Path, text: bytes) -> None:
    file = tmp_path / "skills.yaml"
    file.write_bytes(text)
    with pytest.raises(CurriculumError) as caught:
        load_skills(file)
    assert str(caught.value).startswith(str(file))
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told_with_its_name(tmp_path: pathlib.Path) -> None:
    with pytest.raises(CurriculumError, match=r"cannot be read \(No such file"):
        load_skills(tmp_path / "skills.yaml")
