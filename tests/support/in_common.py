"""Test cells that pass lists which both sides change, and the learner's code that they are for."""

SOURCE = """
import contextlib

class Noted:
    def __init__(self, log):
        self.log = log
    def __enter__(self):
        self.log.append("in")
        return self.log
    def __exit__(self, *error):
        self.log.append(len(self.log))

@contextlib.contextmanager
def noted(log):
    log.append("in")
    yield log
    log.append(len(log))

def filled(into):
    for n in range(3):
        into.append(n)
        yield len(into)

def same(x):
    return x

def both(x):
    return [x, x], {"x": x}

def grow(rows, by=1):
    rows[0].append(by)

def keyed(*, into):
    into["a"] = 1
    into.setdefault("b", []).append(2)

def through(f, x):
    x.append(1)
    f()
    return list(x)

def broken(x):
    x.clear()
    raise ValueError("no")

class Cart:
    items = None
    def total(self):
        return sum(self.items)
"""

TESTS = [
    "log = []\nwith Noted(log) as inside:\n    log.append('body')\n    assert inside is log\n"
    "assert log == ['in', 'body', 2]",
    "log = []\nwith noted(log) as inside:\n    inside.append('body')\n"
    "assert log == ['in', 'body', 2]",
    "into = []\nsizes = []\nfor size in filled(into):\n    sizes.append(size)\n"
    "    into.append('x')\n"
    "assert sizes == [1, 3, 5] and into == [0, 'x', 1, 'x', 2, 'x']",
    "x = [1]\nassert same(x) is x and same(x) == [1] and same([1]) is not x",
    "x = {1}\npair, table = both(x)\nassert pair[0] is x and pair[1] is x and table['x'] is x",
    "rows = [[0], [5]]\nfirst = rows[0]\ngrow(rows)\ngrow(rows, by=2)\n"
    "assert first == [0, 1, 2] and rows[0] is first and rows[1] == [5]",
    "rows = [[0]] * 2\ngrow(rows)\nassert rows == [[0, 1], [0, 1]]",
    "d = {}\nkeyed(into=d)\nkeyed(into=d)\nassert d == {'a': 1, 'b': [2, 2]}",
    "x = []\nseen = []\ndef f():\n    seen.extend(x)\n    x.append(2)\n"
    "assert through(f, x) == [1, 2] and seen == [1] and x == [1, 2]",
    "import pytest\nx = [1, 2]\nwith pytest.raises(ValueError):\n    broken(x)\nassert x == []",
    "c = Cart()\nbought = [1]\nc.items = bought\nbought.append(2)\nassert c.total() == 3\n"
    "c.items.append(4)\nassert c.total() == 7 and c.items is bought and bought == [1, 2, 4]",
    "x = []\nx.append(x)\nassert same(x) is x and same(x)[0] is x",
    "fs = [len, lambda n: n]\nassert same(fs) is fs and same(fs)[1](3) == 3",
    "import random\nfor n in range(400):\n    x = [random.random() for _ in range(40)]\n"
    "    kept, rows = x, [x, []]\n    grow(rows, by=n)\n    assert x is kept and x[-1] == n\n"
    "assert same(x) is x",
    "x = bytearray(b'ab')\nassert same(x) is x",
]
