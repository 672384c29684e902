"""How a predicted value is written, and what a slip of writing is told from a wrong value."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from adaptive_server.problems.derived_answer import (
    form_checks,
    how_to_write,
    kind_of,
    question_on,
    value_checks,
)


def outcome(wanted: Any, given: Any) -> tuple[str, bool, bool]:
    """What the form's checks say, and whether value and last sign are right."""
    names = {"got": SimpleNamespace(answer=given)}
    told = ""
    try:
        exec(form_checks("en", wanted), dict(names))
    except AssertionError as error:
        told = str(error)
    checks = value_checks("en", wanted)
    return told, bool(eval(checks.near, dict(names))), bool(eval(checks.exact, dict(names)))


VALUES = [
    5,
    -1,
    2.5,
    4.0,
    True,
    None,
    "ab c",
    "",
    [1, 2],
    ["a"],
    [],
    (6, 0),
    {"A": [1]},
    [("x", 1)],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_the_value_itself_is_right_however_it_is_written(value: Any) -> None:
    assert outcome(value, value) == ("", True, True)
    assert kind_of("en", value)
    assert question_on("en", value).endswith("?")


@pytest.mark.parametrize(
    ("wanted", "given", "told"),
    [
        (640, "640", "in quotes"),
        ([1, 2], "[1, 2]", "in quotes"),
        ("5", 5, "is a text here"),
        ([4, 9], (4, 9), "Here the result is a list"),
        ((6, 0), [6, 0], "Here the result is a tuple"),
    ],
)
def test_a_slip_of_form_is_told_at_once(wanted: Any, given: Any, told: str) -> None:
    assert told in outcome(wanted, given)[0]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (5, 5.0),
        (4.0, 4),
        ([7.0], [7]),
        ("Old Town", "old town"),
        ("98 99 ", "98 99"),
        (["A"], ["a"]),
    ],
)
def test_a_value_that_is_nearly_right_is_told_apart(wanted: Any, given: Any) -> None:
    assert outcome(wanted, given) == ("", True, False)


@pytest.mark.parametrize(("wanted", "given"), [(5, 6), ("ab", "ba"), ([1, 2], [2, 1]), ([], ["a"])])
def test_a_wrong_value_fails_one_check_only(wanted: Any, given: Any) -> None:
    assert outcome(wanted, given) == ("", False, True)


def test_the_statement_says_how_each_kind_of_value_is_written() -> None:
    cases: list[tuple[list[Any], tuple[str, ...]]] = [
        ([3], ("without quotes", "`3.0`")),
        (["a\nb"], ("in quotes", r"`\n`")),
        ([[1]], ("square brackets",)),
        ([(1, "a")], ("round brackets", "in quotes")),
        ([{"a": True}], ("curly brackets", "`True`")),
    ]
    for values, words in cases:
        told = how_to_write("en", values)
        assert all(word in told for word in words), told
    assert "brackets" not in how_to_write("en", [3])


def test_an_empty_list_is_asked_for_in_the_words_of_the_others() -> None:
    assert how_to_write("en", [[], ["tea"]]) == how_to_write("en", [["tea"], ["tea", "mint"]])
