"""What the template of each kind of problem holds beside what every problem holds.

`{name}` is the function that learners write, or that their tests are about. Braces of Python stand
twice, since the texts are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.problem import Kind


@dataclass(frozen=True, slots=True)
class Shape:
    """The cells of one kind; an empty text is no cell.

    Attributes:
        task: What the statement asks for.
        tests: Source of the cells `example` (which learners see), `usual` and `edge`.
        probe: A wrong answer that fails all three.
        rules: The header's rules.
        named: Whether the problem has a function.
        alternative: Another right answer; one that is a value has none.
    """

    task: str
    solution: str
    tests: tuple[str, str, str]
    probe: str
    alternative: str = ""
    given: str = ""
    starter: str = ""
    rules: Mapping[str, Any] = field(default_factory=dict)
    named: bool = True


def _hidden(what: str, code: str) -> str:
    marks = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
    return f"# ‹Title of this check: {what}›\n" + marks.format(code)


_CALL = '''# The example of the text
got = {name}(1)  # ‹Call it as the example does.›
assert got == 1, f"‹Say in words what the result should be.› Not {{got!r}}."'''
_CALLED = (
    _CALL,
    _hidden("another usual case", 'assert {name}(2) == 2, "‹What is wrong when this fails?›"'),
    _hidden("a rare case", 'assert {name}(2) == 2, "‹What is wrong when this fails?›"'),
)
_BODY = """def {name}(value):  # ‹Name the inputs as the text does.›
    ### BEGIN SOLUTION
    return value
    ### END SOLUTION"""
_WHOLE = """### BEGIN SOLUTION
def {name}(value):  # ‹Name the inputs as the text does.›
    result = value
    return result
### END SOLUTION"""
_WRONG = "def {name}(value):\n    return None"
_OTHER = "def {name}(value):\n    result = value\n    return result"

