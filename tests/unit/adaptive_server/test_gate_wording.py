"""What an assert says is what it compares; what the statement names is what is tested."""

from __future__ import annotations

import ast

import pytest
from adaptive_server.gate.assert_words import says_other
from adaptive_server.gate.case import Case
from adaptive_server.gate.names_told import check_names_told
from adaptive_server.problems.finding import Findings, Level
from support.nothing_runs import NothingRuns
from support.sample_problem import (
    Edit,
    by_id,
    edit,
    header,
    parsed,
    program_problem,
    sample_problem,
)
from support.sample_skills import skills_file

AROUND = {2.0, 5.0, 12.0}
"""Numbers of a statement, which a wording may speak of."""


def said(code: str) -> str | None:
    *before, node = ast.parse(code).body
    assert isinstance(node, ast.Assert)
    return says_other(node, before, AROUND)


@pytest.mark.parametrize(
    "code",
    [
        "got = fare(30, 2)\nassert got == 4, f'fare(30, 2) should be 5, but it is {got!r}.'",
        "got = fare(30, 2)\nassert got == 4, f'fare(30, 3) should be 4, but it is {got!r}.'",
        "got = fare(30, 2)\nassert got == 4, f'A trip costs 5. Your price is {got}.'",
        "got = fare(30, 2)\nassert got == 4, f'Two zones make 5, not {got}.'",
        "got = fare([1])\nassert got == [1, 2], f'It should be [2, 1], but it is {got!r}.'",
        "got = fare('a')\nassert got == 'a b', f'It should be \"ab\", but it is {got!r}.'",
        "assert fare(30, 2) == 4, 'For 2 zones it costs 5.'",
        "assert 4 == fare(30, 2), 'It should give 12.'",
        "assert fare(5, 0) == 0, 'A child without a zone pays 5.'",
        "a = fare(7, 1)\nassert a == 9, 'a'\nassert fare(30, 2) == 4, 'The trip takes 9 coins.'",
        "assert fare(30, 2) == 4, 'Three zones: ' + 'that is 8.'",
        "assert 'It costs 36 coins' in got.output, 'The line is: It costs 30 coins'",
        "got = run()\nassert got == ['A: 15', 'Bus: 23'], f'Show A: 15, then Bus: 32. It is {got}'",
        "assert run(given={'hour': 22}).is_open is False, 'At 20 it is closed.'",
        "assert not is_open(22), 'At twenty it is closed.'",
        "got = run(given={'hour': 22})\nassert got.is_open is False, 'At 20 it is closed.'",
    ],
)
def test_a_wording_that_claims_another_value_or_call_is_told(code: str) -> None:
    assert said(code)


@pytest.mark.parametrize(
    "code",
    [
        "got = fare(30, 2)\nassert got == 4, f'fare(30, 2) should be 4, but it is {got!r}.'",
        "got = fare(30, 2)\nassert got == 4.0, f'It should be 4, but it is {got!r}.'",
        "got = fare('a')\nassert got == 'a b', f'It should be a b, but it is {got!r}.'",
        "got = fare([0.5])\nassert got == [0.5], f'It should be [0.5], not {got!r}.'",
        "assert fare(30, 2) == 4, 'Each zone costs 5.'",
        "assert fare(30, 2) == 4, 'A boat pays 5 coins a metre.'",
        "assert fare(11, 2) == 4, 'At 12 the whole price is due.'",
        "assert days('a') == 4, 'January has 31 days.'",
        "assert fare(30, 2) == 4, f'A child of {5} is no adult.'",
        "assert len(fare(30, 2)) == 4",
        "assert fare(30, 2) > 4, 'It is 5.'",
        "text = 'one'\nassert fare(text) == '4 a', 'A long text, over 100.'",
        "assert fare('Bus: 20') == 'Bus: 23', 'Bus: 20 becomes later.'",
        "assert 'It costs 36 coins' in got.output, 'It shows: It costs 36 coins'",
        "assert not is_open(22), 'At 12 it is open, not later.'",
        "assert not is_open(22), 'More than 20 is late.'",
        "assert not is_date('19945-1-1'), 'No year has five digits.'",
        "assert is_open(22, 'a') is False, 'Of 7 days and 8 nights none.'",
    ],
)
def test_a_wording_that_gives_a_reason_is_left_alone(code: str) -> None:
    assert said(code) is None


def named(spoil: Edit, make: object = sample_problem) -> list[tuple[Level, str, int | None]]:
    nb = make()  # type: ignore[operator]
    spoil(nb)
    problem = parsed(nb).problem
    assert problem
    case = Case(problem, skills_file(), NothingRuns(), Findings("sample", []))
    check_names_told(case)
    assert {f.check for f in case.findings.found} <= {"statement-name"}
    return [(f.level, f.cell, f.line) for f in case.findings.found]


def _statement(old: str, new: str) -> Edit:
    return lambda nb: edit(by_id(nb, "statement"), old, new)


def _other_name(nb: dict[str, object]) -> None:
    """Let the statement ask for `price`, and speak of a fare in its story only."""
    _statement("A child", "The fare is short. A child")(nb)
    _statement("`fare(age, zones)`", "`price(age, zones)`")(nb)
    _statement(">>> fare(30, 2)", ">>> price(30, 2)")(nb)


@pytest.mark.parametrize(
    "spoil",
    [
        _other_name,
        lambda nb: (
            _other_name(nb),
            _statement("Write `price(age, zones)`", "Write a function called price")(nb),
            _statement("```python\n>>> price(30, 2)\n4\n```", "An example: 4.")(nb),
        ),
    ],
)
def test_a_statement_that_asks_for_another_function_than_is_tested_is_an_error(spoil: Edit) -> None:
    assert [x[:2] for x in named(spoil)] == [(Level.ERROR, "statement")]


def test_a_second_name_for_the_function_is_a_warning() -> None:
    spoil = _statement("`fare(age, zones)`", "`trip_fare(age, zones)`")
    assert named(spoil) == [(Level.WARNING, "statement", 5)]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda nb: None,
        _statement("A child", "Use `round(x, 2)`. A child"),
        _statement("```py", "```python\nfrom math import floor\nfloor(2.5)\n```\n```py"),
        _statement("```py", "```python\ndef half(x):\n    return x / 2\nhalf(3)\n```\n```py"),
        _statement("Write `fare(", "The function `fare` is new. Write `fare("),
        lambda nb: (_other_name(nb), header(nb).update(kind="multiple_choice")),
    ],
)
def test_names_that_something_sets_may_be_told(spoil: Edit) -> None:
    assert named(spoil) == []


def test_a_program_names_what_it_likes() -> None:
    assert named(lambda nb: None, program_problem) == []
