"""Honest code of many styles gets its points: the defence is not bought with false failures."""

from __future__ import annotations

import pytest
from support.grading import answer, bundle, check, solution

from grader.judge import Judge
from grader.verdict import Status

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration


HONEST = {
    "generator": ("def f(n):\n    yield from range(n)", "assert list(f(3)) == [0, 1, 2]"),
    "endless generator": (
        "def f():\n    n = 0\n    while True:\n        yield n\n        n += 1",
        "from itertools import islice\nassert list(islice(f(), 5)) == [0, 1, 2, 3, 4]\n"
        "assert next(f()) == 0",
    ),
    "recursion": ("def f(n):\n    return 1 if n < 2 else n * f(n - 1)", "assert f(100) % 7 == 0"),
    "deep recursion": (
        "def f(n):\n    return 0 if n == 0 else 1 + f(n - 1)",
        "try:\n    f(10**6)\n    assert False\nexcept RecursionError:\n    pass",
    ),
    "Counter": (
        "from collections import Counter\ndef f(t):\n    return Counter(t)",
        "from collections import Counter\nassert f('aab') == {'a': 2, 'b': 1}\n"
        "assert isinstance(f('a'), Counter)",
    ),
    "warning": (
        "import warnings, sys\ndef f():\n    warnings.warn('old')\n"
        "    print('e', file=sys.stderr)\n    return 1",
        "assert f() == 1",
    ),
    "big integer": ("def f():\n    return 2 ** 5000", "assert f() == 2 ** 5000"),
    "print": (
        "def f():\n    print('hi')",
        "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n"
        "    f()\nassert out.getvalue() == 'hi\\n'",
    ),
    "threads": (
        "import threading\ndef f():\n    got = []\n"
        "    t = threading.Thread(target=got.append, args=(1,))\n    t.start()\n"
        "    t.join()\n    return got",
        "assert f() == [1]",
    ),
    "asyncio": (
        "import asyncio\nasync def g():\n    await asyncio.sleep(0)\n    return 5\n"
        "def f():\n    return asyncio.run(g())",
        "assert f() == 5",
    ),
    "namedtuple": (
        "from collections import namedtuple\nP = namedtuple('P', 'x y')\n"
        "def f():\n    return P(1, 2)",
        "assert f() == (1, 2)\nassert f().x == 1\na, b = f()\nassert b == 2",
    ),
    "class": (
        "class Dog:\n    def __init__(self, name):\n        self.name = name\n"
        "    def speak(self):\n        return self.name + '!'",
        "d = Dog('Rex')\nassert d.name == 'Rex'\nassert d.speak() == 'Rex!'",
    ),
    "function as argument": (
        "def f(g, x):\n    return g(g(x))",
        "assert f(lambda v: v + 1, 1) == 3\nassert f(str.upper, 'a') == 'A'",
    ),
    "function as result": (
        "def f(n):\n    return lambda x: x + n",
        "add = f(2)\nassert add(3) == 5",
    ),
    "imports": (
        "import statistics, math, random, datetime, csv, heapq, enum\ndef f():\n"
        "    return statistics.mean([1, 3])",
        "assert f() == 2",
    ),
    "sets and tuples": (
        "def f():\n    return {(1, 'a'), (2, 'b')}, frozenset([1]), {None: b'x'}",
        "assert f() == ({(1, 'a'), (2, 'b')}, frozenset([1]), {None: b'x'})",
    ),
    "dataclass": (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\n"
        "class P:\n    x: int\ndef f():\n    return P(3)",
        "assert f().x == 3",
    ),
    "magic": ("%matplotlib inline\n!ls\ndef f():\n    return 1", "assert f() == 1"),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_code_gets_its_points(judge: Judge, name: str) -> None:
    source, test = HONEST[name]
    verdict = judge.grade(bundle(solution(), check("t", test)), answer(source))
    assert verdict.status is Status.PASSED, verdict
