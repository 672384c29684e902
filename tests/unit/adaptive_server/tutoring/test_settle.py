"""What a learner reads of each check of an answer."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from adaptive_server.ports import StoredSubmission
from adaptive_server.regrade_port import Graded
from adaptive_server.tutoring.parts import Offer, Parts
from adaptive_server.tutoring.regrade import corrected
from adaptive_server.tutoring.settle import outcome_views, settlement
from support.tutored import CARD, CELL, RECORD, bank, problem, verdict

from grader.bundle import Submission
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


def test_the_checks_are_told_in_one_language_that_of_the_problem():
    asked, now = problem(), datetime(2025, 1, 1, 12, tzinfo=UTC)
    spanish = replace(asked, bundle=replace(asked.bundle, locale="es"))
    source, seen = Submission({CELL: "x"}, ()), verdict(False, False, fault=FAULT)
    stored = StoredSubmission(uuid4(), 1, RECORD.id, CARD.id, 1, source, now, 1, None)
    house = Parts(None, bank(), None, None, lambda: now, random.Random(1), Offer("", "sandbox"))
    told = settlement(house, stored, spanish, seen, RECORD, now, "").answer["tests"]
    assert "se detiene" in told[1]["message"]
    graded = Graded(uuid4(), 1, RECORD.id, "ada", source, seen, {}, locale="es")
    again = corrected(replace(asked, languages={"es": spanish}), graded, seen)["tests"]
    assert "se detiene" in again[1]["message"]
