"""What asserts say agrees with what they ask, and the statement with the reference."""

from __future__ import annotations

import pytest
from adaptive_server.gate.asserts import check_asserts
from adaptive_server.gate.case import Case
from adaptive_server.gate.counts import check_counts
from adaptive_server.gate.markup import check_markup
from adaptive_server.gate.set_orders import is_free_of_sets
from adaptive_server.gate.statement_truth import check_truth
from adaptive_server.problems.finding import Finding, Findings
from support.nothing_runs import NothingRuns
from support.sample_problem import (
    ZONES,
    Edit,
    Notebook,
    by_id,
    by_role,
    edit,
    header,
    parsed,
    program_problem,
    sample_problem,
    set_source,
)
from support.sample_skills import skills_file


def found(spoil: Edit) -> list[Finding]:
    nb = sample_problem()
    spoil(nb)
    problem = parsed(nb).problem
    assert problem
    case = Case(problem, skills_file(), NothingRuns(), Findings("sample", []))
    for check in (check_asserts, check_truth, check_counts, check_markup):
        check(case)
    return case.findings.found


def _test(name: str, old: str, new: str) -> Edit:
    return lambda nb: edit(by_id(nb, name), old, new)


def _statement(old: str, new: str) -> Edit:
    return _test("statement", old, new)


@pytest.mark.parametrize("make", [sample_problem, program_problem])
def test_a_sound_problem_has_nothing_to_be_told_of(make: object) -> None:
    assert found(lambda nb: nb.update(make())) == []  # type: ignore[operator]


def _titles(nb: Notebook) -> tuple[str, str]:
    zones, children = (
        "".join(by_id(nb, n)["source"]).splitlines()[0] for n in ("zones", "children")
    )
    return zones, children


FAULTS: dict[str, tuple[Edit, str, str, int | None]] = {
    "wording with another value": (
        _test("example", "costs 4, not", "costs 6, not"), "assert", "example", 4
    ),
    "wording with another argument": (
        _test("children", "At 11 the trip", "At fifteen the trip"), "assert", "children", 3
    ),
    "assert without a message": (
        lambda nb: set_source(
            nb, "zones",
            "# Z\n### BEGIN HIDDEN TESTS\nassert fare(40, 7) == 9\n### END HIDDEN TESTS",
        ), "assert", "zones", 3,
    ),
    "assert with an empty message": (
        lambda nb: set_source(
            nb, "zones",
            "# Z\n### BEGIN HIDDEN TESTS\nassert fare(40, 7) == 9, ' '\n### END HIDDEN TESTS",
        ), "assert", "zones", 3,
    ),
    "title of another test": (
        lambda nb: edit(by_id(nb, "zones"), *_titles(nb)), "test-title", "zones", None
    ),
    "or that is always true": (_test("zones", "== 9", "== 9 or 10"), "assert", "zones", 3),
    "float copied from a screen": (
        _test("zones", "fare(5, 1) == 1.5", "fare(5, 1) / 7 == 0.21428571428571427"),
        "assert", "zones", 4,
    ),
    "wording that cannot be made": (
        lambda nb: set_source(
            nb, "example", "# E\ngot = fare(30, 2)\nassert got == 4, f'It costs 4, not {got:.2f}.'"
        ), "assert", "example", 3,
    ),
    "hidden test that asks what is seen": (
        lambda nb: set_source(
            nb, "zones",
            "# Z\n### BEGIN HIDDEN TESTS\ngot = fare(30, 2)\nassert got == 4, 'It costs 4.'\n"
            "### END HIDDEN TESTS",
        ), "assert", "zones", 4,
    ),
    "heading of another problem": (
        _statement("# The night bus", "# The swimming badges"), "statement-title", "statement", 1
    ),
    "parameter that is not there": (
        _statement("`fare(age, zones)`", "`fare(age, zones, day)`"), "statement-name",
        "statement", 5,
    ),
    "note to oneself": (
        _statement("pays half.", "pays half.\n\nTODO: more"), "unfinished", "statement", 5
    ),
    "feedback of another probe": (
        lambda nb: edit(
            by_role(nb, "probe")[2], "Compare the spelling of your names letter by letter.",
            "Look again at who pays half: is it up to 12, or under 12?",
        ), "probe-same", "probe 3", None,
    ),
    "value that nobody is told": (
        _test("answer", "age < 12", "age < 17"), "statement-value", "answer", 4
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_is_told_with_its_place(name: str) -> None:
    spoil, check, cell, line = FAULTS[name]
    assert [(f.check, f.cell, f.line) for f in found(spoil)] == [(check, cell, line)]


def test_a_wording_may_format_what_was_looked_at_before() -> None:
    safe = "# E\ngot = fare(30, 2)\nassert isinstance(got, int), 'A number.'\n"
    safe += "assert got == 4, f'It costs 4, not {got:.2f}.'"
    assert found(lambda nb: set_source(nb, "example", safe)) == []


HONEST: dict[str, Edit] = {
    "a share in words": lambda nb: (
        _statement("under 12", "under a twelfth of 17")(nb),
        _test("answer", "price / 2", "price / 2 + zones * 0 // 12")(nb),
    ),
    "a number as a place": lambda nb: (
        _statement("A child", "Every fourth bus is green. A child")(nb),
        _test("answer", "price = 2 + zones", "price = 2 + zones % 4 * 0 + zones")(nb),
    ),
    "two times one after the other": lambda nb: (
        _statement("A child", "It drives 20 minutes, then it waits 25. A child")(nb),
        _test("answer", "price = 2 + zones", "price = 2 + 45 * 0 + zones")(nb),
    ),
    "a wording that counts what is passed": lambda nb: set_source(
        nb, "zones",
        '# Z\n### BEGIN HIDDEN TESTS\nassert fare(40, len("aabbbbb")) == 9, "Five b."\n'
        "### END HIDDEN TESTS",
    ),
    "a title in other words": _statement("# The night bus", "# Nightly trips of a fare"),
    "a heading about the same story": _statement("# The night bus", "# What a child pays"),
    "a heading of a lower level": _statement("# The night bus", "## Part A (2 points)"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_other_habits_are_no_fault(name: str) -> None:
    assert found(HONEST[name]) == []


def test_what_the_learner_has_to_find_need_not_be_told() -> None:
    def predicts(nb: dict[str, object]) -> None:
        header(nb)["kind"] = "predict_output"
        edit(by_id(nb, "answer"), "2 + zones", "77 + zones")

    assert found(predicts) == []


def test_a_hidden_test_with_another_value_is_its_own() -> None:
    again = ZONES.replace("fare(40, 7) == 9", "fare(30, 2) == 4").replace("Each zone", "Zone")
    assert found(lambda nb: set_source(nb, "zones", again)) == []


@pytest.mark.parametrize(
    "source",
    [
        *("{1, 2}", "[*map(set, a)]", "hash(a)", "{x for x in a}", "a.keys() & b", "a.items() - b"),
        *("import json", "from re import sub", "eval(a)", "a.__class__", "f = getattr(a, b)", "("),
        *("c = a.keys()\nc ^= b", "match a:\n case frozenset(): pass", "globals()['a']"),
    ],
)
def test_code_that_may_meet_a_set_is_not_free_of_them(source: str) -> None:
    assert is_free_of_sets(["def f(x):\n    return [x - 1, {x: 2}]", "assert f(3) == [2, {3: 2}]"])
    assert not is_free_of_sets(["x = 1", source])