_FUNCTION = Shape("Write `{name}(‹inputs›)`. It gives back ‹what›.", _BODY, _CALLED, _WRONG, _OTHER)
_BUG = Shape(
    "`{name}(‹inputs›)` should give back ‹what›. It has a bug: find and mend it.",
    _WHOLE,
    _CALLED,
    _WRONG,
    "def {name}(value):\n    return value",
    starter="# ‹The code with its bug.›\ndef {name}(value):\n    result = None\n    return result",
)
_GAPS = Shape(
    "Complete `{name}(‹inputs›)`: put code in the place of each `____`. It gives back ‹what›.",
    _WHOLE,
    _CALLED,
    _WRONG,
    "def {name}(value):\n    return value",
    starter="# ‹The code with its blanks.›\ndef {name}(value):\n    result = ____\n    return ____",
)
_LINES = Shape(
    "Put the lines of `{name}(‹inputs›)` in order and indent them. It gives back ‹what›. "
    "Not every line is of use.",
    _WHOLE.replace("  # ‹Name the inputs as the text does.›", ""),
    _CALLED,
    "def {name}(value):\n    result = None\n    return result",
    "def {name}(value):\n    return value",
    starter="# ‹All lines of your answer, mixed, and some that are of no use.›\n"
    "# return result\n# result = None\n# result = value\n# return value\n# def {name}(value):",
    rules={"only_starter_lines": True},
)
_PREDICTION = Shape(
    "What do these lines show? Write it down; do not run them first.\n\n"
    "```python\n‹The lines.›\n```",
    "### BEGIN SOLUTION\nfirst = 1\nlast = 2\n### END SOLUTION",
    (
        "# Everything is filled in\ngot = run()\n"
        'assert "?" not in (got.first, got.last), "Put your answers in place of the marks."',
        _hidden("the first value", 'assert run().first == 1, "‹Where does the first come from?›"'),
        _hidden("the last value", 'assert run().last == 2, "‹Where does the last come from?›"'),
    ),
    'first = "?"\nlast = "?"',
    starter='first = "?"  # ‹What each name stands for.›\nlast = "?"',
    rules={"literals_only": True},
    named=False,
)
_CHOICE = Shape(
    "‹The question.›\n\n- **a** ‹one answer›\n- **b** ‹another one›\n- **c** ‹a third one›\n\n"
    "And why is it so?\n\n- **a** ‹one reason›\n- **b** ‹another one›\n- **c** ‹a third one›\n\n"
    'Put the letters in place of each `"?"`.',
    '### BEGIN SOLUTION\nchoice = "b"\nreason = "c"\n### END SOLUTION',
    (
        "# Everything is filled in\ngot = run()\nfor letter in (got.choice, got.reason):\n"
        '    assert letter in ("a", "b", "c"), "Put one letter in place of each mark."',
        _hidden("the choice", 'assert run().choice == "b", "‹What speaks for another one?›"'),
        _hidden("the reason", 'assert run().reason == "c", "‹What does the reason not explain?›"'),
    ),
    'choice = "?"\nreason = "?"',
    starter='choice = "?"\nreason = "?"',
    rules={"literals_only": True},
    named=False,
)
_MESSAGE = Shape(
    "This program stops:\n\n```python\n‹The lines.›\n```\n\n"
    "```\n‹The message that Python shows.›\n```\n\n"
    "Which line has to be changed, and why?\n\n"
    "- **a** ‹one cause›\n- **b** ‹another one›\n- **c** ‹a third one›\n\n"
    'Put the number of the line and the letter in place of each `"?"`.',
    '### BEGIN SOLUTION\nline = 2\ncause = "b"\n### END SOLUTION',
    (
        "# Everything is filled in\ngot = run()\n"
        'assert got.line != "?", "Put the number of a line in place of the mark."\n'
        'assert got.cause in ("a", "b", "c"), "Put one letter in place of the mark."',
        _hidden("the line", 'assert run().line == 2, "‹Where does it begin to go wrong?›"'),
        _hidden("the cause", 'assert run().cause == "b", "‹Which word of the message helps?›"'),
    ),
    'line = "?"\ncause = "?"',
    starter='line = "?"  # ‹A number.›\ncause = "?"',
    rules={"literals_only": True},
    named=False,
)
_CLEARER = Shape(
    "`{name}(‹inputs›)` works. Make it clearer with at most 3 statements; it gives back the same.",
    _BODY,
    _CALLED,
    _WRONG,
    _OTHER,
    starter="# ‹Code that works and is too long.›\ndef {name}(value):\n    result = None\n"
    "    result = value\n    result = result\n    return result",
    rules={"max_statements": 3},
)
_DATA = Shape(
    "`text` is ‹what it holds›, one line each. Write `{name}(text)`. It gives back ‹what›.",
    """def {name}(text):
    ### BEGIN SOLUTION
    return len(text.splitlines())
    ### END SOLUTION""",
    (
        '# The example of the text\ngot = {name}("a\\nb")  # ‹Call it as the example does.›\n'
        'assert got == 2, f"‹Say in words what the result should be.› Not {{got!r}}."',
        _hidden("more lines", 'assert {name}("a\\nb\\nc") == 3, "‹What is wrong then?›"'),
        _hidden("no lines", 'assert {name}("") == 0, "‹What is wrong then?›"'),
    ),
    "def {name}(text):\n    return None",
    "def {name}(text):\n    return sum(1 for line in text.splitlines())",
)
_TESTS = Shape(
    "`{name}` is given, and it is right. Write tests for it: functions whose names begin with "
    "`test_`. They should notice when ‹what it does› goes wrong.",
    """### BEGIN SOLUTION
def test_usual():
    assert {name}(1) == 1


def test_rare():
    assert {name}(0) == 0
    assert {name}(-1) == -1
### END SOLUTION""",
    (
        "# Your tests pass with the right function\naccepts()",
        _hidden("a usual slip", "catches('''\ndef {name}(value):\n    return value + 1\n''')"),
        _hidden(
            "rare slips",
            "catches('''\ndef {name}(value):\n    return abs(value)\n''')\n"
            "catches('''\ndef {name}(value):\n    return value or 1\n''')",
        ),
    ),
    "def test_wrong():\n    assert {name}(1) == 2",
    "def test_all():\n    for value in (1, 0, -1):\n        assert {name}(value) == value",
    given="# This function is given, and it is right.\n"
    "def {name}(value):  # ‹The function that the tests are about.›\n    return value",
    starter="def test_first():\n    pass  # ‹What learners begin with.›",
)

SHAPES: Mapping[Kind, Shape] = {
    Kind.WRITE_FUNCTION: _FUNCTION,
    Kind.FIX_BUG: _BUG,
    Kind.COMPLETE_CODE: _GAPS,
    Kind.PARSONS: _LINES,
    Kind.PREDICT_OUTPUT: _PREDICTION,
    Kind.MULTIPLE_CHOICE: _CHOICE,
    Kind.EXPLAIN_ERROR: _MESSAGE,
    Kind.REFACTOR: _CLEARER,
    Kind.DATA_TASK: _DATA,
    Kind.WRITE_TESTS: _TESTS,
}
