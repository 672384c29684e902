"""The judge with real processes: what earns points, what is shown, what is kept from view."""

from __future__ import annotations

import time

import pytest
from support.grading import RIGHT, SQUARES, answer, bundle, check, given, solution, unmeasured

from grader.bundle import Submission
from grader.clock import longest_seconds
from grader.judge import Judge
from grader.sentences import STARVED
from grader.verdict import Status, TestOutcome, Verdict

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration


def outcome(verdict: Verdict, name: str) -> TestOutcome:
    return next(test for test in verdict.tests if test.id == name)


def test_a_right_answer_passes(judge: Judge) -> None:
    verdict = judge.grade(SQUARES, answer(RIGHT))
    assert (verdict.status, verdict.score, verdict.max_score) == (Status.PASSED, 6.0, 6.0)
    assert verdict.fault is None
    assert verdict.cpu_ms > 0
    assert verdict.peak_mb > 1


def test_a_partly_right_answer_gets_its_points_and_reads_why(judge: Judge) -> None:
    verdict = judge.grade(SQUARES, answer("def sum_squares(n):\n    return n * n if n < 3 else 14"))
    assert verdict.status is Status.PARTLY
    assert [test.passed for test in verdict.tests] == [True, False, True, True]
    assert outcome(verdict, "hidden-large").message == "Try 10."


def test_a_bare_assert_tells_expected_and_got(judge: Judge) -> None:
    verdict = judge.grade(SQUARES, answer("def sum_squares(n):\n    return 'x'"))
    assert verdict.status is Status.FAILED
    assert outcome(verdict, "example").message == "sum_squares(3): expected 14, got 'x'"
    assert outcome(verdict, "typed").message == "The sum is a whole number."


def test_an_exception_is_told_with_line_and_variables(judge: Judge) -> None:
    source = "def sum_squares(n):\n    parts = [n]\n    return parts[7]\n"
    verdict = judge.grade(SQUARES, answer(source))
    fault = verdict.fault
    assert fault is not None
    assert (fault.name, fault.grade_id, fault.line) == ("IndexError", "answer", 3)
    assert fault.variables == {"n": "3", "parts": "[3]"}
    assert "IndexError: list index out of range (line 3)" in outcome(verdict, "example").message


@pytest.mark.parametrize("source", ["", "# YOUR CODE HERE\n", "   \n"])
def test_an_empty_answer_is_ungradable(judge: Judge, source: str) -> None:
    assert judge.grade(SQUARES, answer(source)).status is Status.UNGRADABLE


def test_a_missing_cell_is_ungradable_and_an_unknown_one_is_nothing(judge: Judge) -> None:
    assert judge.grade(SQUARES, Submission({"other": RIGHT})).status is Status.UNGRADABLE
    both = Submission({"answer": RIGHT, "other": "1/0", "hidden-large": "x"})
    assert judge.grade(SQUARES, both).status is Status.PASSED


def test_a_syntax_error_is_ungradable_with_its_line(judge: Judge) -> None:
    verdict = judge.grade(SQUARES, answer("def sum_squares(n):\n    return n +\n"))
    assert verdict.status is Status.UNGRADABLE
    assert verdict.fault is not None
    assert (verdict.fault.name, verdict.fault.line) == ("SyntaxError", 2)
    assert verdict.fault.grade_id == "answer"


def test_the_untouched_stub_fails(judge: Judge) -> None:
    assert judge.grade(SQUARES, answer("raise NotImplementedError()")).status is Status.FAILED


def test_a_name_spelled_otherwise_is_told(judge: Judge) -> None:
    verdict = judge.grade(SQUARES, answer("def sumsquares(n):\n    return 0"))
    assert "`sum_squares`" in outcome(verdict, "example").message


def test_a_blank_answer_does_not_pass_with_the_builtin_of_that_name(judge: Judge) -> None:
    own_max = bundle(solution(), check("t", "assert max([1, 3]) == 3"), required=["max"])
    assert judge.grade(own_max, answer("pass")).status is Status.FAILED
    assert judge.grade(own_max, answer("def max(x):\n    return 3")).status is Status.PASSED


def test_tests_see_builtin_exceptions_to_catch(judge: Judge) -> None:
    expects = bundle(
        solution(),
        check(
            "t",
            "try:\n    f(-1)\nexcept ValueError as e:\n    assert str(e) == 'negative'\n"
            "else:\n    assert False, 'f(-1) must raise ValueError'",
        ),
    )
    raises = "class Small(ValueError):\n    pass\ndef f(x):\n    raise Small('negative')"
    verdict = judge.grade(expects, answer(raises))
    assert verdict.status is Status.PASSED
    assert verdict.fault is None
    silent = judge.grade(expects, answer("def f(x):\n    return x"))
    assert silent.tests[0].message == "f(-1) must raise ValueError"


