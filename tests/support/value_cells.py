"""Several hundred test cells made of templates and values, for comparing judge and Python."""

from __future__ import annotations

import itertools

SOURCE = """
from array import array
from collections import Counter, OrderedDict, UserDict, UserList, UserString, deque, defaultdict
from collections import namedtuple
from decimal import Decimal
from fractions import Fraction
from datetime import date, datetime, timedelta
from pathlib import Path
P = namedtuple("P", "x y")
class Text(str): pass
class Number(int): pass
def same(x):
    return x
def twice(x):
    return x + x
def pair(x, y=None):
    return (x, y)
def boxed(x):
    return {"value": [x]}
def name(x):
    return type(x).__name__
def equal(x, y):
    return x == y
def each(x):
    return [item for item in x]
def first(x):
    return next(iter(x))
def point(x):
    return P(x, x)
def number(x):
    return Number(x)
def text(x):
    return Text(x)
"""
_IMPORTS = (
    "from array import array\nfrom decimal import Decimal\n"
    "from collections import Counter, OrderedDict, UserDict, UserList, UserString, deque\n"
    "from fractions import Fraction\nfrom datetime import date, datetime, timedelta\n"
    "from pathlib import Path\n"
)
VALUES = (
    *("None", "True", "False", "0", "1", "-7", "2**53", "2**200", "-(2**64)", "0.0", "-0.0"),
    *("1.5", "float('inf')", "1e300", "3j", "''", "'a'", "'é\\n\\u2028\\x00'", "'x' * 500"),
    *("b''", "b'\\xff'", "bytearray(b'ab')", "()", "(1,)", "(1, (2, [3]))", "[]", "[1, 2, 3]"),
    *("[[1], [2]]", "{}", "{'a': 1}", "{1: 'x', (2, 3): None}", "set()", "{1, 2}"),
    *("frozenset({1})", "range(0)", "range(5, 1, -2)", "Counter('aab')", "OrderedDict(a=1)"),
    *("deque([1, 2])", "Decimal('1.50')", "Fraction(2, 6)", "date(2024, 2, 29)"),
    *("datetime(2024, 1, 2, 3, 4, 5)", "timedelta(days=1, seconds=5)", "Path('a/b')"),
    *("array('i', [1, 2])", "UserList([1, 2])", "UserDict(a=1)", "UserString('ab')"),
)
_TEMPLATES = (
    "assert same({v}) == {v}",
    "assert type(same({v})) is type({v})",
    "assert repr(same({v})) == repr({v})",
    "assert bool(same({v})) is bool({v})",
    "assert boxed({v}) == {{'value': [{v}]}}",
    "assert name({v}) == type({v}).__name__",
    "assert twice({v}) == {v} + {v}",
    "assert len(each({v})) == len({v})",
    "assert first({v}) == next(iter({v}))",
    "assert pair({v}, y={v})[1] == {v}",
    "assert point({v}) == ({v}, {v}) and point({v}).y == {v}",
    "assert not same({v})",
)
_PAIRS = ("assert same({v}) == {w}", "assert equal({v}, {w})", "assert same({v}) < {w}")
_SUBCLASSES = (
    "assert number({n}) == {n}",
    "assert number({n}) + 1 == {n} + 1",
    "assert isinstance(number({n}), int)",
    "assert number({n}) in [{n}]",
    "assert {{number({n}): 1}}[{n}] == 1",
    "assert [0, 1, 2, 3][number({n})] == {n}",
    "assert text('{n}') == '{n}'",
    "assert text('{n}') + 'x' == '{n}x'",
    "assert text('{n}').isdigit()",
    "assert ','.join([text('{n}')]) == '{n}'",
)


def value_cells() -> list[str]:
    """Return the cells: each template with each value, some with two."""
    single = [t.format(v=v) for t, v in itertools.product(_TEMPLATES, VALUES)]
    spread = VALUES[::3]
    double = [t.format(v=v, w=w) for t in _PAIRS for v, w in itertools.product(spread, spread)]
    kinds = [t.format(n=n) for t, n in itertools.product(_SUBCLASSES, range(3))]
    return [_IMPORTS + cell for cell in (*single, *double, *kinds)]
