"""Which small changes of a solution the gate tries, and how they are named."""

from __future__ import annotations

import ast

import pytest
from adaptive_server.gate.mutants import mutants


def test_mutants_are_named_by_line_and_change() -> None:
    names = [m.name for m in mutants("def f(a):\n    b = a + 1 + 1\n    return not a[1:]")]
    assert names == [
        "line 2: + becomes -",
        "line 2: + becomes - (2)",
        "line 2: 1 becomes 2",
        "line 2: 1 becomes 2 (2)",
        "line 3: return gives nothing",
        "line 3: without not",
        "line 3: slice without its lower 1",
        "line 3: 1 becomes 2",
    ]


def test_a_limit_becomes_the_only_value_that_passes() -> None:
    names = [m.name for m in mutants("often = count >= 3")]
    assert names == ["line 1: >= becomes >", "line 1: >= becomes ==", "line 1: 3 becomes 4"]


@pytest.mark.parametrize(
    ("asked", "emptiness"), [("name in book", "book"), ("name not in book", "not book")]
)
def test_to_ask_for_an_item_becomes_to_ask_whether_there_is_any(asked: str, emptiness: str) -> None:
    """Tests of a new key or item often begin with an empty collection, and nothing else."""
    changes = {m.name: m.source() for m in mutants(f"while {asked}:\n    look()")}
    assert f"while {emptiness}:" in changes[f"line 1: {asked} becomes {emptiness}"]
    assert not any("becomes 'aeiou'" in m.name for m in mutants("vowel = sign in 'aeiou'"))


def test_a_conversion_or_copy_is_left_out_where_it_holds_one_value() -> None:
    source = "row = list(given)\nmost = max(row)\nb = sorted(row, key=len)"
    assert [m.name for m in mutants(source)] == ["line 1: without list()"]


def test_a_mutant_differs_in_one_place_and_leaves_the_others_alone() -> None:
    source = "if a < b:\n    print('x'.upper())"
    texts = [m.source() for m in mutants(source)]
    assert len(set(texts)) == len(texts)
    assert ast.unparse(ast.parse(source)) not in texts
    assert [m.source() for m in mutants(source)] == texts


def test_docstrings_prompts_and_annotations_are_no_mutants() -> None:
    assert mutants('def f(a: "x"):\n    """Doc."""\n    a = input("Age? ")') == []
    assert mutants('async def f():\n    """Doc."""') == []


def test_what_a_tested_function_is_called_with_is_told_from_what_it_should_give() -> None:
    source = "def test_a():\n    assert fine(3, days=[4 + 5]) == 6\n    assert other(7) == 8"
    given = [m.name for m in mutants(source) if m.is_input_of("fine")]
    assert given == [
        "line 2: 3 becomes 4",
        "line 2: + becomes -",
        "line 2: 4 becomes 5",
        "line 2: 5 becomes 6",
    ]


def test_the_wording_of_an_error_is_no_mutant() -> None:
    assert mutants('raise ValueError("no such day")') == []
