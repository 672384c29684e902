"""Exceptions of learner code arrive as builtin classes, whatever the child sends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.raised import LearnerError, LearnerExit, LearnerInterrupt, rebuild

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("names", "arguments", "expected"),
    [
        (["TooSmall", "ValueError", "Exception"], ["x"], ValueError("x")),
        (["KeyError", "LookupError"], ["a"], KeyError("a")),
        (["IndexError"], [], IndexError("text")),
        (["OwnError", "Exception"], ["x"], Exception("x")),
        (["AssertionError", "Exception"], ["x"], AssertionError("x")),
        (["SystemExit", "BaseException"], [0], LearnerExit(0)),
        (["KeyboardInterrupt", "BaseException"], [], LearnerInterrupt("text")),
        (["GeneratorExit", "BaseException"], [], LearnerError("text")),
        (["Dead", "BaseException"], [], LearnerError("text")),
        (["json.decoder.JSONDecodeError", "ValueError"], [], json.JSONDecodeError("text", "", 0)),
    ],
)
def test_the_first_builtin_class_is_raised(
    names: list[str], arguments: list[Any], expected: Exception
) -> None:
    error, raised = rebuild([names, arguments, "text", None])
    assert type(error) is type(expected)
    assert error.args == expected.args
    assert raised.name == names[0]


@given(st.lists(anything, max_size=5))
def test_forged_descriptions_give_an_exception_or_are_refused(fields: list[Any]) -> None:
    try:
        error, raised = rebuild(fields)
    except (ValueError, TypeError, IndexError, AttributeError):
        return
    assert isinstance(error, Exception)
    assert all(type(v) is str for v in raised.variables.values())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (1, 1),
        (999_999, 999_999),
        (0, None),
        (-1, None),
        (1_000_000, None),
        (True, None),
        ("1", None),
    ],
)
def test_only_a_line_that_can_be_one_is_told(line: Any, told: int | None) -> None:
    many = {f"name{n}": "x" * 300 for n in range(20)}
    _, raised = rebuild([["ValueError"], [], "t" * 3000, ["answer", line, many]])
    assert raised.line == told
    assert (raised.cell, len(raised.text)) == ("answer", 2000)
    assert [len(text) for text in raised.variables.values()] == [200] * 12
