"""Classes of given cells: the instructor's on both sides, and what a learner makes of them."""

from __future__ import annotations

import pytest
from support.grading import answer, bundle, check, given, solution
from support.test_cells import holds_in_plain_python

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
