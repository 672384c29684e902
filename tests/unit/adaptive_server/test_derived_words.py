"""What an item made from a problem tells: what is there, what to do, and how to go on."""

from __future__ import annotations

import pytest
from adaptive_server.core.phrases_es_items import PHRASES
from adaptive_server.core.problem import Kind
from adaptive_server.problems import (
    derived_answer,
    derived_gap,
    derived_hints,
    derived_predict,
    derived_words,
)
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.derived import derive
from adaptive_server.problems.format import parse_bytes
from support.sample_problem import Notebook, dumped, header, sample_problem

SOURCES = (derived_answer, derived_gap, derived_hints, derived_predict, derived_words)


def made(nb: Notebook, kind: Kind) -> AuthoredProblem:
    problem = parse_bytes(dumped(nb), "sample").problem
    assert problem
    return next(i for i in derive(problem) if i.kind is kind)


def test_every_sentence_of_an_item_is_there_in_spanish() -> None:
    found: set[str] = set()
    for module in SOURCES:
        for name, value in vars(module).items():
            plain = name.strip("_").isupper() and name not in ("GAP",)
            if plain and isinstance(value, str):
                found.add(value)
            elif plain and isinstance(value, dict):
                found |= set(value.values())
    assert found <= PHRASES.keys()
    assert len(PHRASES) - len(found) <= 2  # of the program's heading, and of every release


@pytest.mark.parametrize("kind", [Kind.PARSONS, Kind.COMPLETE_CODE, Kind.FIX_BUG])
def test_an_item_says_first_what_stands_in_its_cell(kind: Kind) -> None:
    asked, _, task = made(sample_problem(), kind).statement.source.partition("\n---\n")
    assert "The cell below the task holds" in asked
    assert "Where it says to write" in asked
    assert task.strip() in _parsed(sample_problem()).statement.source


def _parsed(nb: Notebook) -> AuthoredProblem:
    problem = parse_bytes(dumped(nb), "sample").problem
    assert problem
    return problem


def test_lines_are_moved_by_keys_that_the_statement_names() -> None:
    told = made(sample_problem(), Kind.PARSONS).statement.source
    assert all(key in told for key in ("Alt+Up", "Alt+Down", "Ctrl+]", "Ctrl+["))


def test_a_bug_that_the_example_does_not_show_says_so() -> None:
    problem = _parsed(sample_problem())
    shown = {t.grade_id for t in problem.tests if t.visible}
    for item in (i for i in derive(problem) if i.kind is Kind.FIX_BUG):
        (probe,) = (p for p in problem.probes if p.source == item.solutions[0].starter)
        seen = bool(probe.fails & shown)
        assert ("comes out right" in item.statement.source) is not seen
        assert ("comes out right" in item.hints[0].text) is not seen
        if not seen:
            assert item.hints[1].text in {t.hint for t in problem.tests}


def test_a_line_too_many_cannot_stay_and_the_last_hint_names_it() -> None:
    item = made(sample_problem(), Kind.PARSONS)
    lines = {x.strip() for x in item.reference.splitlines()}
    extra = [x for x in item.solutions[0].starter.splitlines() if x not in lines]
    assert all(x in item.hints[-1].text for x in extra)
    assert item.rules.max_statements == len([x for x in lines if x and x[0] != '"'])


def test_a_hint_of_a_prediction_speaks_of_what_the_program_has() -> None:
    function = made(sample_problem(), Kind.PREDICT_OUTPUT)
    assert ("decision" in function.hints[1].text) is ("if " in function.statement.source)
    assert ("loop" in function.hints[1].text) is ("for " in function.statement.source)


def test_a_spanish_item_holds_no_english_sentence() -> None:
    nb = sample_problem()
    header(nb)["locale"] = "es"
    for item in derive(_parsed(nb)):
        texts = [item.statement.source, *(h.text for h in item.hints[:2])]
        assert not [p for p in PHRASES if len(p) > 20 and any(p in t for t in texts)]
