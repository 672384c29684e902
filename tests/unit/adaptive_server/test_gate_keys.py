"""An answer that is code names what decides it, and names nothing that guards nothing."""

from __future__ import annotations

import json

import pytest
from adaptive_server.gate.case import Case
from adaptive_server.gate.keys import REMEDY, check_keys
from adaptive_server.problems.finding import Findings, Level
from support.nothing_runs import NothingRuns
from support.product import ROOT
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


def told(spoil: Edit, *, program: bool = False) -> list[str]:
    """Return what the check says of a sample that was changed; each is a warning."""
    nb = program_problem() if program else sample_problem()
    spoil(nb)
    problem = parsed(nb).problem
    assert problem
    findings = Findings("sample", [])
    check_keys(Case(problem, skills_file(), NothingRuns(), findings))
    assert {f.level for f in findings.found} <= {Level.WARNING}
    assert all(f.check == "key-expression" and f.remedy for f in findings.found)
    return [f.message for f in findings.found]


def keys(*pieces: str) -> Edit:
    """Return a change of the key expressions."""
    return lambda nb: header(nb).update(key_expressions=list(pieces))


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param(("age < 12",), id="of the reference"),
        pytest.param(("age<12",), id="spaced in another way"),
        pytest.param(("full / 2",), id="of an alternative"),
        pytest.param(("price = price / 2\nreturn price",), id="two lines that follow each other"),
    ],
)
def test_a_piece_of_a_right_answer_is_a_key_expression(pieces: tuple[str, ...]) -> None:
    assert told(keys(*pieces)) == []


@pytest.mark.parametrize("named", [None, []])
def test_an_answer_of_code_without_a_key_expression_is_told(named: list[str] | None) -> None:
    def silent(nb: dict) -> None:  # type: ignore[type-arg]
        header(nb).pop("key_expressions")
        header(nb).update({} if named is None else {"key_expressions": named})

    (message,) = told(silent)
    assert "which pieces of code decide the answer" in message


def test_its_remedy_names_the_field_of_the_form() -> None:
    panel = ROOT / "extensions" / "tutor_labext" / "src"
    for source, label in (
        ("workshop_panel.tsx", "About"),
        ("key_pieces.tsx", "Pieces that decide the answer"),
    ):
        assert label in REMEDY
        assert f"trans.__('{label}')" in (panel / source).read_text("utf-8")


@pytest.mark.parametrize("kind", ["predict_output", "multiple_choice", "explain_error"])
def test_answers_that_are_values_need_none(kind: str) -> None:
    def chosen(nb: dict) -> None:  # type: ignore[type-arg]
        header(nb).update(kind=kind)
        header(nb).pop("key_expressions")

    assert told(chosen, program=True) == []


def test_where_nothing_is_left_to_find_there_is_no_key() -> None:
    def done(nb: dict) -> None:  # type: ignore[type-arg]
        header(nb).pop("key_expressions")
        cell = by_id(nb, "answer")
        edit(cell, "total = cups * 3\nprint(total)\n", "total = ...  # a cup costs 3\n")

    assert told(done, program=True) == []


def test_every_problem_of_the_course_with_code_names_what_decides_it() -> None:
    notebooks = sorted((ROOT / "curriculum").glob("*/*/problem.ipynb"))
    headers = [header(json.loads(path.read_text("utf-8"))) for path in notebooks]
    assert len(headers) > 200
    silent = [h["id"] for h in headers if not h.get("key_expressions")]
    assert [h["kind"] for h in headers if h["id"] in silent] == ["predict_output"] * len(silent)


def test_a_key_expression_that_is_in_no_right_answer_guards_nothing() -> None:
    assert told(keys("age < 12", "age < 13")) == [
        "the key expression `age < 13` is in no right answer"
    ]


@pytest.mark.parametrize(
    ("piece", "program"),
    [
        pytest.param("fare(age, zones)", False, id="in the statement"),
        pytest.param("cups", True, id="in a given cell"),
        pytest.param("total =", True, id="in the starter"),
    ],
)
def test_a_key_expression_that_everybody_is_shown_is_no_secret(piece: str, program: bool) -> None:
    assert told(keys(piece), program=program) == [
        f"learners are shown the key expression `{piece}` already"
    ]


def test_lines_to_be_ordered_are_shown_and_still_decide() -> None:
    def ordered(nb: dict) -> None:  # type: ignore[type-arg]
        header(nb).update(kind="parsons", key_expressions=["total = cups * 3\nprint(total)"])
        starter = next(
            c for c in nb["cells"] if c["metadata"]["pythonmastery"]["role"] == "starter"
        )
        edit(starter, "total = ...", "print(total)\ntotal = cups * 3\n#")

    assert told(ordered, program=True) == []
