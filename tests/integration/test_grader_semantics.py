"""Attacks on what test cells may do: no lie of a learner's object decides a test."""

from __future__ import annotations

import os
import signal
import time
import warnings

import pytest
from support.grading import RIGHT, SQUARES, answer, bundle, check, earned_nothing, given, solution
from support.hostile_loans import LENT, TELLING
from support.hostile_runners import FILES as WRITTEN
from support.hostile_runners import RUNNERS, TEMPLATES
from support.hostile_semantics import FORGED, SEMANTIC
from support.hostile_texts import TEXTS
from support.in_common import SOURCE as COMMON
from support.in_common import TESTS
from support.lying_values import IMPORTS, Lie, lies
from support.test_cells import holds_in_plain_python

from grader.bundle import Bundle, Limits
from grader.clock import longest_seconds
from grader.judge import Judge
from grader.verdict import Status

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration

ATTACKS = {
    **SEMANTIC,
    **TELLING,
    **TEXTS,
    **{f"a text for {name}": case for name, case in RUNNERS.items()},
    **{f"a template for {name}": case for name, case in TEMPLATES.items()},
    **{f"lent: {name}": case for name, case in LENT.items()},
    **{f"forged: {name}": case for name, case in FORGED.items()},
}


def asked(test: str, **more: object) -> Bundle:
    """A problem that asks for one function and one class, the test once seen and once hidden."""
    cells = (check("seen", test, **more), check("unseen", test, hidden=True, **more))
    return bundle(solution(), *cells, required=["f"], classes=["Account"])


@pytest.mark.parametrize("name", ATTACKS)
def test_no_lie_earns_a_point_and_the_next_learner_is_served(judge: Judge, name: str) -> None:
    source, test = ATTACKS[name]
    problem, began = asked(test), time.monotonic()
    verdict = judge.grade(problem, answer(source))
    assert time.monotonic() - began < longest_seconds(problem.limits) + 2
    assert earned_nothing(verdict), verdict
    assert len(str(verdict.to_json())) < 20_000
    assert judge.grade(SQUARES, answer(RIGHT)).status is Status.PASSED


@pytest.mark.parametrize("lie", lies(), ids=lambda lie: lie.base)
def test_a_value_is_what_its_content_is_whatever_its_class_says(judge: Judge, lie: Lie) -> None:
    said = "namedtuple('P', 'x y')"
    plain: dict[str, object] = {}
    exec(f"{IMPORTS}\nP = {said}", plain)
    for value, holds in ((lie.wanted, True), (lie.truth, False)):
        for line in lie.checks:
            assert is_true(f"(x := {value}) is x and ({line})", plain) is holds, line
    tests = [f"{IMPORTS}\nx = f(1)\nassert {line}" for line in lie.checks]
    cells = [check(f"t{n}", test) for n, test in enumerate(tests)]
    problem = bundle(solution(), *cells, required=["f"], limits=Limits(seconds=3.0))
    verdict = judge.grade(problem, answer(lie.answer))
    believed = [c for c, t in zip(lie.checks, verdict.tests, strict=True) if t.passed]
    assert (believed, verdict.status) == ([], Status.FAILED)


CONVERTED = (
    *("int(x) == 7", "float(x) == 7", "complex(x) == 7", "operator.index(x) == 7"),
    *("'ab'[x - x:][:1] * x == 'a' * 7", "[*range(9)][x] == 7", "'%d' % x == '7'", "round(x) == 7"),
    *("math.trunc(x) == 7", "math.floor(x) == 7", "math.ceil(x) == 7", "bytes(x) == b'7'"),
    *("os.fspath(x) == '7'", "list(reversed(x)) == [7]", "list(x) == [7]", "7 in x", "len(x) == 7"),
    *("abs(x) == 7", "-x == 7", "+x == 7", "~x == 7", "math.isclose(x, 7)"),
)
CONVERTING = """
class Liar({base}):
    def told(self, *more):
        return 7
    __int__ = __index__ = __round__ = __trunc__ = __floor__ = __ceil__ = __len__ = told
    __abs__ = __neg__ = __pos__ = __invert__ = __contains__ = told
    def __float__(self):
        return 7.0
    def __complex__(self):
        return 7 + 0j
    def __bytes__(self):
        return b"7"
    def __fspath__(self):
        return "7"
    def __iter__(self):
        return iter([7])
    __reversed__ = __iter__
def f(x):
    return Liar({content})
"""


