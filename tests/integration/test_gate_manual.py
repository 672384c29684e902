"""The gate on problems with answers that a person grades."""

from __future__ import annotations

import pytest
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from support.reviewed_problem import drawn_problem, reviewed_problem
from support.sample_problem import Notebook, parsed
from support.sample_skills import skills_file

pytest_plugins = ["support.gate_runner"]
pytestmark = pytest.mark.integration


@pytest.mark.parametrize("notebook", [reviewed_problem(), drawn_problem()], ids=["words", "code"])
def test_no_test_has_to_notice_what_a_person_grades(
    notebook: Notebook, runner: JudgeRunner
) -> None:
    assert check_problem(parsed(notebook), skills_file(), runner) == []
