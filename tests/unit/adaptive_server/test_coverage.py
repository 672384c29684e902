"""What a course offers for each skill, and where it falls short."""

from __future__ import annotations

from adaptive_server.core.problem import Kind
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.coverage import SkillCoverage, coverage
from adaptive_server.problems.skills_file import read_skills
from support.sample_problem import header, parsed, sample_problem
from support.sample_skills import sample_skills


def problem(
    kind: str = "write_function", band: int = 1, primary: str = "fn.return"
) -> AuthoredProblem:
    nb = sample_problem()
    header(nb)["kind"] = kind
    header(nb)["difficulty"]["band"] = band
    header(nb)["skills"] = {"primary": [primary], "secondary": ["cond.if"]}
    found = parsed(nb).problem
    assert found
    return found


def covered(*problems: AuthoredProblem) -> dict[str, SkillCoverage]:
    rows = coverage(read_skills(sample_skills()).graph, problems)
    return {row.skill.id: row for row in rows}


def test_every_skill_has_a_row_in_teaching_order() -> None:
    graph = read_skills(sample_skills()).graph
    assert [row.skill.id for row in coverage(graph, [])] == list(graph.order())


def test_a_problem_counts_for_each_skill_that_it_tags() -> None:
    rows = covered(problem(), problem("refactor", 3))
    assert rows["fn.return"].cells == {(1, Kind.WRITE_FUNCTION): 1, (3, Kind.REFACTOR): 1}
    assert rows["cond.if"].problems == 2
    assert (rows["fn.return"].primary, rows["cond.if"].primary) == (2, 0)
    assert rows["fn.define"].holes == ("no problem",)


def test_two_bands_of_two_problems_and_two_kinds_have_no_hole() -> None:
    four = [problem(kind, band) for kind in ("write_function", "refactor") for band in (1, 2)]
    assert covered(*four)["fn.return"].holes == ()
    assert covered(*four[:3])["fn.return"].holes == ("1 of 2 bands with 2 problems",)


def test_one_kind_alone_is_a_hole() -> None:
    four = [problem(band=band) for band in (1, 1, 2, 2)]
    assert covered(*four)["fn.return"].holes == ("1 of 2 kinds",)


def test_a_skill_that_no_problem_is_about_has_a_hole() -> None:
    four = [problem(kind, band) for kind in ("write_function", "refactor") for band in (1, 2)]
    assert covered(*four)["cond.if"].holes == ("never the first skill of a problem",)


def test_one_problem_is_enough_for_an_elective() -> None:
    skills = sample_skills()
    skills["skills"]["comp.list"]["core"] = False
    rows = coverage(read_skills(skills).graph, [problem(primary="comp.list")])
    assert {row.skill.id: row.holes for row in rows}["comp.list"] == ()