@pytest.mark.parametrize(
    "value",
    [
        *("complex(9, 9)", "float(2.5)", "int(3)", "str('zq')", "bytes(b'zq')", "tuple([1, 2])"),
        *("frozenset([1, 2])", "list([1, 2])", "bytearray(b'zq')", "Decimal('2.5')"),
        *("Fraction(7, 3)", "datetime.date(1999, 1, 2)", "datetime.timedelta(2)", "deque([1, 2])"),
    ],
)
def test_a_value_is_made_into_no_other_by_what_its_class_says(judge: Judge, value: str) -> None:
    base, content = value.removesuffix(")").split("(", 1)
    tests = [f"{IMPORTS}\nimport operator\nx = f(1)\nassert {line}" for line in CONVERTED]
    cells = [check(f"t{n}", test) for n, test in enumerate(tests)]
    problem = bundle(solution(), *cells, required=["f"], limits=Limits(seconds=3.0))
    source = IMPORTS + CONVERTING.format(base=base, content=content)
    verdict = judge.grade(problem, answer(source))
    believed = [c for c, t in zip(CONVERTED, verdict.tests, strict=True) if t.passed]
    assert (believed, verdict.status) == ([], Status.FAILED)


def test_a_namedtuple_that_no_test_names_is_shown_with_its_names(judge: Judge) -> None:
    source = "from collections import namedtuple\nSign = namedtuple('Sign', 'text')\n"
    source += "def f(x):\n    return Sign(x)"
    shown = check("t", "assert str(f('Jarun')) == repr(f('Jarun')) == \"Sign(text='Jarun')\"")
    problem = bundle(solution(), shown, required=["f"])
    assert judge.grade(problem, answer(source)).status is Status.PASSED


def is_true(expression: str, names: dict[str, object]) -> bool:
    try:
        return bool(eval(expression, dict(names)))
    except Exception:  # noqa: BLE001 - of a value without it any may come
        return False


def test_a_list_changes_in_place_only_where_the_cell_says_so(judge: Judge) -> None:
    test = "d = [3, 1]\nkept = d\nassert f(d) is None\nassert kept == [1, 3]"
    sort = "def f(d):\n    d.sort()"
    assert judge.grade(asked(test, in_place=True), answer(sort)).status is Status.PASSED
    assert judge.grade(asked(test), answer(sort)).score == 0


@pytest.mark.parametrize("test", TESTS)
def test_what_a_marked_cell_passes_is_one_for_both_sides(judge: Judge, test: str) -> None:
    problem = bundle(solution(), check("t", test, in_place=True))
    assert not (verdict := judge.grade(problem, answer(COMMON))).tests[0].message, verdict
    assert holds_in_plain_python(COMMON, test)


@pytest.mark.parametrize(
    "source",
    [
        "def f(d):\n    d.append(d)\n    return d",
        "def f(d):\n    d.extend(range(400_000))",
        "import sys\nL = sys.modules['grader.links'].Links\n"
        "def f(d):\n    L.changes = lambda *a: [[0, 14], [9, [0]], 'x']",
        "import sys\nL = sys.modules['grader.links'].Links\n"
        "def f(d):\n    L.changes = lambda *a: 14",
        "import sys\nL = sys.modules['grader.links'].Links\n"
        "def f(d):\n    L.changes = lambda *a: [[-1, [0, [14]]]]",
    ],
)
def test_what_is_in_common_is_no_way_to_deceive(judge: Judge, source: str) -> None:
    test = "d = [3]\nother = [3]\nf(d)\nassert other == [3] and d == [14]"
    problem = bundle(solution(), check("t", test, in_place=True), check("t2", "assert g() == 1"))
    verdict = judge.grade(problem, answer(source + "\n\ndef g():\n    return 1\n"))
    assert [t.passed for t in verdict.tests] == [False, True], verdict


FILES = Limits(seconds=1.0, files_kb=64)
FILLING = {
    "one large file": "open('x', 'wb').write(b'0' * (1 << 20))",
    "many files": "[open(str(n), 'w').close() for n in range(5000)]",
    "many bytes": "[open(str(n), 'wb').write(b'0' * 60_000) for n in range(5000)]",
    "many folders": "import os\nfor n in range(5000):\n    os.mkdir('d')\n    os.chdir('d')",
    "a link out": "import os\nos.symlink('/etc/passwd', 'x')",
    "a pipe": "import os\nos.mkfifo('x')",
    "another's folder": "open('../x', 'w')",
    "reading accounts": "open('/etc/passwd').read()",
    "an owner": "import os\nos.chown('.', 0, 0)",
}


