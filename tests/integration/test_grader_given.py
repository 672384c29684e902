"""Classes of given cells: the instructor's on both sides, and what a learner makes of them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from adaptive_server.problems.bundle import build_bundle
from adaptive_server.problems.python_source import bound_classes
from adaptive_server.problems.submission_files import find_problem
from support.grading import answer, bundle, check, given, solution
from support.test_cells import holds_in_plain_python

from grader.bundle import CellRole, Submission
from grader.judge import Judge
from grader.verdict import Status

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration

POINT = given(
    "from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int\n    y: int\n"
    "    def total(self):\n        return self.x + self.y\n    @property\n"
    "    def first(self):\n        return self.x"
)


@pytest.mark.parametrize(
    ("source", "passed"),
    [
        ("def f():\n    return Point(1, 2)", True),
        ("def f():\n    return Point(1, 3)", False),
        ("def f():\n    p = Point(1, 3)\n    p.total = lambda: 3\n    return p", False),
        ("def f():\n    p = Point(1, 3)\n    p.__dict__['first'] = 1\n    return p", False),
        ("def f():\n    Point.__eq__ = lambda s, o: True\n    return Point(9, 9)", False),
        ("class Point:\n    __eq__ = lambda s, o: True\ndef f():\n    return Point()", False),
        ("class P(Point):\n    __eq__ = lambda s, o: True\n    total = lambda s: 3\n"
         "    first = 1\ndef f():\n    return P(9, 9)", False),
        ("class P(Point):\n    total = lambda s: 9\ndef f():\n    return P(1, 2)", True),
        ("class P(Point): pass\ndef f():\n    p = P(1, 2)\n    p.x = p\n    return p", False),
        ("def f():\n    class Yes:\n        __eq__ = lambda s, o: True\n"
         "    return Point(Yes(), Yes())", False),
    ],
)  # fmt: skip
def test_objects_of_given_classes_are_judged_by_the_instructors_code(
    judge: Judge, source: str, passed: bool
) -> None:
    test = "p = f()\nassert p == Point(1, 2) and p.total() == 3 and p.first == 1"
    problem = bundle(POINT, solution(), check("t", test))
    assert (judge.grade(problem, answer(source)).status is Status.PASSED) is passed


def test_objects_of_given_classes_reach_the_learner(judge: Judge) -> None:
    test = "assert f([Point(1, 2), Point(3, 4)]) == 10"
    problem = bundle(POINT, solution(), check("t", test))
    source = "def f(points):\n    return sum(p.total() for p in points)"
    assert judge.grade(problem, answer(source)).status is Status.PASSED


GIVEN_BASES = given(
    "class Shape:\n    def double(self):\n        return 2 * self.area()\n"
    "class Late(Exception):\n    def __init__(self, hours):\n"
    "        super().__init__(f'{hours} h')\n        self.hours = hours"
)
HEIRS = (
    "class Square(Shape):\n    def __init__(self, a):\n        self.a = a\n"
    "    def area(self):\n        return self.a ** 2\n"
    "class TooLate(Late):\n    pass\n"
    "def wait(hours):\n    raise TooLate(hours) if hours > 9 else Late(hours)\n"
    "def late():\n    return Late(2)\n"
    "def made(cls, *args):\n    return cls(*args)\n"
    "def caught(f):\n    try:\n        f()\n    except Late as error:\n        return str(error)\n"
    "def lateness():\n    return Late\n"
)


@pytest.mark.parametrize(
    "test",
    [
        "assert isinstance(Square(2), Shape) and issubclass(Square, (int, Shape))",
        "assert Square(2).double() == 8 and not isinstance(Square(2), Late)",
        "import pytest\nwith pytest.raises(Late, match='3 h') as info:\n    wait(3)\n"
        "assert info.value.hours == 3 and isinstance(info.value, Late)",
        "try:\n    wait(10)\nexcept TooLate as error:\n    assert error.args == ('10 h',)",
        "try:\n    wait(10)\nexcept Late as error:\n    assert type(error) is TooLate",
        "assert issubclass(TooLate, Late) and isinstance(late(), Late) and str(late()) == '2 h'",
        "assert type(made(Shape)) is Shape and lateness() is Late",
        "def f():\n    raise Late(4)\nassert caught(f) == '4 h'",
    ],
)
def test_what_extends_a_class_of_a_given_cell_is_a_kind_of_it(judge: Judge, test: str) -> None:
    classes = ["Square", "TooLate"]
    problem = bundle(GIVEN_BASES, solution(), check("t", test), required=classes, classes=classes)
    assert not (verdict := judge.grade(problem, answer(HEIRS))).tests[0].message, verdict
    assert holds_in_plain_python(f"{GIVEN_BASES.source}\n{HEIRS}", test)


def test_a_class_of_a_given_cell_changed_after_a_run_changes_what_extends_it(judge: Judge) -> None:
    boat = given("class Boat:\n    def price(self):\n        return 1")
    first = "got = run()\ngot.Boat.price = lambda self: 5\nassert got.Canoe().price() == 7"
    cells = [check("run", first), check("after", "assert Canoe().price() == 3")]
    problem = bundle(boat, solution(), *cells, classes=["Canoe"])
    canoe = "class Canoe(Boat):\n    def price(self):\n        return super().price() + 2"
    assert judge.grade(problem, answer(canoe)).status is Status.PASSED


LOAN = given(
    "class TooLong(Exception):\n    def __init__(self, days):\n"
    "        super().__init__(f'{days} days')\n        self.days = days\n"
    "    def is_bad(self):\n        return self.days > 90\n"
    "class Loan:\n    def __init__(self, tool, days):\n        self.tool, self.days = tool, days\n"
    "    def is_late(self):\n        return self.days > 14\n    def fee(self):\n"
    "        return 5 * max(0, self.days - 14)"
)
DESK = "class Desk:\n    def lend(self, tool, days):\n        return Loan(tool, days)\n"
LEND = "def lend(tool, days):\n    return Loan(tool, days)\n"
COPIED = f"{LOAN.source}\n"
LYING = (
    "class Anything:\n    def __getattr__(self, name):\n        return Anything()\n"
    "    def __call__(self, *more):\n        return Anything()\n"
    "    __eq__ = lambda self, other: True\n"
    "class Loan{}:\n    def __init__(self, tool, days):\n        self.tool, self.days = tool, 1\n"
    "    is_late = lambda self: True\n    fee = lambda self: 30\n"
    "    __eq__ = lambda self, other: True\n    __hash__ = lambda self: 0\n"
    "    def __getattr__(self, name):\n        return Anything()\n"
)
CLASSY: dict[str, Any] = {"required": ["Desk"], "classes": ["Desk"]}
PLAIN: dict[str, Any] = {"required": ["lend"]}


@pytest.mark.parametrize(
    "test",
    ["assert {}.is_late()", "assert {}.fee() == 30", "assert {}.notes()", "assert {}.days == 20"],
)
@pytest.mark.parametrize(
    "source",
    [
        LYING.format(""),
        LYING.format("(Loan)"),
        LYING.format("").replace("class Loan", "class Other(Loan)"),
        "def Loan(tool, days):\n" + "".join(f"    {ln}\n" for ln in LYING.format("").splitlines())
        + "    return Loan(tool, days)\n",
        "Loan.is_late = lambda s: True\nLoan.fee = lambda s: 30\nLoan.days = 20\n"
        "Loan.__init__ = lambda s, tool, days: None\nLoan.notes = lambda s: True\n",
    ],
    ids=["anew", "extended", "other name", "function", "changed"],
)  # fmt: skip
@pytest.mark.parametrize("asked", [PLAIN, CLASSY], ids=["function", "class"])
def test_a_given_class_that_the_answer_defines_anew_decides_nothing(
    judge: Judge, asked: dict[str, Any], source: str, test: str
) -> None:
    make, called = (DESK, "Desk().lend") if asked is CLASSY else (LEND, "lend")
    make = make.replace("Loan(", "Other(") if "class Other" in source else make
    cell = check("t", test.format(f"{called}('saw', 20)"))
    verdict = judge.grade(bundle(LOAN, solution(), cell, **asked), answer(source + make))
    assert verdict.status is Status.FAILED, verdict


def test_a_given_class_defined_anew_as_a_kind_of_one_that_is_asked_for_decides_nothing(
    judge: Judge,
) -> None:
    source = DESK + LYING.format("(Desk)")
    cells = check("t", "assert Desk().lend('saw', 20).is_late()")
    verdict = judge.grade(bundle(LOAN, solution(), cells, **CLASSY), answer(source))
    assert verdict.status is Status.FAILED, verdict


@pytest.mark.parametrize(
    "test",
    [
        "got = {}('saw', 20)\nassert got.is_late() and got.fee() == 30 and got.tool == 'saw'",
        "assert isinstance({}('saw', 20), Loan) and type({}('saw', 20)) is Loan",
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        COPIED,
        "class Loan(Loan):\n    def more(self):\n        return 1\n",
        "import dataclasses\n@dataclasses.dataclass\nclass Loan:\n    tool: str\n    days: int\n",
        "class Loan:\n    __slots__ = ('tool', 'days')\n    def __init__(self, tool, days):\n"
        "        self.tool = tool\n        self.days = days\n",
        "late = Loan.is_late\nLoan.is_late = lambda self: late(self)\n",
    ],
    ids=["copied", "extended", "dataclass", "slots", "wrapped"],
)
@pytest.mark.parametrize("asked", [PLAIN, CLASSY], ids=["function", "class"])
def test_an_honest_answer_may_define_a_given_class_anew(
    judge: Judge, asked: dict[str, Any], source: str, test: str
) -> None:
    make, called = (DESK, "Desk().lend") if asked is CLASSY else (LEND, "lend")
    cell = check("t", test.replace("{}", called))
    verdict = judge.grade(bundle(LOAN, solution(), cell, **asked), answer(source + make))
    assert verdict.status is Status.PASSED, verdict


@pytest.mark.parametrize(
    ("source", "passed"),
    [
        (COPIED, True),
        ("class TooLong(Exception):\n    days = 99\n", True),
        ("class TooLong(Exception):\n    days = 20\n    is_bad = lambda self: True\n", False),
        ("class TooLong(TooLong):\n    is_bad = lambda self: True\n", True),
        ("class TooLong:\n    pass\n", False),
        ("TooLong = ValueError\n", False),
        ("class TooLong(BaseException):\n    pass\n", False),
    ],
)
def test_an_exception_of_a_given_name_is_a_kind_of_the_given_one(
    judge: Judge, source: str, passed: bool
) -> None:
    test = (
        "try:\n    lend('saw', 99)\nexcept TooLong as error:\n    assert error.is_bad()\n"
        "else:\n    assert False"
    )
    lend = "def lend(tool, days):\n    raise TooLong(days)\n"
    problem = bundle(LOAN, solution(), check("t", test), **PLAIN)
    verdict = judge.grade(problem, answer(source + lend))
    assert (verdict.status is Status.PASSED) is passed, verdict


def test_a_class_that_the_problem_asks_for_is_the_learners_though_it_is_given_too(
    judge: Judge,
) -> None:
    problem = bundle(LOAN, solution(), check("t", "assert Loan('saw', 1).is_late() == 'yes'"),
                     required=["Loan"], classes=["Loan"])  # fmt: skip
    source = "class Loan:\n    def __init__(self, *a): pass\n    def is_late(self): return 'yes'"
    assert judge.grade(problem, answer(source)).status is Status.PASSED


@pytest.mark.parametrize(
    "test",
    [
        "got = run()\nassert got.Loan('saw', 20).tool == 'saw'",
        "got = run(given={'Loan': dict})\nassert got.lend",
        "assert not LongLoan('a', 20).is_late() and LongLoan('a', 30).is_late()",
        "got = Desk().long('a', 30)\nassert isinstance(got, LongLoan) and got.is_late()",
        "assert not Desk().long('a', 20).is_late() and isinstance(Desk().long('a', 2), Loan)",
    ],
)
def test_what_extends_a_given_class_and_is_asked_for_stays_the_learners(
    judge: Judge, test: str
) -> None:
    source = (
        "class LongLoan(Loan):\n    def is_late(self):\n        return self.days > 28\n"
        "class Desk:\n    def long(self, tool, days):\n        return LongLoan(tool, days)\n" + LEND
    )
    names: dict[str, Any] = {
        "required": ["LongLoan", "Desk", "lend"],
        "classes": ["LongLoan", "Desk"],
    }
    verdict = judge.grade(bundle(LOAN, solution(), check("t", test), **names), answer(source))
    assert verdict.status is Status.PASSED, verdict


BANK = Path(__file__).resolve().parents[2] / "curriculum"
GIVING = ["aquarium", "boat-hire", "kitchen-timer", "lamp-row"]


@pytest.mark.parametrize("name", GIVING)
def test_problems_of_the_course_that_give_a_class_are_solved_with_a_copy_of_it_and_not_by_a_lie(
    judge: Judge, name: str
) -> None:
    problem = find_problem(str(BANK / "09_objects" / name), BANK)
    asked = build_bundle(problem)
    theirs = "\n".join(cell.source for cell in problem.given)
    [answered] = [cell for cell in asked.cells if cell.role is CellRole.SOLUTION]
    [cls] = bound_classes(ast.parse(theirs))
    lie = LYING.format("").replace("class Loan", f"class {cls}")

    def score(source: str) -> float:
        return judge.grade(asked, Submission({answered.grade_id: source})).score

    full = sum(test.points for test in problem.tests)
    assert score(f"{theirs}\n{problem.reference}") == score(problem.reference) == full
    assert score(f"{lie}\n{answered.source}") <= score(answered.source) < full
