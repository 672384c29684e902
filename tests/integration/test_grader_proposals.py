"""Proposed code is tried in a learner's answer; only yes or no comes out."""

import time
from dataclasses import replace

import pytest
from support.grading import QUICK, answer, bundle, check, solution

from grader.judge import Judge
from grader.proposals import Proposal

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration
SUM = "def total(xs):\n    s = 0\n    for x in xs:\n        s = s + x\n    return s\n"
WRONG = SUM.replace("s + x", "s - x")
TOTAL = bundle(
    solution(),
    check("example", "assert total([3, 4]) == 7"),
    check("large", "assert total([777, 0, 12]) == 789", hidden=True),
    required=["total"],
)
FOR_EXAMPLE = WRONG.replace("return s", "return 7")


def tried(judge, own, *sources, seconds=2.0):
    proposals = [Proposal({"answer": s}) if isinstance(s, str) else s for s in sources]
    return judge.one_passes(TOTAL, answer(own), proposals, seconds)


def test_one_of_several_that_passes_is_enough(judge):
    assert tried(judge, WRONG, "x = (", WRONG.replace("s - x", "s * x"), SUM)


def test_hidden_tests_count(judge):
    assert not tried(judge, WRONG, FOR_EXAMPLE)


def test_who_passes_already_is_told_nothing_new(judge):
    assert not tried(judge, SUM, SUM.replace("s + x", "x + s"))


def test_where_something_harmless_mends_too_it_is_not_the_proposed_code(judge):
    own = SUM.replace("    return s", "    s = 0 +\n    return s")
    other = SUM.replace("    return s", "    y = 1\n    return s")
    harmless = Proposal({"answer": other}, {"answer": other.replace("y = 1", "pass")})
    assert tried(judge, own, other)
    assert not tried(judge, own, harmless)
    assert tried(judge, own, harmless, SUM)


def test_the_first_trial_of_a_data_problem_waits_for_its_libraries():
    cells = (solution(), check("half", "assert half([2]) == [1]"))
    of_data = bundle(*cells, required=["half"], limits=replace(QUICK, data=True))
    right = "import numpy as np\ndef half(xs):\n    return (np.array(xs) // 2).tolist()\n"
    with Judge(watchdog=True) as cold:
        proposal = Proposal({"answer": right})
        assert cold.one_passes(of_data, answer(right.replace("2", "3")), [proposal], 1.0)


def test_programs_without_end_use_up_the_time_and_no_more(judge):
    endless = WRONG.replace("s = s - x", "xs.append(x)")
    began = time.monotonic()
    assert not tried(judge, WRONG, *[endless + "#" * n for n in range(50)], SUM, seconds=0.5)
    assert time.monotonic() - began < 10
    assert tried(judge, WRONG, SUM)