PROGRAM = bundle(
    given("price = 4\ncount = 2"),
    solution(),
    check("own", "assert run().output == '8\\n', 'Print price times count.'"),
    check("other", "assert run(given={'price': 7}).total == 14", hidden=True),
)


def test_run_tries_a_program_with_other_given_values(judge: Judge) -> None:
    good = judge.grade(PROGRAM, answer("total = price * count\nprint(total)"))
    assert good.status is Status.PASSED
    assert outcome(good, "own").output == "8\n"
    fixed = judge.grade(PROGRAM, answer("total = 8\nprint(8)"))
    assert [t.passed for t in fixed.tests] == [True, False]


def test_run_answers_input_and_then_it_is_over(judge: Judge) -> None:
    greeting = bundle(
        solution(),
        check(
            "t",
            "result = run(input=['Ana', 3])\nassert result.output == 'Hello Ana!\\n'\n"
            "assert result.age == 3",
        ),
        check("u", "try:\n    run(input=['Ana'])\nexcept EOFError:\n    pass"),
    )
    source = "name = input('Name? ')\nage = int(input())\nprint(f'Hello {name}!')"
    assert judge.grade(greeting, answer(source)).status is Status.PASSED


def test_run_says_which_name_is_not_set_and_which_line_stopped_it(judge: Judge) -> None:
    totals = bundle(solution(), check("t", "assert run().total == 1"))
    verdict = judge.grade(totals, answer("tota = 1"))
    assert "`total`" in verdict.tests[0].message
    verdict = judge.grade(totals, answer("x = 1\ny = x / 0"))
    assert "line 2" in verdict.tests[0].message
    assert verdict.fault is not None
    assert verdict.fault.variables == {"x": "1"}


def test_loose_cells_run_first_and_cannot_change_the_given_values(judge: Judge) -> None:
    by_value = bundle(given("price = 4"), solution(), check("t", "assert total == 8"))
    submission = Submission(
        {"answer": "total = twice(price)"},
        ("def twice(x):\n    return 2 * x", "price = 100", "1/0", "def broken(:", "%time x"),
    )
    assert judge.grade(by_value, submission).status is Status.PASSED


def test_what_goes_wrong_in_a_loose_cell_is_not_held_against_the_answer(judge: Judge) -> None:
    wrong = "def sum_squares(n):\n    return None"
    verdict = judge.grade(SQUARES, answer(wrong, "1/0", "while True: pass"))
    assert verdict.status is Status.FAILED
    assert verdict.fault is None
    assert verdict.message == ""


def test_nor_where_a_test_runs_the_whole_program(judge: Judge) -> None:
    said = "got = run(given={'n': 3}, input=['5'])\nassert got.output == '8\\n', got.output"
    program = bundle(given("n = 1"), solution(), check("t", said))
    right = "print(n + int(input()))"
    for tried_out in (
        "print('hm')",
        "def broken(:",
        "1/0",
        "input()",
        "exit()",
        "while True: pass",
    ):
        verdict = judge.grade(program, answer(right, tried_out))
        assert verdict.status is Status.PASSED, (tried_out, verdict.tests[0].message)
    helped = answer(
        "print(twice(n) + int(input()) - 3)", "def twice(x):\n    return 2 * x", "n = 9"
    )
    assert judge.grade(program, helped).status is Status.PASSED


def test_several_cells_run_in_notebook_order(judge: Judge) -> None:
    two = bundle(
        solution("first"),
        check("t1", "assert x == 1"),
        solution("second"),
        check("t2", "assert x == 2"),
    )
    assert judge.grade(two, Submission({"first": "x = 1", "second": "x += 1"})).score == 2


def test_points_earned_survive_a_later_cell_that_never_ends(judge: Judge) -> None:
    two = bundle(
        solution("first"),
        check("t1", "assert f(1) == 1"),
        solution("second"),
        check("t2", "assert g(1) == 1"),
        check("t3", "assert f(2) == 2"),
    )
    submission = Submission({"first": "def f(x):\n    return x", "second": "while True:\n    pass"})
    verdict = judge.grade(two, submission)
    assert [t.passed for t in verdict.tests] == [True, False, True]
    assert "did not finish within 0.6 seconds" in outcome(verdict, "t2").message
    assert verdict.status is Status.PARTLY


