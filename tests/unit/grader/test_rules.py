"""Each rule of a problem sees what breaks it, and nothing else."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.bundle import Rules
from grader.rule_words import sentence
from grader.rules import CONSTRUCTS, broken


def found(source: str, *loose: str, **rules: Any) -> list[list[Any]]:
    return broken(asdict(Rules(**rules)), [source], list(loose))


@pytest.mark.parametrize(
    ("rules", "source", "expected"),
    [
        ({"forbid_imports": ("math",)}, "import math", ["forbid_imports", "math", 1]),
        ({"forbid_imports": ("os",)}, "import os.path as p", ["forbid_imports", "os", 1]),
        ({"forbid_imports": ("*",)}, "from json import dumps", ["forbid_imports", "json", 1]),
        ({"forbid_calls": ("sorted",)}, "x = 1\ny = sorted([x])", ["forbid_calls", "sorted", 2]),
        ({"forbid_calls": ("sorted",)}, "f = sorted\nf([])", ["forbid_calls", "sorted", 1]),
        ({"forbid_calls": ("sorted",)}, "sorted = sorted", ["forbid_calls", "sorted", 1]),
        ({"forbid_calls": ("sort",)}, "a = []\na.sort()", ["forbid_calls", "sort", 2]),
        ({"forbid_calls": ("sqrt",)}, "from math import sqrt as s", ["forbid_calls", "sqrt", 1]),
        ({"forbid_calls": ("max",)}, "eval('max(1, 2)')", ["disguise", "", 1]),
        ({"forbid_calls": ("sort",)}, "getattr([], 'sort')()", ["disguise", "", 1]),
        ({"forbid_constructs": ("for",)}, "for i in a: pass", ["forbid_constructs", "for", 1]),
        ({"forbid_constructs": ("loop",)}, "[i for i in a]", ["forbid_constructs", "loop", 1]),
        ({"require_constructs": ("while",)}, "x = 1", ["require_constructs", "while", None]),
        ({"require_constructs": ("recursion",)}, "def f(): g()\ndef g(): pass", None),
        ({"require_constructs": ("match",)}, "match = 1", ["require_constructs", "match", None]),
        ({"require_calls": ("price",)}, "price", ["require_calls", "price", None]),
        ({"require_calls": ("cache",)}, "cache", ["require_calls", "cache", None]),
        ({"require_imports": ("csv",)}, "import csv", ["require_imports", "csv", None]),
        ({"require_imports": ("csv",)}, "csv = a\ncsv.x", ["require_imports", "csv", None]),
        (
            {"require_imports": ("collections.Counter",)},
            "import collections\ncollections.deque()",
            ["require_imports", "collections.Counter", None],
        ),
        ({"require_constructs": ("decorator",)}, "f(g)", ["require_constructs", "decorator", None]),
        ({"max_statements": 2}, "a = 1; b = 2; c = 3", ["max_statements", "3", None]),
        ({"max_depth": 1}, "if a:\n  for i in b:\n    pass", ["max_depth", "", 2]),
        ({"literals_only": True}, "a = '3'\nb = 1 + 2", ["literals_only", "", 2]),
        ({"literals_only": True}, "a = '3'\nb = Hue", ["literals_only", "Hue", 2]),
        ({"literals_only": True}, "a = {len('x'): 1}", ["literals_only", "", 1]),
        ({"literals_only": True}, "a = {1: len('x')}", ["literals_only", "", 1]),
        ({"literals_only": True}, "a = {'k': 1, **made}", ["literals_only", "", 1]),
        ({"only_lines": ("a = 1", "b = 2")}, "b = 2\na = 1\nb = 2", ["only_lines", "b = 2", 3]),
    ],
)
def test_what_breaks_a_rule_is_named_with_its_line(
    rules: dict[str, Any], source: str, expected: list[Any] | None
) -> None:
    expected = expected or ["require_constructs", "recursion", None]
    assert found(source, **rules) == [expected]
    assert sentence(*expected).endswith((".", "?"))


@pytest.mark.parametrize(
    ("rules", "source"),
    [
        ({"forbid_imports": ("math",)}, "import maths\nmath = 1\nmath"),
        ({"forbid_calls": ("max",)}, "def max(a):\n    return max(a[1:])"),
        ({"forbid_calls": ("count",)}, "count = 0\ncount += 1\nprint(count)"),
        ({"forbid_calls": ("sort",)}, "a.sorted_by = 1\nprint('sort()')  # sort()"),
        ({"forbid_constructs": ("if",)}, "a = b if c else d"),
        ({"require_constructs": ("recursion",)}, "def f(n):\n    return n and f(n - 1)"),
        ({"require_constructs": ("match",)}, "match a:\n    case 1: pass"),
        ({"require_calls": ("price",)}, "shop.price(3)"),
        ({"require_calls": ("cache",)}, "@functools.cache\ndef f(): pass"),
        ({"require_imports": ("csv",)}, "def f(a):\n    import csv as c\n    c.reader(a)"),
        ({"require_imports": ("csv",)}, "from csv import reader as r\nr(a)"),
        ({"require_imports": ("csv.reader",)}, "from csv import *\nreader(a)"),
        ({"require_imports": ("collections.Counter",)}, "import collections as c\nc.Counter(a)"),
        ({"require_imports": ("enum.Enum",)}, "from enum import Enum\nclass A(Enum): pass"),
        ({"require_imports": ("urllib.parse",)}, "import urllib.parse\nurllib.parse.quote(a)"),
        ({"require_imports": ("urllib.parse",)}, "from urllib.parse import quote\nquote(a)"),
        ({"require_constructs": ("decorator",)}, "@once\ndef f(): pass"),
        ({"max_statements": 2}, '"""Text."""\ndef f():\n    "More."\n    return 1'),
        ({"max_depth": 1}, "if a:\n  b\nelif c:\n  d\nelif e:\n  f\nelse:\n  g"),
        ({"literals_only": True}, "# why\na = -3\nb = [1, ('x', {'k': None})]\npass"),
        ({"only_lines": ("if a:", "b = 2")}, "if a :   # first\n\n        b=2"),
        ({"only_lines": ("a = 'x'", 'b = "y"')}, "b = 'y'\na = \"x\""),
    ],
)
def test_what_keeps_the_rules_is_left_alone(rules: dict[str, Any], source: str) -> None:
    assert found(source, **rules) == []


def test_a_text_without_quotes_is_not_blamed_for_code_that_finds_the_answer() -> None:
    told = sentence("literals_only", "Hue", 2)
    assert told.startswith("Write the value itself down (line 2). Python takes `Hue` for a name")


def test_a_line_too_many_is_named_as_that() -> None:
    rules = {"only_lines": ("a = 1", "b = 2", "b = 3"), "max_statements": 2}
    assert found("a = 1\nb = 2\n# b = 3", **rules) == []
    (broken,) = found("a = 1\nb = 2\nb = 3", **rules)
    rule, name, line = broken
    assert sentence(rule, name, line).startswith("A line too many is still there.")
    assert sentence(rule, name, line, "es").startswith("Todavía sobra una línea.")


def test_own_cells_count_where_the_answer_uses_them() -> None:
    helper, tried = "def least(a):\n    return sorted(a)[0]", "print(sorted([2, 1]))"
    rules = {"forbid_calls": ("sorted",)}
    answer = "def f(a):\n    return least(a)"
    assert found(answer, tried, helper, **rules) == [["forbid_calls", "sorted", 2]]
    assert found("def f(a):\n    return a[0]", tried, helper, **rules) == []
    chain = "def lowest(a):\n    return least(a)"
    assert found("def f(a):\n    return lowest(a)", helper, chain, **rules)


def test_imports_in_own_cells_count_where_the_answer_uses_them() -> None:
    answer = "def f(a):\n    return math.sqrt(a)"
    assert found(answer, "import math", forbid_imports=("math",)) == [["forbid_imports", "math", 1]]
    assert found(answer, "import math", require_imports=("math.sqrt",)) == []
    assert found(answer, "import maths", require_imports=("math",))


def test_magic_lines_are_passed_over() -> None:
    assert found("%matplotlib inline\nx = 1", max_statements=2) == []


WORDS = st.sampled_from(
    "for if x y : = ( ) [ ] , def f return 1 'a' import math sorted . lambda in".split()  # noqa: SIM905
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join), st.booleans())
def test_no_text_makes_it_fail_otherwise_than_as_syntax(words: str, own: bool) -> None:
    rules = Rules(
        forbid_imports=("math",),
        forbid_calls=("sorted",),
        forbid_constructs=tuple(CONSTRUCTS),
        require_constructs=tuple(CONSTRUCTS),
        require_imports=("math.sqrt",),
        max_statements=1,
        max_depth=1,
        literals_only=True,
        only_lines=("x = 1",),
    )
    try:
        told = broken(asdict(rules), [words, "x = 1"], [words] if own else [])
    except SyntaxError:
        return
    assert all(sentence(*one) for one in told)
