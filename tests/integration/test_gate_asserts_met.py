"""An assert that nothing comes to, or that the test itself catches, is no test."""

from __future__ import annotations

import pytest
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from support.sample_problem import parsed, sample_problem, set_source
from support.sample_skills import skills_file

pytest_plugins = ["support.gate_runner"]
pytestmark = pytest.mark.integration
LAST = "assert fare(40, 7) == 9\nassert fare(5, 1) == 1.5"


def lines(code: str, runner: JudgeRunner) -> dict[int | None, str]:
    nb = sample_problem()
    whole = f"# Z\n### BEGIN HIDDEN TESTS\n{code}\n{LAST}\n### END HIDDEN TESTS"
    set_source(nb, "zones", whole)
    found = check_problem(parsed(nb), skills_file(), runner)
    return {f.line: f.message for f in found if f.check == "assert-met"}


NEVER, CAUGHT = "the test never comes here", "the test itself catches it when this fails"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("if False:\n    assert fare(1, 1) == 1.5", {4: NEVER}),
        ("for zones, coins in []:\n    assert fare(40, zones) == coins", {4: NEVER}),
        ("for n in range(3):\n    assert fare(40, n) == 2 + n\n    if n > 9:\n        assert 0",
         {6: NEVER}),
        ("try:\n    assert fare(40, 1) == 3\nexcept AssertionError:\n    pass", {4: CAUGHT}),
        ("try:\n    assert fare(40, 1) == 3\nexcept (OSError, Exception):\n    pass", {4: CAUGHT}),
    ],
)  # fmt: skip
def test_an_assert_that_cannot_fail_is_told_with_its_line(
    code: str, told: dict[int, str], runner: JudgeRunner
) -> None:
    assert lines(code, runner) == told


@pytest.mark.parametrize(
    "code",
    [
        "for zones in (1, 2):\n    assert fare(40, zones) == 2 + zones",
        "try:\n    assert fare(40, 1) == 3\nexcept ZeroDivisionError:\n    assert True",
        "try:\n    assert fare(40, 1) == 3\nexcept AssertionError as error:\n    raise error",
    ],
)
def test_an_assert_in_a_block_may_well_be_met(code: str, runner: JudgeRunner) -> None:
    assert 4 not in lines(code, runner)
