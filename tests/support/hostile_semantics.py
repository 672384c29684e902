"""Answers that attack what a test cell may do: each has the test that it must not pass."""

from __future__ import annotations

from collections.abc import Mapping

IS_14 = "assert f(3) == 14"
_YES = (
    "class Yes:\n    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = lambda s, o: True\n"
    "    __contains__ = __instancecheck__ = lambda s, o: True\n    __hash__ = lambda s: hash(14)\n"
    "    __sub__ = __rsub__ = __add__ = __mul__ = __mod__ = lambda s, o: 0\n"
    "    __abs__ = lambda s: 0\n    __getattr__ = lambda s, n: s\n    __call__ = lambda s, *a: s\n"
    "def f(n=0):\n    return {value}\n"
)
YES = _YES.format(value="Yes()")


def yes(value: str) -> str:
    return _YES.format(value=value)


_CLASS = (
    "class f:\n    def __init__(self, *a): pass\n    __eq__ = __lt__ = lambda s, o: True\n"
    "    __sub__ = lambda s, o: 0\n    __contains__ = lambda s, o: True\n"
)
_SHADOW = (
    "class Hush:\n    def __enter__(self): return self\n"
    "    def __exit__(self, *a): return True\ndef f(n): return None\n"
)
_LEARNS = (
    "seen = []\nclass Timer:\n    def __enter__(self): return self\n"
    "    def __exit__(self, kind, error, tb):\n        seen.append(repr(error))\n"
    "def f(n):\n    import re\n    found = re.findall(r'385', ''.join(seen))\n"
    "    return 385 if found else None\n"
)
_SELF = (
    "class Account:\n    def __init__(self, n): self.n = n\n    def balance(self): return self\n"
    "    __eq__ = __lt__ = lambda s, o: True\n    __sub__ = lambda s, o: 0\n"
)

_STOPS = "def f(n):\n    raise StopIteration"
_IS_RIGHT = "def is_right(n):\n    {}\n        return f(n) == n * n\n"

