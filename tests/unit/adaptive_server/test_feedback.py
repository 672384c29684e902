"""What a verdict says beyond its score: the author's words for a known mistake, and the error."""

from adaptive_server.tutoring.feedback import explain_verdict, probe_feedback
from support.tutored import CELL, probe, problem, verdict

from grader.verdict import LearnerFault, Status

KEY_ERROR = LearnerFault("KeyError", "'a'", CELL, 2, {})


def test_the_one_probe_with_the_same_failures_speaks():
    known = problem(probe({"many"}, None, "No discount."), probe({"few", "many"}, None, "Adds."))
    assert probe_feedback(known, verdict(few=True, many=False)) == "No discount."
    assert probe_feedback(known, verdict(few=False, many=False)) == "Adds."


def test_another_exception_is_another_mistake():
    known = problem(probe({"many"}, "KeyError", "Start value."))
    assert probe_feedback(known, verdict(few=True, many=False)) == ""
    assert probe_feedback(known, verdict(few=True, many=False, fault=KEY_ERROR)) == "Start value."


def test_two_probes_that_look_the_same_stay_silent():
    known = problem(probe({"many"}, None, "One."), probe({"many"}, None, "Other."))
    assert probe_feedback(known, verdict(few=True, many=False)) == ""


def test_a_passed_or_an_ungradable_submission_gets_no_feedback():
    known = problem(probe({"few", "many"}, None, "Adds."), probe(set(), None, "Never."))
    assert probe_feedback(known, verdict(few=True, many=True, status=Status.PASSED)) == ""
    ungradable = verdict(few=False, many=False, status=Status.UNGRADABLE)
    assert probe_feedback(known, ungradable) == ""


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
