"""numpy, pandas and matplotlib have a zygote of their own; data by value, charts by handle."""

from __future__ import annotations

import asyncio
import os
import pathlib
import subprocess
import sys

import pytest
from support.grading import RIGHT, SQUARES, answer, bundle, check, solution
from support.hostile_runners import QUERIES

from grader.bundle import Bundle, Limits
from grader.judge import Judge
from grader.pool import GraderPool
from grader.verdict import Status

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration

DATA = Limits(seconds=4.0, data=True)
ARRAYS = """
import numpy as np
def double(a): return a * 2
def grid(): return np.arange(6).reshape(2, 3)
def mean(a): return np.mean(a)
def mixed(): return np.array(["a", None], dtype=object)
def roll(): return np.random.rand()
def nothing(): return np.array([])
def wide(): return np.zeros((3000, 300))
class Yes:
    __eq__ = lambda s, o: True
    __sub__ = lambda s, o: 0
def liars(): return np.array([Yes(), Yes()], dtype=object)
class Array(np.ndarray):
    __eq__ = lambda s, o: True
def liar(): return np.zeros(2).view(Array)
"""
TABLES = """
import pandas as pd
def table():
    days = pd.to_datetime(["2024-01-01", "2024-01-02"])
    return pd.DataFrame({"n": [1, 2], "t": ["x", None], "f": [1.5, None], "d": days})
def totals(frame): return frame.groupby("kind")["value"].sum()
def kinds(): return pd.Series(["a", "b", "a"], dtype="category", name="kind")
def two(frame): return frame.set_index(["kind", "value"]).index
class Yes:
    __eq__ = lambda s, o: True
def liars(): return pd.DataFrame({"n": [Yes()]})
class Frame(pd.DataFrame):
    def equals(self, other): return True
def liar(): return Frame({"n": [1]})
"""
CHARTS = """
import matplotlib.pyplot as plt
def line(x, y):
    figure, axes = plt.subplots()
    axes.plot(x, y, label="rain")
    axes.set_title("Rain")
    axes.legend()
    figure.canvas.draw()
    return axes
def bars(names, heights):
    axes = plt.figure().add_subplot()
    axes.bar(names, heights)
    axes.annotate("top", (1, 4))
    return axes
"""
FRAME = "pd.DataFrame({'kind': ['x', 'y', 'x'], 'value': [1, 2, 3]})"
SEEDED = "np.random.seed(1)\na = roll()\nnp.random.seed(1)\nassert a == np.random.rand()"
CELLS = [
    (ARRAYS, "np.testing.assert_array_equal(double(np.array([1, 2])), [2, 4])", True),
    (ARRAYS, "assert grid().shape == (2, 3) and grid().dtype == int and grid()[1, 2] == 5", True),
    (ARRAYS, "assert mean([1, 2]) == 1.5 and isinstance(mean([1, 2]), np.floating)", True),
    (ARRAYS, "assert (grid() > 2).sum() == 3 and mixed().tolist() == ['a', None]", True),
    (ARRAYS, "assert np.allclose(double(np.array([0.1])), [0.2])", True),
    (ARRAYS, SEEDED, True),
    (ARRAYS, "a = np.array([1, 2])\ndouble(a)\nassert a.tolist() == [1, 2]", True),
    (ARRAYS, "assert wide().shape == (3000, 300)", False),
    (ARRAYS, "assert (liars() == np.array([1, 2])).all()", False),
    (ARRAYS, "assert np.allclose(liars(), [1, 2])", False),
    (ARRAYS, "assert (liar() == np.array([1, 2])).all()", False),
    (ARRAYS, "np.testing.assert_array_equal(liar(), np.array([1, 2]))", False),
    (TABLES, "pd.testing.assert_frame_equal(table(), pd.DataFrame({'n': [1, 2], "
     "'t': ['x', None], 'f': [1.5, None], 'd': pd.to_datetime(['2024-01-01', '2024-01-02'])}))",
     True),
    (TABLES, f"t = totals({FRAME})\nassert t['x'] == 4 and t.index.name == 'kind'", True),
    (TABLES, "assert list(kinds()) == ['a', 'b', 'a'] and str(kinds().dtype) == 'category'", True),
    (TABLES, f"assert two({FRAME}).tolist() == [('x', 1), ('y', 2), ('x', 3)]", True),
    (TABLES, "assert table()['n'].sum() == 3 and table().columns.tolist() == list('ntfd')", True),
    (TABLES, "assert (liars() == pd.DataFrame({'n': [1]})).all().all()", False),
    (CHARTS, "a = line([1, 2], [3, 4])\nassert a.get_title() == 'Rain'\n"
     "assert list(a.get_lines()[0].get_ydata()) == [3, 4]\n"
     "assert [t.get_text() for t in a.get_legend().get_texts()] == ['rain']", True),
    (CHARTS, "a = bars(['a', 'b'], [3, 4])\nassert [p.get_height() for p in a.patches] == [3, 4]\n"
     "assert [t.get_text() for t in a.get_xticklabels()] == ['a', 'b']\n"
     "assert tuple(a.texts[0].xy) == (1, 4)", True),
    (CHARTS, "assert len(line([1], [2]).get_lines()) == 2", False),
    (TABLES, "assert liar().equals(pd.DataFrame({'n': [2]}))", False),
    (ARRAYS, "import pytest\nassert nothing() == pytest.approx(3)", False),
    (ARRAYS, "import pytest\nassert pytest.approx(3.5) == nothing()", False),
    (ARRAYS, "import pytest\nassert mean([1, 2]) == pytest.approx(1.5)", True),
    (ARRAYS, "import pytest\nassert np.array([3.0, 3]) == pytest.approx(3)", True),
    (ARRAYS, "import pytest\nassert nothing() == pytest.approx(np.array([]))", True),
]  # fmt: skip


