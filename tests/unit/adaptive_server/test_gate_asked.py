"""What the statement says to use has to be used, and what has to be used is said."""

from __future__ import annotations

from typing import Any

import pytest
from adaptive_server.gate.asked import check_asked
from adaptive_server.gate.case import Case
from adaptive_server.gate.rules import check_rules
from adaptive_server.gate.statement import check_names
from adaptive_server.problems.finding import Findings
from support.nothing_runs import NothingRuns
from support.sample_problem import (
    STATEMENT,
    by_id,
    edit,
    header,
    parsed,
    sample_problem,
    set_source,
)
from support.sample_skills import skills_file

SAYS = STATEMENT + "\nUse the module `math`.\n"


@pytest.mark.parametrize(
    ("statement", "imports", "rules", "expected"),
    [
        (SAYS, True, {}, {("statement-asked", "statement"), ("statement-asked", "alternative 1")}),
        (SAYS, True, {"require_imports": ["math"]}, {("rules", "alternative 1")}),
        (
            SAYS,
            False,
            {"require_imports": ["math"]},
            {("rules", "answer"), ("rules", "alternative 1")},
        ),
        (
            STATEMENT,
            True,
            {"require_imports": ["math"]},
            {("statement-rule", "statement"), ("rules", "alternative 1")},
        ),
        (STATEMENT, True, {}, set()),
    ],
)
def test_a_module_is_asked_for_in_words_and_by_a_rule(
    statement: str, imports: bool, rules: dict[str, Any], expected: set[tuple[str, str]]
) -> None:
    nb = sample_problem()
    set_source(nb, "statement", statement)
    header(nb)["rules"] = rules
    if imports:
        edit(by_id(nb, "answer"), "price = 2 + zones", "price = 2 + math.floor(zones)")
        edit(by_id(nb, "answer"), "def ", "import math\n\n\ndef ")
    problem, findings = parsed(nb).problem, Findings("sample", [])
    assert problem
    for check in (check_asked, check_rules, check_names):
        check(Case(problem, skills_file(), NothingRuns(), findings))
    assert {(f.check, f.cell) for f in findings.found} == expected
