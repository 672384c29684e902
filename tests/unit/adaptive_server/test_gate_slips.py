"""Slips of authors that are seen without running anything: patches, comments, limits, rungs."""

from __future__ import annotations

import pytest
from adaptive_server.gate.case import Case
from adaptive_server.gate.chance_calls import Place, Source, reads_pace
from adaptive_server.gate.commented import check_commented, shape
from adaptive_server.gate.hints import check_hints
from adaptive_server.gate.names_told import check_names_told
from adaptive_server.gate.patches import check_patches
from adaptive_server.gate.rating import check_rating
from adaptive_server.problems.finding import Findings
from support.nothing_runs import NothingRuns
from support.sample_problem import Edit, by_id, by_role, edit, header, parsed, sample_problem
from support.sample_skills import skills_file

CHECKS = (check_patches, check_commented, check_hints, check_names_told, check_rating)


def found(spoil: Edit) -> list[tuple[str, str, int | None]]:
    nb = sample_problem()
    spoil(nb)
    problem = parsed(nb).problem
    assert problem
    case = Case(problem, skills_file(), NothingRuns(), Findings("sample", []))
    for check in CHECKS:
        check(case)
    return [(f.check, f.cell, f.line) for f in case.findings.found]


def _top(line: str) -> Edit:
    begin = "### BEGIN HIDDEN TESTS\n"
    return lambda nb: edit(by_id(nb, "zones"), begin, f"{begin}{line}\n")


def _comment(text: str) -> Edit:
    mark = "    ### BEGIN SOLUTION"
    return lambda nb: edit(by_id(nb, "answer"), mark, f"    # {text}\n{mark}")


@pytest.mark.parametrize(
    "line",
    [
        "import builtins; builtins.len = lambda x: 3",
        "__builtins__.len = max",
        "import math as m; m.pi = 3",
        "import math; del math.pi",
        "import builtins; setattr(builtins, 'len', max)",
    ],
)
def test_what_python_or_a_module_brings_is_not_changed(line: str) -> None:
    assert found(_top(line)) == [("tests", "zones", 3)]


@pytest.mark.parametrize(
    "line", ["import math; pi = math.pi", "class A: pass\nA.x = 1", "len = max"]
)
def test_names_of_ones_own_may_be_set(line: str) -> None:
    assert [f for f in found(_top(line)) if f[0] == "tests"] == []


def test_a_comment_of_the_starter_is_no_line_of_the_solution_in_other_names() -> None:
    ((check, cell, line),) = found(_comment("cost = 2 + stops"))
    assert (check, cell) == ("starter", "answer")
    assert line
    for words in ("Add 2 and the zones.", "cost = ...", "cost = 2 * stops", "price = 'free'"):
        assert found(_comment(words)) == []


def test_what_is_no_code_has_no_shape() -> None:
    assert [shape(x) for x in ("Add it up.", "a = b", "x = (1", "'", "")] == [None] * 5


def test_a_limit_that_a_busy_computer_needs_is_told() -> None:
    assert found(lambda nb: header(nb)["limits"].update(seconds=0.1)) == [("time", "", None)]
    assert found(lambda nb: header(nb)["limits"].update(seconds=0.5)) == []


def test_a_rung_says_something_new_and_calls_the_function_by_its_name() -> None:
    def same(nb: dict[str, object]) -> None:
        first, second, *_ = by_role(nb, "hint")
        second["source"] = first["source"]

    def misspelt(nb: dict[str, object]) -> None:
        first, *_ = by_role(nb, "hint")
        first["source"] = ["What does `fares(30, 2)` give? And `rate(1)`?"]

    assert found(same) == [("hint-same", "hint 2", None)]
    assert found(misspelt) == [("hint-name", "hint 1", None)]


def test_a_measure_of_time_is_seen() -> None:
    code = "import time\nbegun = time.perf_counter_ns()\ntime.sleep(1)"
    assert reads_pace(Source(code)) == [Place(2, "time.perf_counter_ns()")]
