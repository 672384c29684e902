"""The gate runs what is made from a problem, too."""

from __future__ import annotations

import pytest
from adaptive_server.gate.derived import check_derived
from adaptive_server.gate.runner import JudgeRunner
from adaptive_server.problems.derived import derive
from adaptive_server.problems.format import parse_bytes
from support.sample_problem import Notebook, by_role, dumped, edit, program_problem, sample_problem
from support.sample_skills import skills_file

pytest_plugins = ["support.gate_runner"]
pytestmark = pytest.mark.integration


def found(nb: Notebook, runner: JudgeRunner) -> set[str]:
    problem = parse_bytes(dumped(nb), "sample").problem
    assert problem
    assert derive(problem)
    return {f.check for f in check_derived(problem, skills_file(), runner)}


def test_items_of_sound_problems_pass(runner: JudgeRunner) -> None:
    assert found(sample_problem(), runner) == set()
    assert found(program_problem(), runner) == set()


def test_a_bug_that_no_test_sees_and_a_reference_that_fails_are_found(runner: JudgeRunner) -> None:
    nb = sample_problem()
    for cell in nb["cells"]:
        if cell["metadata"]["pythonmastery"]["role"] == "test":
            visible = cell["metadata"]["pythonmastery"]["visible"]
            line = "assert fare(40, 1)"
            hidden = f"### BEGIN HIDDEN TESTS\n{line}\n### END HIDDEN TESTS"
            cell["source"] = "# Any fare\n" + (line if visible else hidden)
    assert "starter" in found(nb, runner)
    nb = sample_problem()
    (cell,) = by_role(nb, "solution")
    edit(cell, "price = 2 + zones", "price = 3 + zones")
    assert "reference" in found(nb, runner)
