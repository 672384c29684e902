"""Where two values differ, in words that hold no more than they must."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.differences import difference

ONES = dict.fromkeys(range(20), 1)
LONG = "the quick brown fox jumps over the lazy dog"


@pytest.mark.parametrize(
    ("expected", "got", "said"),
    [
        (LONG, LONG.replace("fox", "cat"), "At character 16: expected 'fox jumps over the l'"),
        (LONG, LONG + "!", f"Expected {len(LONG)} characters, got {len(LONG) + 1}."),
        ("a\nb\nc" * 9, "a\nx\nc" * 9, "Lines with - are yours, with + expected:\n  a\n- x\n+ b"),
        (list(range(40)), [*range(39), 0], "At index 39: expected 39, got 0."),
        (tuple(range(40)), tuple(range(41)), "Expected 40 items, got 41."),
        (ONES, {**ONES, 5: 2}, "At key 5: expected 1"),
        ({LONG: 1, "b": 2}, {LONG: 1, "c": 2}, "Missing keys: 'b'.\nNot expected keys: 'c'."),
        (set(range(30)), set(range(1, 30)), "Missing items: 0."),
        (set(range(30)), set(), "Missing items: 0, 1, 2, 3, 4 and others."),
        (frozenset(range(30)), frozenset(range(31)), "Not expected items: 30."),
        (5, 6, ""),
        ([1, 2], [1, 3], ""),
        (LONG, 5, ""),
        (10**40, 10**41, ""),
    ],
)
def test_the_first_difference_is_named(expected: Any, got: Any, said: str) -> None:
    found = difference(expected, got)
    assert found.startswith(said) if said else found == ""


def test_a_liar_inside_is_named_as_different() -> None:
    class Liar:
        def __eq__(self, other: object) -> Any:
            return []

        __hash__ = None  # type: ignore[assignment]

    assert difference(list(range(40)), [*range(39), Liar()]).startswith("At index 39")


@given(st.lists(st.integers(), min_size=20), st.lists(st.integers(), min_size=20))
def test_what_differs_is_told_and_short(expected: list[int], got: list[int]) -> None:
    said = difference(expected, got)
    assert len(said) < 1000
    if expected != got:
        assert said


@given(st.text(min_size=60), st.text(min_size=60))
def test_texts_are_told_without_controls(expected: str, got: str) -> None:
    said = difference(expected, got)
    assert len(said) < 20_000
    assert "\x1b" not in said or "\n" in expected + got
