import sys

import pytest
from adaptive_server.problems.python_source import MOST_LAMBDAS, SyntaxFault, parse_python


def test_code_that_the_compiler_needs_seconds_for_is_refused_before():
    told = parse_python("f = " + "lambda: " * (MOST_LAMBDAS + 1) + "0")
    assert isinstance(told, SyntaxFault)
    assert "lambda" in told.message


def test_the_word_alone_is_no_lambda():
    source = f"text = '{'lambda ' * (MOST_LAMBDAS + 1)}'"
    assert not isinstance(parse_python(source), SyntaxFault)


def test_a_test_cell_may_await_at_its_top():
    assert not isinstance(
        parse_python("async def f():\n    pass\nassert await f() is None"), SyntaxFault
    )
    assert isinstance(parse_python("def f():\n    await f()"), SyntaxFault)


@pytest.mark.parametrize("source", [f"x = {'-' * 9000}1", f"x = {'a.' * 9000}b"])
def test_what_is_too_deep_for_python_is_told_as_such(source):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)  # other tests may have raised it
    try:
        told = parse_python(source)
    finally:
        sys.setrecursionlimit(before)
    assert isinstance(told, SyntaxFault)
    assert told.message == "an expression is nested too deeply"
