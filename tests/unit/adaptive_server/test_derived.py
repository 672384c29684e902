"""Items made from a problem: the same every time, solvable, and no more told than need be."""

from __future__ import annotations

import ast
import json

import pytest
from adaptive_server.core.problem import Kind
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.bundle import build_bundle
from adaptive_server.problems.derived import DERIVATION, EASIER, derive
from adaptive_server.problems.format import parse_bytes
from adaptive_server.problems.release import build_release
from support.sample_problem import (
    Notebook,
    dumped,
    header,
    program_problem,
    sample_problem,
    set_source,
)

SAMPLES = {"function": sample_problem, "program": program_problem}


def parsed(nb: Notebook) -> AuthoredProblem:
    problem = parse_bytes(dumped(nb), "sample").problem
    assert problem
    return problem


def items(name: str) -> tuple[AuthoredProblem, ...]:
    return derive(parsed(SAMPLES[name]()))


def one(kind: Kind, name: str = "function") -> AuthoredProblem:
    return next(i for i in items(name) if i.kind is kind)


def predicted(*asserts: str) -> list[tuple[str, str]]:
    """What is asked, and the answer, where these are the hidden tests of the sample."""
    nb = sample_problem()
    hidden = "\n".join(f'assert {line}, "Count again."' for line in asserts)
    inside = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
    set_source(nb, "children", "# Both\n" + inside.format(hidden))
    set_source(nb, "zones", "# None\n" + inside.format("assert fare"))
    made = [i for i in derive(parsed(nb)) if i.kind is Kind.PREDICT_OUTPUT]
    return [(i.statement.source.split("**")[1], i.reference) for i in made]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_notebook_gives_the_same_items_with_ids_of_their_own(name: str) -> None:
    made = items(name)
    assert made == items(name)
    assert len({i.id for i in made}) == len({i.title for i in made}) == len(made)
    assert len({i.content_hash for i in made}) == len(made)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_item_names_its_parent_and_is_easier(name: str) -> None:
    parent = parsed(SAMPLES[name]())
    for item in derive(parent):
        assert item.card.parent == parent.id
        assert item.card.skills == parent.card.skills
        assert item.difficulty == parent.difficulty - EASIER[item.kind]
        assert item.version == parent.version * 100 + DERIVATION


@pytest.mark.parametrize("name", SAMPLES)
def test_a_release_holds_no_hidden_test_and_no_word_of_the_hints(name: str) -> None:
    for item in items(name):
        text = json.dumps(build_release(item))
        for test in (t for t in item.tests if not t.visible):
            for line in test.source.splitlines()[1:]:
                assert json.dumps(line.strip())[1:-1] not in text
        for hint in item.hints:
            assert json.dumps(hint.text)[1:-1] not in text


def test_lines_to_order_are_those_of_the_reference_without_their_indentation() -> None:
    item = one(Kind.PARSONS)
    lines = [x.strip() for x in item.reference.splitlines()]
    starter = item.solutions[0].starter.splitlines()
    assert set(lines) <= set(starter)
    assert len(starter) - len(lines) in (0, 1)
    assert ("too many" in item.statement.source) == (len(starter) > len(lines))
    assert starter[: len(lines)] != lines
    assert all(x == x.strip() for x in starter)
    assert build_bundle(item).rules.only_lines


def test_a_gap_is_one_expression_of_the_reference() -> None:
    item = one(Kind.COMPLETE_CODE)
    starter = item.solutions[0].starter
    assert starter.count("____") == 1
    before, after = starter.split("____")
    assert item.reference.startswith(before)
    assert item.reference.endswith(after)
    ast.parse(starter)


def test_a_gap_is_never_what_the_starter_gives() -> None:
    nb = sample_problem()
    nb["cells"][2]["source"] = "".join(nb["cells"][2]["source"]).replace(
        "    ### BEGIN SOLUTION\n    price = 2 + zones\n",
        "    price = 2 + zones\n    ### BEGIN SOLUTION\n",
    )
    made = [i for i in derive(parsed(nb)) if i.kind is Kind.COMPLETE_CODE]
    assert ["if ____:" in i.solutions[0].starter for i in made] == [True]


@pytest.mark.parametrize(
    ("program", "has_gap"),
    [
        ("total = cups * 3\nprint(total)", False),
        ("import math\n\ntotal = math.ceil(cups * 3)", False),
        ("price = 3 + 0\ntotal = cups * price", True),
        ("total = 0\nfor cup in range(cups + 0):\n    total += 3", True),
    ],
)
def test_a_solution_of_one_step_has_no_gap(program: str, has_gap: bool) -> None:
    nb = program_problem()
    set_source(nb, "answer", f"### BEGIN SOLUTION\n{program}\n### END SOLUTION")
    assert (Kind.COMPLETE_CODE in {i.kind for i in derive(parsed(nb))}) == has_gap


def test_a_bug_is_a_probe_that_is_not_recognised_any_more_but_told_in_the_last_hint() -> None:
    parent, item = parsed(sample_problem()), one(Kind.FIX_BUG)
    probe = next(p for p in parent.probes if p.source == item.solutions[0].starter)
    assert probe not in item.probes
    assert item.hints[-1].text == probe.feedback
    assert [h.starter_fails for h in item.hints] == [probe.fails] * 3
    assert item.tests == parent.tests


@pytest.mark.parametrize("name", SAMPLES)
def test_a_prediction_shows_the_program_and_only_takes_a_value(name: str) -> None:
    item = one(Kind.PREDICT_OUTPUT, name)
    assert parsed(SAMPLES[name]()).reference in item.statement.source
    assert item.rules.literals_only
    assert repr(item.solutions[0].reference.removeprefix("answer = ")) not in item.statement.source


def test_a_prediction_asks_for_the_run_with_most_to_follow() -> None:
    asked = predicted("fare(5, 1) == 1.5", "fare(1130, 700) == 702", "fare(11300, -2) == 0")
    assert asked == [("What does `fare(1130, 700)` give?", "answer = 702")]


def test_what_can_be_written_down_in_several_ways_is_not_asked() -> None:
    assert predicted("fare(30, 7) == {'a': 1, 'b': 2}") == []
    assert predicted("fare(30, 7) == {'a': 1}") != []


def test_an_author_chooses_the_kinds() -> None:
    nb = sample_problem()
    header(nb)["derive"] = ["parsons"]
    assert [i.kind for i in derive(parsed(nb))] == [Kind.PARSONS]
    header(nb)["derive"] = []
    assert derive(parsed(nb)) == ()
    header(nb)["derive"] = ["essay"]
    assert parse_bytes(dumped(nb), "sample").problem is None
