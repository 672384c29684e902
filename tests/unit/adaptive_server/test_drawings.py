"""The drawings of skills and coverage: sound SVG, everything in it, nothing of an author's runs."""

from __future__ import annotations

import pathlib
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from adaptive_server.core.skills import SkillGraph
from adaptive_server.problems.coverage import coverage
from adaptive_server.problems.coverage_map import coverage_map
from adaptive_server.problems.skill_map import Standing, skill_map
from adaptive_server.problems.skills_file import load_skills
from support.sample_problem import parsed, sample_problem
from support.sample_skills import skills_file

ROOT = pathlib.Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def graph() -> SkillGraph:
    return load_skills(ROOT / "curriculum" / "skills.yaml").graph


def _all(drawing: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing).iter(f"{SVG}{name}"))


def test_the_map_has_a_box_for_each_skill_and_an_arrow_for_each_prerequisite(
    graph: SkillGraph,
) -> None:
    drawn = skill_map(graph)
    told = [box[0].text or "" for box in _all(drawn, "rect")]
    assert len(told) == len(graph.skills)
    assert all(any(f"({skill}, band" in one for one in told) for skill in graph.skills)
    arrows = [p for p in _all(drawn, "path") if p.get("class") == "edge"]
    assert len(arrows) == sum(len(s.prerequisites) for s in graph.skills.values())
    dashed = [b for b in _all(drawn, "rect") if "elective" in (b.get("class") or "")]
    assert len(dashed) == sum(not s.core for s in graph.skills.values())


def test_the_map_of_a_learner_has_a_bar_for_what_was_practised_and_a_tick_for_what_is_mastered(
    graph: SkillGraph,
) -> None:
    begun, mastered = list(graph.skills)[:2]
    drawn = skill_map(graph, {begun: Standing(0.5, False), mastered: Standing(1.0, True)})
    bars = [float(b.get("width") or 0) for b in _all(drawn, "rect") if b.get("class") == "many"]
    assert bars == [59, 118]
    assert [t.text for t in _all(drawn, "text") if t.get("class") == "tick"] == ["✓"]


def test_the_map_in_the_documents_is_that_of_the_course(graph: SkillGraph) -> None:
    drawn = ROOT / "docs" / "explanation" / "skills.svg"
    assert drawn.read_text(encoding="utf-8") == skill_map(graph), (
        "run mastery curriculum map --out docs/explanation/skills.svg"
    )


def test_the_matrix_shows_each_number_and_each_hole() -> None:
    problem = parsed(sample_problem()).problem
    assert problem
    rows = coverage(skills_file().graph, [problem])
    drawn = coverage_map(rows)
    boxes = [box[0].text for box in _all(drawn, "rect")]
    assert sorted(boxes) == sorted(
        f"{row.skill.name}, band 1, write function: 1" for row in rows if row.cells
    )
    holes = [t.text for t in _all(drawn, "text") if t.get("class") == "small hole"]
    assert holes == ["; ".join(row.holes) for row in rows if row.holes]


def test_what_an_author_wrote_is_text_in_a_drawing(graph: SkillGraph) -> None:
    bad = "</title><script>alert(1)</script>"
    skills = {k: replace(s, name=bad, objective=bad) for k, s in graph.skills.items()}
    sections = tuple(replace(s, title=bad) for s in graph.sections)
    for drawn in (
        skill_map(SkillGraph(sections, skills)),
        coverage_map(coverage(SkillGraph(sections, skills), [])),
    ):
        assert "<script" not in drawn
        assert _all(drawn, "script") == []
