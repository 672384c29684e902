"""What the statement, an example in words and a comment tell agrees with the tests."""

from __future__ import annotations

import pytest
from adaptive_server.gate.asserts import check_asserts
from adaptive_server.gate.bounds_told import check_bounds
from adaptive_server.gate.case import Case
from adaptive_server.gate.example_told import check_example_told
from adaptive_server.gate.names_told import check_names_told
from adaptive_server.gate.statement import check_names
from adaptive_server.gate.statement_truth import check_truth
from adaptive_server.gate.told_ahead import check_told_ahead
from adaptive_server.gate.units_told import check_units
from adaptive_server.problems.finding import Findings
from support.nothing_runs import NothingRuns
from support.sample_problem import (
    Edit,
    by_id,
    by_role,
    edit,
    header,
    parsed,
    program_problem,
    sample_problem,
)
from support.sample_skills import skills_file

CHECKS = (
    check_names,
    check_truth,
    check_bounds,
    check_units,
    check_example_told,
    check_told_ahead,
    check_names_told,
    check_asserts,
)


def found(spoil: Edit, *, program: bool = False) -> list[tuple[str, str]]:
    nb = program_problem() if program else sample_problem()
    spoil(nb)
    problem = parsed(nb).problem
    assert problem
    case = Case(problem, skills_file(), NothingRuns(), Findings("sample", []))
    for check in CHECKS:
        check(case)
    return list(dict.fromkeys((f.check, f.cell) for f in case.findings.found))


def said(new: str, old: str = "A child under 12 pays half.") -> Edit:
    return lambda nb: edit(by_id(nb, "statement"), old, new)


def test_the_samples_agree_with_themselves() -> None:
    assert found(lambda nb: None) == found(lambda nb: None, program=True) == []


@pytest.mark.parametrize(
    "half",
    [
        pytest.param("A child under 14 pays half.", id="another number"),
        pytest.param("A child under 13 pays half.", id="one that would need <="),
        pytest.param("A child pays half. In 7 days there are 12 trips.", id="of another thing"),
    ],
)
def test_a_number_that_decides_is_told_outside_of_the_examples(half: str) -> None:
    def spoil(nb: dict) -> None:  # type: ignore[type-arg]
        said(half)(nb)
        edit(by_id(nb, "answer"), "age < 12", "age < 16" if "12" in half else "age < 12")
        edit(by_id(nb, "statement"), ">>> fare(30, 2)", ">>> fare(16, 2) + fare(12, 2) * 0")

    assert found(spoil) == [("statement-value", "answer")]


@pytest.mark.parametrize(
    "half",
    ["Up to an age of 11, a child pays half.", "Half is for those who are not yet twelve."],
)
def test_a_bound_may_be_told_from_its_other_side(half: str) -> None:
    assert found(said(half)) == []


@pytest.mark.parametrize(
    ("bound", "cells"),
    [
        ("The `age` is at most 30.", ["zones"]),
        ("`age` is a whole number from 11 to 99.", ["zones"]),
        ("`age`, a number between 1 and 99, is in years.", []),
        ("`zones` is never more than 2, and `age` is a number.", ["zones"]),
        ("`zones` is at least 2.", ["zones"]),
        ("If `zones` is at most 2, the trip is short.", []),
        ("The trip is short where `zones` is at most 2.", []),
        ("A trip with at most 2 zones is short.", []),
        ("`zones` is at most 7.", []),
        ("`zones` is never negative.", []),
    ],
)
def test_tests_keep_to_the_bounds_that_the_statement_gives(bound: str, cells: list[str]) -> None:
    told = found(said(f"A child under 12 pays half. {bound}"))
    assert told == [("statement-bounds", cell) for cell in cells]


def test_a_test_gives_no_negative_number_where_the_statement_has_none() -> None:
    def spoil(nb: dict) -> None:  # type: ignore[type-arg]
        said("A child under 12 pays half. `zones` is never negative.")(nb)
        edit(by_id(nb, "zones"), "fare(5, 1) == 1.5", "fare(5, -1) == 0.5")

    assert found(spoil) == [("statement-bounds", "zones")]


def test_a_number_of_the_starter_tells_nothing_where_the_statement_has_an_idle_one() -> None:
    def spoil(nb: dict) -> None:  # type: ignore[type-arg]
        edit(
            by_id(nb, "answer"),
            "def fare(age, zones):",
            'def fare(age, zones):\n    """Under 12."""',
        )

    assert found(lambda nb: (spoil(nb), said("A child pays half.")(nb))) == []
    told = found(lambda nb: (spoil(nb), said("A child under 15 pays half.")(nb)))
    assert told == [("statement-value", "answer")]


