"""Cells of learners: magics are passed over, Python is never changed."""

from __future__ import annotations

import pytest

from grader.learner_code import compile_cell, flaw


def run(source: str) -> dict[str, object]:
    space: dict[str, object] = {}
    exec(compile_cell(source, "<cell>"), space)
    return space


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 1",
        "!pip install things\nx = 1",
        "if True:\n    %timeit f()\nx = 1",
        "x = 1\nlen?",
        "?len\nx = 1",
        "%%time\nx = 1",
        "files = !ls -l\nx = 1",
        "a, b = %time 3\nx = 1",
        "  # note\n%load_ext a\n!ls\n!pwd\nx = 1",
    ],
)
def test_magics_and_shell_lines_do_nothing(source: str) -> None:
    assert run(source)["x"] == 1


def test_percent_and_exclamation_mark_within_python_stay() -> None:
    assert run("x = (7\n% 4)")["x"] == 3
    assert run("y = '''\n!ls\n%magic'''")["y"] == "\n!ls\n%magic"


@pytest.mark.parametrize("source", ["", "  \n\n", "# YOUR CODE HERE\n", "%matplotlib inline"])
def test_a_cell_without_a_statement_is_empty(source: str) -> None:
    assert flaw(source) == ["Empty", "", None]


def test_a_syntax_error_comes_with_its_line() -> None:
    name, message, line = flaw("x = 1\nif x = 1:\n    pass") or []
    assert (name, line) == ("SyntaxError", 2)
    assert message
    assert (flaw("if x:\ny = 1") or [])[0] == "IndentationError"


@pytest.mark.parametrize("source", ["x = '\ud800'", "(" * 5000, "x = " + "9" * 10_000, "\0x"])
def test_hostile_text_is_a_flaw_and_no_crash(source: str) -> None:
    assert flaw(source)


def test_good_python_has_no_flaw() -> None:
    assert flaw("def f(x):\n    return x") is None