def asked(test: str, limits: Limits = DATA) -> Bundle:
    imports = "import numpy as np\nimport pandas as pd\n"
    return bundle(solution(), check("t", imports + test), limits=limits)


@pytest.mark.parametrize("cell", CELLS, ids=[test[:60] for _, test, _ in CELLS])
def test_arrays_and_tables_are_judged_by_their_content(
    judge: Judge, cell: tuple[str, str, bool]
) -> None:
    source, test, passes = cell
    verdict = judge.grade(asked(test), answer(source))
    assert (verdict.status is Status.PASSED) is passes, verdict


FIRST_OF_A_JUDGE = """
from support.grading import answer, check, solution, bundle
from grader.bundle import Limits
from grader.judge import Judge
there = "import sys\\nassert 'pandas' in sys.modules, 'the clock waits for it'\\nimport pandas"
asked = bundle(solution(), check("there", there), limits=Limits(seconds=4.0, data=True))
with Judge(walls="available") as judge:
    print(judge.grade(asked, answer("x = 1")).tests)
"""


def test_the_libraries_of_a_test_are_there_before_its_clock_runs() -> None:
    code = [sys.executable, "-c", FIRST_OF_A_JUDGE]
    path = {**os.environ, "PYTHONPATH": os.fspath(pathlib.Path(__file__).parents[1])}
    done = subprocess.run(code, env=path, capture_output=True, text=True, timeout=60, check=True)
    assert "passed=True" in done.stdout, done.stdout


async def test_a_pool_grades_data_problems_beside_the_others() -> None:
    """The very first test of a worker too, whose seeds reach the learner's generator."""
    pool = GraderPool(1)
    await pool.start()
    data, plain = await asyncio.gather(
        pool.grade(asked(SEEDED), answer(ARRAYS), "a"),
        pool.grade(SQUARES, answer(RIGHT), "b"),
    )
    assert (data.status, plain.status) == (Status.PASSED, Status.PASSED)
    await pool.close()


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_the_answer_reads_no_name_of_the_test(judge: Judge, name: str) -> None:
    source, test = QUERIES[name]
    problem = bundle(solution(), check("t", test), limits=DATA)
    assert judge.grade(problem, answer(source)).score == 0


@pytest.mark.parametrize(
    "test",
    [
        "assert list(frame.query(f(1)).a) == [27]",
        "least = 2\nassert list(frame.query('a > @least').a) == [27]",
        "least, how = 2, '>'\nassert list(frame.query(f'a {how} @least').a) == [27]",
        "assert list(frame.query(f'a > {g(1)}').b) == ['yy']",
        "assert list(frame.eval(g(1) * 'a + ' + 'a')) == [2, 54]",
        "assert pd.eval(f'{g(2)} + 1') == 3 and pd.eval('frame.a + 1').sum() == 30",
    ],
)
def test_an_honest_query_means_what_it_says(judge: Judge, test: str) -> None:
    frame = "import pandas as pd\nframe = pd.DataFrame({'a': [1, 27], 'b': ['x', 'yy']})\n"
    source = "def f(n):\n    return 'a > 2 and b.str.len() == 2'\ndef g(n):\n    return n"
    problem = bundle(solution(), check("t", frame + test), limits=DATA)
    verdict = judge.grade(problem, answer(source))
    assert verdict.status is Status.PASSED, verdict.tests
