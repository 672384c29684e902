"""What a verdict says beyond its score: the error explained."""

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


def test_a_passed_submission_and_a_grader_error_have_no_explanation():
    for status in (Status.PASSED, Status.GRADER_ERROR):
        assert explain_verdict(verdict(True, True, KEY_ERROR, status=status), {CELL: "x"}) is None


def test_the_explanation_is_what_the_api_answers_with():
    told = explain_verdict(verdict(False, False, KEY_ERROR), {CELL: "d = {}\nd['a']\n"})
    assert told is not None
    assert set(told.model_dump()) == {"kind", "grade_id", "line", "happened", "suggestions"}