@pytest.mark.parametrize(("most", "told"), [(4, True), (3, False)])
def test_a_number_of_an_example_tells_no_rule(most: int, told: bool) -> None:
    def spoil(nb: dict) -> None:  # type: ignore[type-arg]
        said("A child under 12 pays half. At most three blocks stand in each other.")(nb)
        header(nb)["rules"] = {"max_depth": most}

    assert found(spoil) == ([("statement-rule", "statement")] if told else [])


@pytest.mark.parametrize(
    ("half", "factor", "told"),
    [
        ("A zone is some kilometres wide.", "", False),
        ("A zone is some kilometres wide, a stop some metres.", "", True),
        ("A zone is a kilometer wide, a stop some meters.", "", True),
        ("A zone is some kilometres wide, a stop some metres.", " * 1000 // 1000", False),
        ("A zone is some centimetres wide, a stop some millimetres.", " + 1000 - 1000", True),
        ("A zone is `metres` wide and some kilometres long.", "", False),
        ("The parameter counts the kilograms of 3 passengers and 2 tonnes.", "", True),
        ("A mile is not 1.6 kilometres long.", " * 1.6 / 1.6", False),
    ],
)
def test_learners_read_of_one_unit_or_of_code_that_converts(
    half: str, factor: str, told: bool
) -> None:
    def spoil(nb: dict) -> None:  # type: ignore[type-arg]
        said(f"A child under 12 pays half. {half}")(nb)
        edit(by_id(nb, "answer"), "2 + zones", f"2 + zones{factor}")

    units = [f for f in found(spoil) if f[0] == "statement-units"]
    assert units == ([("statement-units", "statement")] if told else [])


@pytest.mark.parametrize(
    ("shown", "told"), [("6", []), ("9", [("statement-example", "statement")])]
)
def test_an_example_in_words_tells_what_the_visible_test_wants(
    shown: str, told: list[tuple[str, str]]
) -> None:
    def spoil(nb: dict) -> None:  # type: ignore[type-arg]
        cell = by_id(nb, "statement")
        cell["source"] = [*cell["source"], f"\n\n**Example:** for 2 cups it shows {shown}.\n"]
        test = next(c for c in by_role(nb, "test") if c["metadata"]["pythonmastery"]["visible"])
        test["source"] = [
            "# The example\n",
            'got = run(given={"cups": 2})\n',
            'assert got.total == 6, f"Two cups cost 6, not {got.total}."\n',
        ]

    assert [f for f in found(spoil, program=True) if f[0] == "statement-example"] == told


@pytest.mark.parametrize(
    "comment",
    ["try fare(11,2) too", "fare(12, 2) == 4", "Half of an odd price is no whole number."],
)
@pytest.mark.parametrize("cell", ["example", "answer"])
def test_a_comment_tells_nothing_of_a_hidden_test(cell: str, comment: str) -> None:
    first = "# The example of the text" if cell == "example" else "    ### BEGIN SOLUTION"
    mark = f"{first}\n# {comment}" if cell == "example" else f"    # {comment}\n{first}"
    assert found(lambda nb: edit(by_id(nb, cell), first, mark)) == [("leak", cell)]


def test_a_comment_may_tell_what_everybody_is_shown() -> None:
    first = "# The example of the text"
    assert found(lambda nb: edit(by_id(nb, "example"), first, f"{first}\n# fare(30, 2) is 4")) == []


@pytest.mark.parametrize(
    ("rung", "told"),
    [
        ("Call `night_fare` with one zone first.", [("hint-name", "hint 2")]),
        ("Look at `late_riders(age)` first.", [("hint-name", "hint 2")]),
        ("`zones` and `str_` are fine. ```python\nnight_fare = 1\n```", []),
    ],
)
def test_a_rung_speaks_of_no_name_of_another_problem(
    rung: str, told: list[tuple[str, str]]
) -> None:
    assert found(lambda nb: by_role(nb, "hint")[1].update(source=[rung])) == told


@pytest.mark.parametrize(
    ("assert_", "always"),
    [
        ("len(str(fare(11, 2))) >= 0", True),
        ("len(str(fare(11, 2))) > -1", True),
        ("fare(11, 2) is not False", True),
        ("got == got", True),
        ("len(str(fare(11, 2))) >= 1", False),
        ("fare(11, 2) is not None", False),
        ("fare(11, 2) != 4", False),
    ],
)
def test_an_assert_that_nearly_every_answer_keeps_is_told(assert_: str, always: bool) -> None:
    def spoil(nb: dict) -> None:  # type: ignore[type-arg]
        edit(
            by_id(nb, "children"), "assert fare(11, 2) == 2", f"got = fare(11, 2)\nassert {assert_}"
        )

    assert (("assert", "children") in found(spoil)) is always