def test_an_endless_answer_is_a_timeout_within_its_budget(judge: Judge) -> None:
    began = time.monotonic()
    verdict = judge.grade(SQUARES, answer("def sum_squares(n):\n    while True:\n        pass"))
    assert verdict.status is Status.TIMEOUT or verdict.message == STARVED
    assert time.monotonic() - began < longest_seconds(SQUARES.limits) + 60  # a busy machine


def test_partial_credit_is_for_marked_cells_only_and_clamped(judge: Judge) -> None:
    marked = bundle(solution(), check("t", "f(0)", 4.0, partial=True))
    unmarked = bundle(solution(), check("t", "assert f(0) > 1\nf(0)", 4.0))
    for value, score in (("3", 3.0), ("99", 4.0), ("-5", 0.0), ("True", 0.0), ("'4'", 0.0)):
        verdict = judge.grade(marked, answer(f"def f(x):\n    return {value}"))
        assert verdict.score == score
        said = f"This check gave {score:g} of 4 points. A part of it does not work yet."
        assert verdict.tests[0].message == ("" if score == 4 else said)
    assert judge.grade(unmarked, answer("def f(x):\n    return 2")).score == 4.0


TELLTALE = """
seen = []
def sum_squares(n):
    seen.append(n)
    print('inputs', seen)
    if n == 10:
        raise ValueError('saw %r' % seen)
    return str(seen)
"""


def test_nothing_of_a_hidden_test_is_shown(judge: Judge) -> None:
    late = bundle(*SQUARES.cells[:1], *SQUARES.cells[2:3], *SQUARES.cells[1:2], solution("after"))
    late = bundle(*late.cells, check("last", "assert sum_squares(2) == after"))
    for each in (SQUARES, late):
        cells = {"answer": TELLTALE, "after": "print(seen)\nafter = 1"}
        verdict = judge.grade(each, Submission(cells))
        assert "10" not in str(
            [(t.message, t.output) for t in verdict.tests if t.id != "hidden-large"]
        )
        assert outcome(verdict, "hidden-large").output == ""
        assert "385" not in unmeasured(verdict)
        assert "10" not in verdict.output
        assert verdict.fault is None or "10" not in str(verdict.fault)


def test_what_a_hidden_test_prints_warns_or_raises_is_nowhere_to_be_read(
    judge: Judge, capfd: pytest.CaptureFixture[str]
) -> None:
    noisy = (
        "import sys, warnings, logging\nprint('canary')\nprint('canary', file=sys.stderr)\n"
        "warnings.warn('canary')\nlogging.error('canary')\n"
        "assert sum_squares(10) == 385, 'canary'"
    )
    problem = bundle(
        *(solution(), check("n", noisy, hidden=True, hint="Try 10.")), required=["sum_squares"]
    )
    source = "def sum_squares(n):\n    raise ValueError(n)"
    assert "canary" not in str(judge.grade(problem, answer(source)).to_json())
    assert "canary" not in "".join(capfd.readouterr())


def test_shown_text_holds_no_escapes(judge: Judge) -> None:
    source = (
        "def sum_squares(n):\n    print('\\x1b[31mA\\u202eB\\0')\n    raise ValueError('\\x1b[2JC')"
    )
    verdict = judge.grade(SQUARES, answer(source))
    assert outcome(verdict, "example").output == "AB\n"
    assert "\x1b" not in str(verdict.to_json())
    assert verdict.fault is not None
    assert verdict.fault.message == "C"


def test_the_same_submission_always_gets_the_same_score(judge: Judge) -> None:
    assert {judge.grade(SQUARES, answer(RIGHT)).score for _ in range(30)} == {6.0}


def test_a_judge_whose_zygote_died_starts_another(judge: Judge) -> None:
    judge._spawners[False]._process.kill()
    judge._spawners[False]._process.wait()
    assert judge.grade(SQUARES, answer(RIGHT)).status is Status.PASSED


def test_what_a_test_set_before_it_failed_is_there_for_the_next(judge: Judge) -> None:
    first = "import io, math\nlimit = None\ncase = 3\nassert f(1) == 2\nlater = 1"
    tests = [
        check("first", first),
        check("next", "assert f(math.floor(2.5)) == 2 and io.StringIO and limit is None"),
        check("last", "assert f(case) == 3"),
        check("unset", "assert later == 7"),
    ]
    source = "later = 7\nimport math as io\ndef f(x):\n    return x"
    verdict = judge.grade(bundle(solution(), *tests), answer(source))
    assert [t.passed for t in verdict.tests] == [False, True, True, True], verdict
