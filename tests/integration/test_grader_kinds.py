"""Kinds of problem besides writing a function, with the real judge: what earns points, what not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.grading import answer, bundle, check, given, solution

from grader.bundle import Limits, Rules
from grader.judge import Judge
from grader.verdict import RULES, Status

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge(watchdog=True) as judge:
        yield judge


LEAP = "def is_leap(y):\n    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)"
TESTS = bundle(
    given(LEAP),
    solution(),
    check("right", "accepts()"),
    check("every_fourth", "catches('def is_leap(y): return y % 4 == 0')", 2, hidden=True),
    check("none", "catches('def is_leap(y): return False')", hidden=True),
    limits=Limits(seconds=3),
)
GOOD = (
    "def test_century():\n    assert not is_leap(1900)\n"
    "def test_fourth():\n    assert is_leap(2024)\n    assert is_leap(2000)\n"
)


@pytest.mark.parametrize(
    "tests",
    [
        GOOD,
        "assert not is_leap(1900)\nassert is_leap(2024)",
        "import unittest\nclass T(unittest.TestCase):\n    def test_it(self):\n"
        "        self.assertTrue(is_leap(2000))\n        self.assertFalse(is_leap(1900))\n",
    ],
)
def test_tests_that_pass_the_right_function_and_catch_the_wrong_ones(
    tests: str, judge: Judge
) -> None:
    verdict = judge.grade(TESTS, answer(tests))
    assert (verdict.status, verdict.score) == (Status.PASSED, 4.0)
    assert verdict.cpu_ms > 0


@pytest.mark.parametrize(
    ("tests", "points"),
    [
        ("def test_it():\n    assert is_leap(2024)\n", [1, 0, 1]),
        ("x = 1", [0, 0, 0]),
        ("def test_it():\n    pass", [1, 0, 0]),
        ("def test_it():\n    assert False", [0, 0, 0]),
        ("def test_it():\n    assert is_leap(1900)", [0, 0, 0]),
        ("def test_it():\n    is_leap.__code__", [0, 0, 0]),
        ("def test_it():\n    import os\n    os._exit(0)", [0, 0, 0]),
        ("def is_leap(y): return True\ndef test_it():\n    assert is_leap(4)", [1, 0, 0]),
        (
            "import builtins\nseen = getattr(builtins, 'seen', 0)\nbuiltins.seen = seen + 1\n"
            "def test_it():\n    assert seen == 0",
            [1, 0, 0],
        ),
    ],
)
def test_tests_earn_what_they_notice_and_no_more(
    tests: str, points: list[float], judge: Judge
) -> None:
    verdict = judge.grade(TESTS, answer(tests))
    assert [t.points for t in verdict.tests] == points


@pytest.mark.parametrize(
    "tests",
    [
        "import os\ndef test_it():\n    assert os.getpid() % 3",
        "import os\ndef test_it():\n    assert is_leap(2024) and os.getpid() % 3",
        "import time\ndef test_it():\n    assert not is_leap(2023) and time.time_ns() >> 20 & 1",
    ],
)
def test_a_failure_by_chance_catches_nothing(tests: str, judge: Judge) -> None:
    fourth = replace(TESTS, cells=TESTS.cells[:2] + TESTS.cells[3:4])
    assert [judge.grade(fourth, answer(tests)).score for _ in range(9)] == [0.0] * 9


def test_a_wrong_function_that_never_ends_is_noticed_and_the_rest_goes_on(judge: Judge) -> None:
    endless = check("endless", "catches('def is_leap(y):\\n    while True: pass')", hidden=True)
    cells = (*TESTS.cells[:3], endless, TESTS.cells[3])
    verdict = judge.grade(replace(TESTS, cells=cells, limits=Limits(seconds=2)), answer(GOOD))
    assert [t.passed for t in verdict.tests] == [True, True, True]


def test_the_reason_names_the_test_that_the_right_function_fails(judge: Judge) -> None:
    verdict = judge.grade(TESTS, answer("def test_old():\n    assert is_leap(1900), 'so I think'"))
    assert verdict.tests[0].message == "With the right function, test_old fails: so I think"
    assert {t.message for t in verdict.tests[1:]} == {verdict.tests[1].message}


PARSONS = bundle(
    solution(),
    check("order", "assert run().output == 'a\\nb\\n'"),
    check("hidden", "assert run().total == 3", hidden=True),
)
LINES = Rules(only_lines=("print('b')", "if total > 2:", "print('a')", "total = 3"))


@pytest.mark.parametrize(
    ("source", "score"),
    [
        ("total = 3\nprint('a')\nif total > 2:\n    print('b')", 2.0),
        ("total = 3\nif total > 2:\n    print('a')\nprint('b')", 2.0),
        ("total = 3\nprint('b')\nif total > 2:\n    print('a')", 1.0),
        ("total = 3\nprint('a')\nprint('b')", 2.0),
        ("total = 1 + 2\nprint('a')\nprint('b')", 0.0),
        ("total = 3\nprint('a\\nb')", 0.0),
        ("total = 3\nprint('a')\nprint('a')", 0.0),
    ],
)
def test_lines_count_in_order_and_indentation_and_only_those_given(
    source: str, score: float, judge: Judge
) -> None:
    verdict = judge.grade(replace(PARSONS, rules=LINES), answer(source))
    assert verdict.score == score


def test_a_prediction_is_written_down_and_not_computed(judge: Judge) -> None:
    asked = bundle(solution(), check("shown", "assert run().line == '15'", hidden=True))
    asked = replace(asked, rules=Rules(literals_only=True))
    assert judge.grade(asked, answer("line = '15'")).score == 1
    computed = judge.grade(asked, answer("line = str(20 - 5)"))
    assert (computed.status, computed.score) == (Status.FAILED, 0)
    assert "write the value down (line 1)" in computed.message


def test_a_broken_rule_is_a_check_that_fails_and_the_others_are_tried(judge: Judge) -> None:
    asked = bundle(
        solution(),
        check("seen", "assert least([2, 1]) == 1"),
        check("hidden", "assert least([3]) == 3", hidden=True),
        check("wrong", "assert least([]) == 0"),
        required=["least"],
    )
    asked = replace(asked, rules=Rules(forbid_calls=("sorted", "min")))
    broken = answer("def least(a):\n    return sorted(a)[0]")
    verdict = judge.grade(asked, broken)
    assert (verdict.status, verdict.score, verdict.max_score) == (Status.FAILED, 0, 3)
    assert verdict.message == "This problem is meant to be solved without `sorted` (line 2)."
    shown = {test.id: test.passed for test in verdict.tests}
    assert shown == {RULES: False, "seen": True, "hidden": True, "wrong": False}
    own = "def least(a):\n    low = a[0] if a else 0\n    for x in a:\n"
    own += "        low = x if x < low else low\n    return low"
    assert judge.grade(asked, answer(own)).status is Status.PASSED
    assert judge.grade(replace(asked, rule_credit=0.5), broken).score == 0, "sorted did the work"
    assert [t.id for t in judge.grade(asked, broken, until_failure=True).tests] == [RULES]


@pytest.mark.parametrize(
    ("rules", "score"),
    [
        (Rules(require_calls=("min",)), 1),
        (Rules(max_statements=1), 1),
        (Rules(require_calls=("min",), forbid_calls=("sorted",)), 0),
        (Rules(forbid_calls=("print",)), 2),
    ],
)
def test_what_is_missing_leaves_half_and_what_is_forbidden_nothing(
    judge: Judge, rules: Rules, score: float
) -> None:
    tests = [check(name, f"assert least([{name}]) == {name}") for name in "12"]
    asked = bundle(solution(), *tests, required=["least"])
    asked = replace(asked, rules=rules, rule_credit=0.5)
    told = judge.grade(asked, answer("def least(a):\n    b = sorted(a)\n    return b[0]"))
    assert (told.score, told.max_score) == (score, 2)


def test_an_endless_answer_that_breaks_a_rule_is_told_both(judge: Judge) -> None:
    asked = bundle(solution(), check("a", "assert f() == 1"), required=["f"])
    asked = replace(asked, rules=Rules(require_calls=("g",)), rule_credit=0.5)
    verdict = judge.grade(asked, answer("def f():\n    while True: pass"))
    assert verdict.score == 0
    assert "`g`" in verdict.message
    assert "did not finish" in verdict.message


def test_a_text_that_is_too_deep_for_the_rules_is_no_pass(judge: Judge) -> None:
    asked = bundle(solution(), check("a", "assert f() == 1"), required=["f"])
    asked = replace(asked, rules=Rules(forbid_calls=("sorted",)))
    deep = "def f():\n    return 1\nx = " + "-" * 3000 + "1"
    verdict = judge.grade(asked, answer(deep))
    assert verdict.status in (Status.UNGRADABLE, Status.PASSED)
    nested = "x = " + "[" * 150 + "]" * 150 + "\ndef f():\n    return sorted([1])[0]"
    assert judge.grade(asked, answer(nested)).score == 0
