"""Mistakes that several make, offered as probes: nobody's words, nothing of one person alone."""

from __future__ import annotations

from uuid import uuid4

from adaptive_server.analysis_port import WrongAnswer
from adaptive_server.ports import LearnerId
from adaptive_server.problems.template import gap_in
from adaptive_server.tutoring.clusters import LEAST, anonymous, clusters, probe_text
from support.postgres_bank import SWAP, small_bank, verdict

from grader.verdict import Status

SWAPPED = "def swap(a, b):  # by Ada\n    '''Ada's answer.'''\n    return a, b\n"
PROBLEM = small_bank().problems[SWAP]


def wrong(source: str, learner: LearnerId | None = None) -> WrongAnswer:
    who = learner or LearnerId(uuid4())
    return WrongAnswer(who, 0, {"answer": source}, verdict(Status.FAILED, score=0.0))


def test_a_mistake_of_several_becomes_a_probe_with_a_gap_for_its_words() -> None:
    (found,) = clusters(PROBLEM, [wrong(SWAPPED) for _ in range(LEAST)])
    assert (found.learners, found.fails) == (LEAST, ("t1",))
    text = probe_text(found, 1)
    assert text.splitlines()[:2] == ["#| misconception: slip.seen_1", "#| fails: t1"]
    assert gap_in(text), "it cannot be published before the author has written the words"
    assert "Ada" not in text
    assert text.endswith("def swap(a, b):\n    return (a, b)")


def test_one_person_again_and_again_is_no_cluster() -> None:
    one = LearnerId(uuid4())
    assert clusters(PROBLEM, [wrong(SWAPPED, one)] * 9) == []


def test_the_most_common_answer_stands_for_all() -> None:
    others = [wrong("def swap(a, b):\n    return 0\n"), wrong(SWAPPED), wrong(SWAPPED)]
    (found,) = clusters(PROBLEM, others)
    assert "return (a, b)" in found.source


def test_what_steers_a_screen_or_is_no_python_is_not_taken_over() -> None:
    assert anonymous(["x = '\u202eabc\x1b[31m'"]) == "x = '\\u202eabc\\x1b[31m'"
    assert anonymous(["def ("]) is None
    assert anonymous(["x = " + "(" * 900 + ")" * 900]) is None
    assert anonymous(["x = 1\n" * 3000]) is None
    assert anonymous(["def f():\n    '''Only words.'''\n"]) == "def f():\n    pass"