SEMANTIC: Mapping[str, tuple[str, str]] = {
    "the end of a loop over calls": (_STOPS, "assert all(map(f, [2, 4]))"),
    "the end of a loop, through a finally": (
        _STOPS,
        _IS_RIGHT.format("try:") + "    finally:\n        pass\nassert all(map(is_right, [1, 2]))",
    ),
    "the end of a loop, through a with": (
        _STOPS,
        "import contextlib\n"
        + _IS_RIGHT.format("with contextlib.nullcontext():")
        + "for ok in map(is_right, [1, 2]):\n    assert ok",
    ),
    "one list in itself, doubled sixty times": (
        "def f(n):\n    a = [1]\n    for _ in range(60):\n        a = [a, a]\n    return a",
        "assert f(1) == f(1) and f(1)[0] == 14",
    ),
    "one type in itself, doubled sixty times": (
        "def f(n):\n    a = int\n    for _ in range(60):\n        a = tuple[a, a]\n    return a",
        IS_14,
    ),
    "what a patch of the test returns, read from it": (
        "import random\ndef f(n):\n    return random.randint.return_value",
        "from unittest import mock\nwith mock.patch('random.randint', return_value=14):\n"
        "    assert f(1) == 14",
    ),
    "a patch that is kept for later": (
        "import time\nkept = []\ndef f(n):\n    kept.append(time.time)\n"
        "    return kept[0]() if len(kept) > 1 and time.time is kept[0] else 0",
        "from unittest import mock\nwith mock.patch('time.time', return_value=14):\n    f(1)\n"
        "assert f(2) == 14",
    ),
    "a check dodged by an argument that it cannot take": (
        "def f(g):\n    try:\n        g('a')\n    except TypeError:\n        pass\n    return 14",
        "def g(x):\n    assert x > 3\nassert f(g) == 14",
    ),
    "a slip over the learner's value, swallowed": (
        "class Y:\n    pass\ny = Y()\ndef f(g):\n    try:\n        g()\n"
        "    except TypeError:\n        pass\n    return 14",
        "def g():\n    v = y\n    assert v + 1 == 2\nassert f(g) == 14",
    ),
    "a class with the name of the library's": (
        "class UUID:\n    __module__ = 'uuid'\n    __eq__ = lambda s, o: True\n"
        "def f(n):\n    return UUID()",
        "import uuid\nassert isinstance(f(1), uuid.UUID) and f(1) == uuid.UUID(int=14)",
    ),
    "a class in the place of the function": (_CLASS, IS_14),
    "a class whose objects are smaller than all": (_CLASS, "assert f(3) < 15"),
    "a class whose objects differ by nothing": (_CLASS, "assert f(3) - 14 == 0"),
    "a class whose objects hold everything": (_CLASS, "assert 14 in f(3)"),
    "equal to everything in a list": (yes("[Yes()]"), "assert f(3) == [14]"),
    "equal to everything in a tuple": (yes("(Yes(), 1)"), "assert f(3) == (14, 1)"),
    "equal to everything in a dict": (yes("{'a': Yes()}"), "assert f(3) == {'a': 14}"),
    "a key that equals everything": (yes("{Yes(): 1}"), "assert f(3)[14] == 1"),
    "an item that equals everything": (yes("[Yes()]"), "assert 14 in f(3)"),
    "an object that holds everything": (YES, "assert 14 in f(3)"),
    "differs by nothing": (YES, "assert abs(f(3) - 14) < 0.1"),
    "differs by nothing from the right": (YES, "assert abs(14 - f(3)) < 0.1"),
    "smaller than all": (YES, "assert f(3) < 15"),
    "larger than all": (YES, "assert 13 < f(3)"),
    "divides by all": (YES, "assert f(3) % 7 == 0"),
    "close to all": (YES, "import pytest\nassert f(3) == pytest.approx(14)"),
    "almost equal": (YES, "import unittest\nunittest.TestCase().assertAlmostEqual(f(3), 14)"),
    "equal by assertEqual": (YES, "import unittest\nunittest.TestCase().assertEqual(f(3), 14)"),
    "equal attributes": (YES, "assert f(3).size == 14"),
    "equal results of methods": (YES, "assert f(3).size() == 14"),
    "two results equal to each other": (YES, "assert f(3) == f(2) and f(1) == 14"),
    "sorted with itself": (yes("[Yes(), Yes()]"), "assert sorted(f(3)) == [1, 2]"),
    "itself as its balance": (_SELF, "assert Account(5).balance() == 5"),
    "a balance that differs by nothing": (_SELF, "assert abs(Account(5).balance() - 5) < 0.1"),
    "a balance smaller than all": (_SELF, "assert Account(5).balance() < 6"),
    "a context that swallows a failed check": (_SHADOW, "with Hush():\n    assert f(3) == 14"),
    "a context that swallows a missing name": (_SHADOW, "with Hush():\n    assert g(3) == 14"),
    "a context that swallows a refusal": (_SHADOW, "with Hush():\n    assert f(3) - 14 == 0"),
    "a context that swallows pytest": (
        _SHADOW,
        "import pytest\nwith Hush():\n    with pytest.raises(ValueError):\n        f(3)",
    ),
    "a context that swallows unittest": (
        _SHADOW,
        "import unittest\nwith Hush():\n    unittest.TestCase().assertEqual(f(3), 14)",
    ),
    "a context that reads what was expected": (
        _LEARNS,
        "for n in range(2):\n    try:\n        with Timer():\n"
        "            assert f(10) == 385, 'want 385'\n    except AssertionError:\n        pass\n"
        "assert f(10) == 385",
    ),
    "a caller that swallows a failed check": (
        "def f(check):\n    try:\n        check(1)\n    except BaseException:\n        pass",
        "def check(x):\n    assert x == 14\nf(check)",
    ),
    "a caller that reads what was expected": (
        "said = ''\ndef f(check=None):\n    global said\n    if check is None:\n"
        "        return 385 if '385' in said else None\n    try:\n        check(1)\n"
        "    except BaseException as e:\n        said = repr(e)",
        "def check(x):\n    assert x == 385, 'want 385'\n"
        "try:\n    f(check)\nexcept AssertionError:\n    pass\nassert f() == 385",
    ),
    "an exception that is every exception": (
        "class M(type):\n    __instancecheck__ = __subclasscheck__ = lambda c, o: True\n"
        "class E(Exception, metaclass=M): pass\ndef f(n):\n    raise E('x')",
        "try:\n    f(3)\nexcept ValueError:\n    pass",
    ),
    "a class that calls itself an int": (
        "class I:\n    __class__ = int\ndef f(n):\n    return I()",
        "assert isinstance(f(3), int)",
    ),
    "a class with a forged mro": (
        "class M(type):\n    def mro(cls): return [cls, object]\n"
        "class I(metaclass=M): pass\ndef f(n):\n    return I()",
        "assert isinstance(f(3), (int, list, tuple))",
    ),
    "very many classes": (
        "def f(n):\n    return [type(f'C{i}', (), {})() for i in range(3000)]",
        "assert len(f(3)) == 14",
    ),
    "a very long line of bases": (
        "C = object\nfor i in range(900):\n    C = type(f'C{i}', (C,), {})\n"
        "def f(n):\n    return C()",
        IS_14,
    ),
    "a length beyond all": (
        "class L:\n    __len__ = lambda s: 2 ** 62\ndef f(n):\n    return L()",
        "assert list(f(3)) == [14]",
    ),
    "a negative length": (
        "class L:\n    __len__ = lambda s: -1\ndef f(n):\n    return L()",
        "assert len(f(3)) == 14",
    ),
    "a truth that ends the process": (
        "import os\nclass B:\n    def __bool__(self): os._exit(0)\ndef f(n):\n    return B()",
        "assert not f(3)",
    ),
    "a truth that is no truth": (
        "class B:\n    def __bool__(self): return 1\ndef f(n):\n    return B()",
        "assert f(3)\nassert False",
    ),
    "a repr that ends the process": (
        "import os\nclass R:\n    def __repr__(self): os._exit(0)\ndef f(n):\n    return R()",
        IS_14,
    ),
    "a repr without end": (
        "class R:\n    def __repr__(self):\n        while True: pass\ndef f(n):\n    return R()",
        IS_14,
    ),
    "a text that is no text": (
        "class T(str): pass\nclass R:\n    def __str__(self): return T('14')\n"
        "def f(n):\n    return R()",
        "assert f(3) == '14'",
    ),
    "a hash that is always the same": (
        "class H:\n    __hash__ = lambda s: 0\ndef f(n):\n    return {H() for _ in range(9000)}",
        "assert len(f(3)) == 14",
    ),
    "an iterator without end": (
        "class I:\n    __iter__ = lambda s: s\n    __next__ = lambda s: 0\n"
        "def f(n):\n    return I()",
        "assert list(f(3)) == [14]",
    ),
    "an iterator that never yields": (
        "def f(n):\n    while True:\n        pass\n    yield 14",
        "assert next(f(3)) == 14",
    ),
    "a coroutine that never ends": (
        "import asyncio\nasync def f(n):\n    await asyncio.Event().wait()",
        "import asyncio\nassert asyncio.run(f(3)) == 14",
    ),
    "calls back without end": (
        "def f(g):\n    while True:\n        g(1)",
        "f(lambda x: x)\nassert True",
    ),
    "calls back ever deeper": (
        "def f(g, n=0):\n    return g(lambda: f(g, n + 1))",
        "assert f(lambda h: h()) == 14",
    ),
    "an exception whose attributes never come": (
        "class E(ValueError):\n    def __getattr__(self, n):\n        while True: pass\n"
        "def f(n):\n    raise E('x')",
        "try:\n    f(3)\nexcept ValueError as e:\n    assert e.code == 14",
    ),
    "an exception that cannot be made": (
        "class E(ValueError):\n    def __init__(self): raise KeyError\ndef f(n):\n    raise E()",
        "try:\n    f(3)\nexcept ValueError:\n    pass",
    ),
    "a copy that is something else": (
        "class C:\n    __deepcopy__ = lambda s, m: 14\n    __copy__ = lambda s: 14\n"
        "def f(n):\n    return C()",
        IS_14,
    ),
    "a name that is no name": (
        "C = type('x' * 100_000 + '\\n\\x1b[31m', (), {})\ndef f(n):\n    return C()",
        IS_14,
    ),
    "a dataclass without fields to trust": (
        "class D:\n    __dataclass_fields__ = {'import os': 1, 'class': 2, 'x': 3}\n"
        "def f(n):\n    return D()",
        "import dataclasses\nassert dataclasses.asdict(f(3)) == {'x': 14}",
    ),
    "a warning of another kind that is equal to all": (
        "import warnings\nclass W(UserWarning):\n    __eq__ = lambda s, o: True\n"
        "    __class__ = DeprecationWarning\ndef f(n):\n    warnings.warn(W('old'))",
        "import pytest\nwith pytest.warns(DeprecationWarning):\n    f(3)",
    ),
    "warnings without end": (
        "import warnings\ndef f(n):\n    while True:\n        warnings.warn('x' * 9999)",
        "import pytest\nwith pytest.warns(UserWarning):\n    f(3)",
    ),
    "the exception class of the test made to say what is asked": (
        "def f(kind):\n    kind.__str__ = lambda s: 'room'\n    raise kind('x')",
        "import pytest\nclass Full(Exception):\n    pass\n"
        "with pytest.raises(Full, match='room'):\n    f(Full)",
    ),
    "marks of standard error": (
        "def f(n):\n    print('\\x02\\x0e13\\x0f\\x0314\\x02\\x0e')",
        "import contextlib, io\no = io.StringIO()\nwith contextlib.redirect_stdout(o):\n    f(3)\n"
        "assert o.getvalue() == '13\\n'",
    ),
    "the names of the test that is given back in time": (
        "def f(n):\n    return getattr(f, 'kept', None) and f.kept(n)",
        "mine = f\ndef f(n):\n    return 14\nmine(1)\nf = mine\nassert f(3) == 14",
    ),
}

