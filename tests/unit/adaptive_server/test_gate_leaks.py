"""The gate sees what the release gives away in places that look harmless."""

from __future__ import annotations

import pytest
from adaptive_server.gate.case import Case
from adaptive_server.gate.leaks import check_leaks
from adaptive_server.problems.finding import Findings
from support.nothing_runs import NothingRuns
from support.sample_problem import Notebook, by_id, by_role, edit, parsed, sample_problem
from support.sample_skills import skills_file

TELLING = "Try a child who crosses an odd number of zones."


def leaks(nb: Notebook) -> list[tuple[str, str]]:
    """Return cell and message of each leak."""
    problem = parsed(nb).problem
    assert problem
    case = Case(problem, skills_file(), NothingRuns(), Findings("sample", []))
    check_leaks(case)
    return [(f.cell, f.message) for f in case.findings.found]


def with_starter(source: str) -> Notebook:
    nb = sample_problem()
    starter = by_role(nb, "alternative")[0]
    starter["metadata"]["pythonmastery"] = {"role": "starter", "for": "answer"}
    starter["source"] = source
    return nb


@pytest.mark.parametrize("gap", ["", "    return (\n"])
def test_a_solution_line_in_a_docstring_of_the_starter_leaks(gap: str) -> None:
    told = '    """Such as:\n\n    price = price / 2\n    """\n'
    assert leaks(with_starter(f"def fare(age, zones):\n{told}{gap}")) == [
        ("answer", "the release holds a line of the solution: price = price / 2")
    ]


def test_a_solution_line_that_the_starter_brings_as_code_is_no_leak() -> None:
    nb = with_starter('def fare(age, zones):\n    """Say."""\n    price = price / 2\n')
    assert leaks(nb) == []


def test_the_hint_of_a_hidden_test_leaks_from_a_visible_one() -> None:
    nb = sample_problem()
    by_id(nb, "zones")["metadata"]["pythonmastery"]["hint"] = TELLING
    edit(by_id(nb, "example"), "not {got}.", f"not {{got}}. {TELLING}")
    assert leaks(nb) == [
        ("example", f"the release holds the hint of the hidden test zones: {TELLING}")
    ]


def test_a_helper_that_a_visible_and_a_hidden_test_share_is_no_leak() -> None:
    helper = "def same(got, wanted):\n    assert got == wanted, {0}these two are not the same{0}\n"
    nb = sample_problem()
    visible, hidden = (
        next(c for c in by_role(nb, "test") if c["metadata"]["pythonmastery"]["visible"] is shown)
        for shown in (True, False)
    )
    visible["source"] = "".join(visible["source"]) + "\n" + helper.format("'")
    inside = helper.format('"') + "assert fare(99, 1) == 4\n### END HIDDEN TESTS"
    hidden["source"] = "".join(hidden["source"]).replace("### END HIDDEN TESTS", inside)
    assert leaks(nb) == []
    visible["source"] += "\nassert fare(99, 1) == 4"
    assert [message.rpartition(": ")[2] for _, message in leaks(nb)] == ["assert fare(99, 1) == 4"]