@pytest.mark.parametrize("name", FILLING)
def test_a_folder_for_files_is_no_way_out(judge: Judge, name: str) -> None:
    source = "def f():\n    " + FILLING[name].replace("\n", "\n    ") + "\n    return 14"
    problem = bundle(solution(), check("t", "assert f() == 14"), limits=FILES)
    verdict = judge.grade(problem, answer(source))
    assert verdict.score == 0, verdict
    assert judge.grade(SQUARES, answer(RIGHT)).status is Status.PASSED


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_of_the_answer_is_not_run_beside_the_tests(judge: Judge, name: str) -> None:
    source, test = WRITTEN[name]
    problem = bundle(solution(), check("t", test), limits=FILES)
    assert judge.grade(problem, answer(source)).score == 0


@pytest.mark.parametrize("folder", ["/proc/self/fd", "/dev/fd"])
def test_a_path_of_the_answer_is_no_way_to_the_lines_of_the_grader(
    judge: Judge, folder: str
) -> None:
    ends = os.pipe()
    test = (
        "import pytest\nwith pytest.raises(PermissionError, match='has open'):\n    open(f(), 'w')"
    )
    problem = bundle(solution(), check("t", test))
    path = f"{folder}/{ends[1]}"
    try:
        assert judge.grade(problem, answer(f"def f():\n    return {path!r}")).score == 1
    finally:
        for end in ends:
            os.close(end)


def test_a_module_that_the_test_writes_may_be_imported(judge: Judge) -> None:
    test = (
        "import pathlib, sys\npathlib.Path('own.py').write_text('def g(n): return n + 1')\n"
        "sys.path.insert(0, '')\nimport own\nassert own.g(f()) == 4\nsys.path.remove('')"
    )
    problem = bundle(solution(), check("t", test), limits=FILES)
    assert judge.grade(problem, answer("def f():\n    return 3")).status is Status.PASSED


def test_helpers_of_given_cells_run_their_own_texts(judge: Judge) -> None:
    given_cell = given(
        "def holds(x):\n    return eval('[n for n in range(x)]')\n"
        "def told(text):\n    return eval(text)"
    )
    tests = ["assert holds(f()) == [0, 1]", "assert told(str(f())) == 2", "assert told(g()) == 2"]
    cells = [check(f"t{n}", test) for n, test in enumerate(tests)]
    source = "def f():\n    return 2\ndef g():\n    return '[x for x in (2,)][0]'"
    verdict = judge.grade(bundle(given_cell, solution(), *cells), answer(source))
    assert [t.passed for t in verdict.tests] == [True, True, False]


def test_files_are_made_read_and_gone_afterwards(judge: Judge) -> None:
    test = (
        "import os, pathlib\npathlib.Path('in.txt').write_text('3')\nassert f('in.txt') == 3\n"
        "assert pathlib.Path('out.txt').read_text() == '9'\nfolder = os.getcwd()\n"
        "assert 'grader-scratch' in folder"
    )
    source = (
        "def f(name):\n    n = int(open(name).read())\n"
        "    with open('out.txt', 'w') as out:\n        out.write(str(n * n))\n    return n"
    )
    problem = bundle(solution(), check("t", test), limits=FILES)
    assert judge.grade(problem, answer(source)).status is Status.PASSED


def test_an_awaitable_that_never_ends_leaves_nothing_in_the_judge(judge: Judge) -> None:
    source = "import time\nasync def f():\n    while True:\n        time.sleep(0.1)"
    problem = asked("import asyncio\nassert asyncio.run(f()) == 1")
    assert judge.grade(problem, answer(source)).status is Status.TIMEOUT
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_asking_a_lent_object_for_what_it_cannot_do_is_no_failed_check(judge: Judge) -> None:
    test = "class Dog:\n    age = 14\nassert f(Dog()) == 14"
    source = (
        "def f(dog):\n    assert not hasattr(dog, 'tail')\n    try:\n        dog + 1\n"
        "    except TypeError:\n        return dog.age"
    )
    assert judge.grade(asked(test), answer(source)).status is Status.PASSED


def test_a_warning_that_no_test_looks_at_is_nobodys(judge: Judge) -> None:
    warns = "import warnings\nclass Own(UserWarning):\n    pass\n"
    source = f"{warns}def f(n):\n    warnings.warn('old', Own)\n    return n"
    with warnings.catch_warnings(record=True) as heard:
        verdict = judge.grade(asked("assert f(3) == 3"), answer(source))
    assert verdict.status is Status.PASSED
    assert heard == []


def test_a_test_may_walk_a_range_without_end_only_as_long_as_its_time(judge: Judge) -> None:
    source = "def f():\n    return range(10 ** 14)"
    limits = Limits(seconds=0.3)
    problem = bundle(solution(), check("t", "assert sum(f()) == 14"), limits=limits)
    assert judge.grade(problem, answer(source)).score == 0
    problem = bundle(solution(), check("t", "assert f()[-1] == 10 ** 14 - 1 and 7 in f()"))
    assert judge.grade(problem, answer(source)).status is Status.PASSED
