"""Findings lead to the place, name each fault once, and do not repeat what another one says."""

from __future__ import annotations

import pytest
from adaptive_server.gate.answers import check_reference
from adaptive_server.gate.case import Case
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.hints import check_hints
from adaptive_server.gate.outcome import Outcome
from adaptive_server.gate.statement import check_examples, check_statement
from adaptive_server.gate.trivial import constant_answers, is_refuted
from adaptive_server.gate.variants import check_variants
from adaptive_server.problems.finding import Finding, Findings
from support.nothing_runs import NothingRuns
from support.sample_problem import (
    STATEMENT,
    Notebook,
    by_id,
    by_role,
    edit,
    header,
    parsed,
    sample_problem,
    set_source,
)
from support.sample_skills import skills_file
from support.variant_problem import variant_problem

TESTS = ("example", "children", "zones")
HARD = "Administrative regulations necessitate proportional compensation everywhere."


class Says:
    """A runner by which every test fails with the messages that it is given, in turn."""

    def __init__(self, *messages: str) -> None:
        self.messages = messages

    def run(self, bundle: object, cells: object, **options: object) -> Outcome:
        tests = [c.grade_id for c in bundle.cells if c.role == "test"]  # type: ignore[attr-defined]
        told = {t: self.messages[n % len(self.messages)] for n, t in enumerate(tests)}
        return Outcome(frozenset(tests), told, None, gradable=True, cpu_ms=1)


def _case(nb: Notebook, runner: object) -> Case:
    problem = parsed(nb).problem
    assert problem
    return Case(problem, skills_file(), runner, Findings("sample", []))  # type: ignore[arg-type]


def test_tests_that_fail_alike_are_one_finding() -> None:
    case = _case(sample_problem(), Says("Too much is printed.", "Wrong.", "Too much is printed."))
    assert not check_reference(case)
    assert [f.message for f in case.findings.found] == [
        "the reference fails this test: Wrong.",
        "the reference fails the tests example, zones: Too much is printed.",
    ]


def test_a_failing_reference_leads_to_the_line_of_the_assert() -> None:
    case = _case(
        sample_problem(), Says("A trip of 2 zones costs 4, not 5.", "At 12 it is the whole price.")
    )
    assert not check_reference(case)
    lines = {f.cell: f.line for f in case.findings.found}
    assert lines == {"example": 4, "children": 4}


def test_a_test_that_never_ends_is_not_said_to_be_the_loop_of_the_answer() -> None:
    said = "Your code did not finish within 2 seconds. Is there a loop that never ends, or far too "
    case = _case(sample_problem(), Says(said + "much to do?"))
    assert not check_reference(case)
    (found,) = case.findings.found
    assert "Your code" not in found.message
    assert "a loop of the test or of the reference does not end" in found.message


def test_values_that_nothing_gives_are_one_finding() -> None:
    nb = variant_problem()
    nb["cells"] = [
        c for c in nb["cells"] if c not in by_role(nb, "generator") + by_role(nb, "values")
    ]
    found = check_problem(parsed(nb), skills_file(), Says("No."))  # type: ignore[arg-type]
    assert [(f.check, f.cell, "{{base}}" in f.message) for f in found] == [
        ("variants", "statement", True)
    ]
    nb = sample_problem()
    edit(by_id(nb, "answer"), "return price", 'return price, f"{{price}}"')
    edit(by_id(nb, "statement"), "It gives", "An f-string shows `{{price}}` as it is. It gives")
    assert "variants" not in {f.check for f in parsed(nb).findings}


def test_a_reference_that_breaks_a_rule_is_told_of_once() -> None:
    nb = sample_problem()
    header(nb)["rules"] = {"forbid_constructs": ["if"]}
    found = check_problem(parsed(nb), skills_file(), Says("Not tried yet."))  # type: ignore[arg-type]
    assert {f.check for f in found} == {"rules"}


def test_a_grade_id_that_is_there_twice_is_the_only_error() -> None:
    nb = sample_problem()
    by_id(nb, "zones")["metadata"]["nbgrader"]["grade_id"] = "children"
    by_role(nb, "hint")[1]["metadata"]["pythonmastery"]["when"] = ["zones"]
    found = check_problem(parsed(nb), skills_file(), Says("No."))  # type: ignore[arg-type]
    assert not {"hint-when", "tests"} & {f.check for f in found}
    assert "grade-id" in {f.check for f in found}


def _of_statement(text: str) -> list[Finding]:
    nb = sample_problem()
    set_source(nb, "statement", STATEMENT + text)
    case = _case(nb, Says("It is not so."))
    check_statement(case)
    check_examples(case)
    return case.findings.found


def test_findings_on_the_statement_name_line_and_sentence() -> None:
    lines = STATEMENT.count("\n")
    assert [f.line for f in _of_statement("![](a.png)\n") if f.check == "statement-alt"] == [
        lines + 1
    ]
    found = _of_statement("\n```python\n>>> fare(1, 1)\n3\n```\n")
    assert [f.line for f in found if f.check == "statement-example"] == [8, lines + 3]
    found = _of_statement("\n```python\nprint(2)\n```\nshows\n```text\n3\n```\n")
    (shown,) = [f for f in found if f.check == "statement-example" and f.line != 8]
    assert (shown.line, "program above" in shown.message) == (lines + 7, True)
    (hard,) = [f for f in _of_statement(f"\n{HARD}\n" * 4) if f.check == "statement-reading"]
    assert "`Administrative regulations necessitate proportional compensation …`" in hard.message


@pytest.mark.parametrize(
    ("name", "known"),
    [("NameError", True), ("OwnError", True), ("NamError", False), ("IndexErorr", False)],
)
def test_a_misspelt_exception_is_none(name: str, known: bool) -> None:
    nb = sample_problem()
    by_role(nb, "hint")[1]["metadata"]["pythonmastery"]["when"] = [name]
    case = _case(nb, NothingRuns())
    check_hints(case)
    assert [f.check for f in case.findings.found] == ([] if known else ["hint-when"])


def test_the_one_value_that_all_tests_want_is_tried_as_a_constant() -> None:
    nb = sample_problem()
    edit(by_id(nb, "children"), "== 2", "== 4")
    set_source(nb, "zones", "# Zones\n### BEGIN HIDDEN TESTS\npass\n### END HIDDEN TESTS")
    problem = _case(nb, NothingRuns()).problem
    assert [v for v, _ in constant_answers(problem) if not is_refuted(problem, v)] == ["4"]


def test_a_value_of_the_first_variant_that_is_written_down_is_told_with_its_line() -> None:
    nb = variant_problem()
    edit(by_id(nb, "statement"), "pays half.", "pays half, such as 1.5.")
    case = _case(nb, Says("x"))
    check_variants(case)
    warnings = [f for f in case.findings.found if f.level == "warning"]
    assert [(f.cell, f.line) for f in warnings] == [("statement", 3)]
    assert "{{small}}" in warnings[0].remedy
