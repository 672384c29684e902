"""What a verdict says beyond its score: the error explained."""

import pytest
from adaptive_server.tutoring.feedback import explain_verdict
from support.tutored import CELL, verdict

from grader.verdict import LearnerFault, Status

KEY_ERROR = LearnerFault("KeyError", "'a'", CELL, 2, {})


def test_the_exception_is_explained_at_its_line_of_its_cell():
    fault = LearnerFault("NameError", "name 'cuont' is not defined", CELL, 2, {"count": "3"})
    told = explain_verdict(verdict(False, False, fault), {CELL: "count = 3\nprint(cuont)\n"})
    assert told is not None
    assert (told.kind, told.grade_id, told.line) == ("NameError", CELL, 2)
    assert told.suggestions[0].rule == "name.near_line"


def test_code_that_cannot_be_read_is_explained_without_a_fault_of_the_grader():
    told = explain_verdict(
        verdict(False, False, status=Status.UNGRADABLE), {"a": "x = 1\n", CELL: "if x\n  y = 1\n"}
    )
    assert told is not None
    assert (told.kind, told.grade_id, told.line) == ("SyntaxError", CELL, 1)


def test_none_given_back_is_explained_when_a_visible_test_says_so():
    cells = {CELL: "def total_price(price, count):\n    print(price * count)\n"}
    said = verdict(False, False, message="Your function gave back None.")
    told = explain_verdict(said, cells)
    assert told is not None
    assert told.suggestions[0].rule == "none.print"
    assert explain_verdict(verdict(False, False, message="got 7"), cells) is None


@pytest.mark.parametrize(
    ("rule", "got", "body", "line"),
    [
        ("result.uncalled", "<bound method Boat.label of <Boat object at 0x7f>>", "x = b.label", 2),
        ("result.uncalled", "<function helper at 0x7f>", "return helper", 2),
        ("result.uncalled", "<built-in method upper of str object at 0x7f>", "x = a.upper", 2),
        ("result.lazy", "<map object>", "return map(str, a)", 2),
        (
            "result.lazy",
            "<generator object f.<locals>.<genexpr> at 0x7f>",
            "return (b for b in a)",
            2,
        ),
        ("result.awaited", "<coroutine object f at 0x7f>", "return 3", 2),
        ("result.future", "{'a': <Future at 0x7f state=finished>}", "return {}", 2),
        ("result.gaps", "'{a} left'", "return '{a} left'", 2),
        ("", "'{a} left'", "return f'{a} left'", 0),
        ("", "'{b} left'", "return '{b} left'", 0),
        ("", "7", "return 7", 0),
        ("", "<function other at 0x7f>", "return 7", 0),
        ("", "<Boat object>", "return Boat()", 0),
    ],
)
def test_what_is_no_result_yet_is_explained_at_its_line(rule, got, body, line):
    said = verdict(False, False, message=f"f(3) should be 4, but it returns {got}.")
    for locale in ("en", "es"):
        told = explain_verdict(said, {CELL: f"def f(a):\n    {body}\n"}, locale)
        assert (told.suggestions[0].rule if told else "") == rule
        assert (told.line if told else 0) == line


def test_a_passed_submission_and_a_grader_error_have_no_explanation():
    for status in (Status.PASSED, Status.GRADER_ERROR):
        assert explain_verdict(verdict(True, True, KEY_ERROR, status=status), {CELL: "x"}) is None


def test_the_explanation_is_what_the_api_answers_with():
    told = explain_verdict(verdict(False, False, KEY_ERROR), {CELL: "d = {}\nd['a']\n"})
    assert told is not None
    assert set(told.model_dump()) == {"kind", "grade_id", "line", "happened", "suggestions"}


@pytest.mark.parametrize(
    ("message", "source", "rule"),
    [
        (
            "Gate() takes no arguments",
            "class Gate:\n    def _init_(self, name):\n        self.name = name\n",
            "class.near_init",
        ),
        (
            "Gate.enter() takes 1 positional argument but 2 were given",
            "class Gate:\n    def enter(ticket):\n        print(ticket)\n",
            "type.no_self",
        ),
    ],
)
def test_a_call_that_does_not_even_begin_is_explained_by_the_only_cell(message, source, rule):
    fault = LearnerFault("TypeError", message)
    told = explain_verdict(verdict(False, False, fault), {CELL: source})
    assert told is not None
    assert (told.suggestions[0].rule, told.line) == (rule, None)
