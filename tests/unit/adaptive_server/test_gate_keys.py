"""What is named as deciding a solution is in it, and is shown to nobody from the start."""

from __future__ import annotations

import json

import pytest
from adaptive_server.gate.case import Case
from adaptive_server.gate.keys import check_keys
from adaptive_server.problems.finding import Findings, Level
from support.nothing_runs import NothingRuns
from support.product import ROOT
from support.sample_problem import (
    Edit,
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


def test_a_problem_may_name_none() -> None:
    assert told(lambda nb: header(nb).pop("key_expressions")) == []


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
