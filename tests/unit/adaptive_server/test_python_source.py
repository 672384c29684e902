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
