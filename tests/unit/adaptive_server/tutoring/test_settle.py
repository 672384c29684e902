"""What a learner reads of each check of an answer."""

from dataclasses import replace

from adaptive_server.tutoring.settle import outcome_views
from support.tutored import CELL, verdict

from grader.verdict import LearnerFault

FAULT = LearnerFault("NameError", "name 'x' is not defined", CELL, 1, {})


def hidden_words(few, fault, locale="en"):
    seen = verdict(few, False, fault=fault)
    shown, hidden = seen.tests
    seen = replace(seen, tests=(shown, replace(hidden, message="Try ten pieces.")))
    return outcome_views(seen, locale)[1].message


def test_a_hidden_check_of_code_that_stops_says_nothing_of_a_wrong_result():
    assert "stops with an error" in hidden_words(False, FAULT)
    assert "se detiene" in hidden_words(False, FAULT, "es")


def test_it_tells_its_own_words_where_code_runs_or_something_passes():
    assert hidden_words(False, None) == "Try ten pieces."
    assert hidden_words(True, FAULT) == "Try ten pieces."
