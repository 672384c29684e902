"""A closer look: the trace is of the own run of visible tests, an edit gives only its line."""

import json

import pytest
from support.grading import QUICK, RIGHT, SQUARES, answer, bundle, check, solution

from grader.study import MOST_STEPS, EditKind, Study

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration
LATE = RIGHT.replace("n + 1", "n")
SUM = "def total(xs):\n    s = 0\n    for x in xs:\n        s = s + x\n    return s\n"
TOTAL = bundle(
    solution(),
    check("example", "assert total([3, 4]) == 7"),
    check("large", "assert total([777, 0, 12]) == 789", hidden=True),
    required=["total"],
)


def look(judge, source, problem=TOTAL, seconds=0.0):
    return judge.study(problem, answer(source), seconds)


def test_the_run_of_the_first_visible_test_that_fails_is_traced(judge):
    found = look(judge, SUM.replace("s + x", "s - x"))
    assert (found.test, found.failing) == ("example", True)
    assert found.message == "total([3, 4]): expected 7, got -7"
    told = [(s.line, s.values, s.returned) for s in found.steps]
    assert told == [
        (1, (("xs", "[3, 4]"),), None),
        (2, (("s", "0"),), None),
        (3, (("x", "3"),), None),
        (4, (("s", "-3"),), None),
        (3, (("x", "4"),), None),
        (4, (("s", "-7"),), None),
        (5, (), "-7"),
    ]
    assert found.steps[0].entered


def test_the_error_that_a_visible_test_fails_with_is_kept(judge):
    found = look(judge, SUM.replace("s + x", "s + y"))
    assert found.fault is not None
    assert (found.fault.name, found.fault.line) == ("NameError", 4)
    assert Study.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert look(judge, SUM.replace("s + x", "s - x")).fault is None


def test_hidden_inputs_are_in_no_trace(judge):
    """The code notes every argument it ever gets and shows them whenever it is called."""
    spy = (
        "seen = []\ndef total(xs):\n    seen.append(xs)\n    all_of_them = list(seen)\n"
        "    return 7\n"
    )
    for seconds in (0.0, 1.0):
        found = look(judge, spy, seconds=seconds)
        assert found.steps
        assert "777" not in json.dumps(found.to_json())


def test_a_long_run_keeps_its_first_and_last_steps(judge):
    found = look(judge, SUM.replace("for x in xs", "for x in range(200)"))
    assert len(found.steps) == MOST_STEPS
    assert found.cut
    assert found.steps[0].entered
    assert found.steps[-1].returned == "19900"


def test_a_run_without_end_is_traced_and_stopped(judge):
    found = look(judge, "def total(xs):\n    n = 0\n    while True:\n        n = 1 - n\n")
    assert {s.line for s in found.steps} == {1, 2, 4}
    assert found.cut
    assert found.message == ""


def test_a_long_run_that_is_right_does_not_fail(judge):
    slow = "def total(xs):\n    for i in range(20_000):\n        n = i\n    return sum(xs)\n"
    found = look(judge, slow)
    assert (found.failing, found.cut, found.message) == (False, True, "")


def test_an_exception_ends_the_trace_at_its_line(judge):
    found = look(judge, "def total(xs):\n    k = 2\n    return xs[k]\n")
    assert (found.steps[-1].line, found.steps[-1].raised) == (3, True)


def test_nobody_is_asked_what_a_class_or_the_making_of_an_object_gives_back(judge):
    source = "class Sum:\n    def __init__(self, xs):\n        self.xs = xs\n"
    found = look(judge, source + "def total(xs):\n    Sum(xs)\n    return 0\n")
    assert [(s.line, s.returned) for s in found.steps if s.returned] == [(6, "0")]


def test_values_are_bounded_and_a_learners_own_repr_is_not_asked(judge):
    found = look(
        judge,
        "class Own:\n    def __repr__(self):\n        return 'X' * 10**6\n"
        "def total(xs):\n    a = Own()\n    b = 'y' * 10**6\n    c = '\\x1b[31m\\u202e'\n"
        "    return a\n",
    )
    values = dict(pair for s in found.steps for pair in s.values)
    assert values["a"] == "<Own>"
    assert all(len(v) <= 200 for v in values.values())
    assert "\x1b" not in json.dumps(found.to_json(), ensure_ascii=False)


@pytest.mark.parametrize(
    "forged",
    [
        "[]",
        "[[['answer', 1, [['x', '1']] * 10**5, None, False, False]] * 10**4, [], False]",
        "[[['answer', -1, [], None, False, False], ['other', 1, [], None, False, False]], 3, 1]",
        "{'a': object}",
    ],
)
def test_a_forged_trace_is_bounded_or_empty(judge, forged):
    forge = (
        "import sys\nfor m in list(sys.modules.values()):\n"
        "    if hasattr(m, 'Tracer'):\n        m.Tracer.told = lambda self: " + forged + "\n"
        "def total(xs):\n    return 0\n"
    )
    found = look(judge, forge)
    assert len(found.steps) <= MOST_STEPS
    assert all(len(s.values) <= 12 for s in found.steps)


@pytest.mark.parametrize(
    ("source", "line", "kind"),
    [
        (LATE, 2, EditKind.RANGE),
        ("def sum_squares(n):\n    s = 0\n    for i in range(n + 1):\n        s = i * i\n"
         "    return s\n", 4, EditKind.UPDATE),
        ("def sum_squares(n):\n    s = 0\n    for i in range(n + 1):\n        s += i * i\n"
         "        return s\n", 5, EditKind.INDENT),
        ("def sum_squares(n):\n    s = 0\n    for i in range(n + 1):\n        s += i + i\n"
         "    return s\n", 4, EditKind.ARITHMETIC),
    ],
)  # fmt: skip
def test_one_edit_gives_line_and_kind_and_nothing_else(judge, source, line, kind):
    found = look(judge, source, SQUARES, 5.0)
    assert found.spot
    assert (found.spot.line, found.spot.kind) == (line, kind)
    assert "n + 1" not in json.dumps(found.to_json()["spot"])


def test_what_only_hidden_tests_notice_is_found_too(judge):
    narrow = bundle(
        solution(),
        check("one", "assert is_adult(30)"),
        check("edge", "assert is_adult(18) and not is_adult(17)", hidden=True),
        required=["is_adult"],
        limits=QUICK,
    )
    found = look(judge, "def is_adult(age):\n    return age > 18\n", narrow, 5.0)
    assert found.spot
    assert (found.failing, found.spot.kind) == (False, EditKind.COMPARISON)


@pytest.mark.parametrize("source", [RIGHT, "def sum_squares(n)\n", "", "raise SystemExit"])
def test_nothing_is_mended_where_nothing_can_be(judge, source):
    assert look(judge, source, SQUARES, 1.0).spot is None


def test_a_study_survives_the_way_to_the_service(judge):
    found = look(judge, LATE, SQUARES, 5.0)
    assert Study.from_json(json.loads(json.dumps(found.to_json()))) == found