_FORGE = (
    "import os, json, struct\ndef f(n):\n    for k in range(1, 40):\n"
    "        b = json.dumps([k, 'value', {value}]).encode()\n"
    "        os.write(4, struct.pack('<I', len(b)) + b)\n    os._exit(0)"
)
FORGED_VALUES = {
    "a class that is not there": "[8, 'class', 10 ** 9]",
    "a class by an odd number": "[8, 'class', -1]",
    "a function of the judge": "[8, 'shared', 'exec']",
    "an import of the judge": "[8, 'shared', 'os.system']",
    "an object of a forged kind": "[8, 'object', 0, 'Nonsense']",
    "an object with forged content": "[8, 'object', 0, 'ValueError', [0], [], {}]",
    "an exception without arguments": "[8, 'object', 0, 'ValueError']",
    "a given class that is not there": "[8, 'given', 'Point', [0, [4], None]]",
    "a callback that is not there": "[8, 'callback', 7]",
    "a list in itself": "[0, [11, 0]]",
    "a list that is not there yet": "[0, [11, 7]]",
    "a type of another kind": "[8, 'form', 'ForwardRef', [0, 'f(3)']]",
    "a zone outside": "[10, 'datetime', [0, '2024-01-01', '../../etc/passwd', 0]]",
    "a defaultdict of the judge": "[9, 'defaultdict', [4], 'eval']",
    "an odd handle": "[8, {}]",
    "an array that is none": "[10, 'ndarray', [0, '<i8', [0, 99], [5, 'AAAA']]]",
    "an array of objects by bytes": "[10, 'ndarray', [0, '|O', [0, 1], [5, 'AAAAAAAAAAA=']]]",
    "a frame that is none": "[10, 'DataFrame', [0, 1, 2, 3]]",
    "a library value that is none": "[10, 'os', [0]]",
    "a date that is none": "[10, 'date', '9' * 99999]",
    "a range that is none": "[10, 'range', [0, 'a', None, 0]]",
}
FORGED = {name: (_FORGE.replace("{value}", v), IS_14) for name, v in FORGED_VALUES.items()}
