"""What the grader gets of a problem, and what of it stays out of the release."""

from __future__ import annotations

from adaptive_server.problems.bundle import build_bundle
from adaptive_server.problems.finding import Level
from adaptive_server.problems.release import release_text
from support.sample_problem import by_id, by_role, header, parsed, program_problem, sample_problem

from grader.bundle import Bundle


def test_the_rules_of_a_problem_reach_the_grader_with_the_lines_of_the_starter() -> None:
    nb = program_problem()
    header(nb)["rules"] = {"forbid_calls": ["sum"], "max_depth": 2, "only_starter_lines": True}
    by_role(nb, "starter")[0]["source"] = "# print(total)\n\ntotal = cups * 3"
    problem = parsed(nb).problem
    assert problem
    rules = build_bundle(problem).rules
    assert (rules.forbid_calls, rules.max_depth, rules.max_statements) == (("sum",), 2, 0)
    assert rules.only_lines == ("print(total)", "total = cups * 3")
    assert Bundle.from_json(build_bundle(problem).to_json()).rules == rules


def test_a_hidden_part_of_a_visible_test_is_a_warning_and_stays_out_of_the_release() -> None:
    nb = sample_problem()
    hidden = "### BEGIN HIDDEN TESTS\nassert fare(9, 1) == 1.5, 'secret'\n### END HIDDEN TESTS\n"
    by_id(nb, "example")["source"] = "".join(by_id(nb, "example")["source"]) + hidden
    result = parsed(nb)
    assert [(f.check, f.level) for f in result.findings] == [("markers", Level.WARNING)]
    assert result.problem
    assert result.problem.tests[0].mixed
    assert "secret" not in release_text(result.problem)
    assert build_bundle(result.problem).cells[1].hidden
