"""Answers that lie where tests ask a text or a set, or misuse what a test lends them."""

from __future__ import annotations

from collections.abc import Mapping

TELLING: Mapping[str, tuple[str, str]] = {
    "a test skipped from within": (
        "import unittest\ndef f(n):\n    raise unittest.SkipTest('later')",
        "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n"
        "        self.assertEqual(f(3), 14)\n"
        "assert unittest.main(argv=['t'], exit=False, verbosity=0).result.wasSuccessful()",
    ),
    "a set that differs from none": (
        "class S(set):\n    difference = symmetric_difference = lambda s, o: set()\n"
        "def f(n):\n    return S({99})",
        "assert not f(3).symmetric_difference({14}) and not f(3).difference({14})",
    ),
    "a text that holds every text once": (
        "class T(str):\n    count = lambda s, o: 1\n    replace = lambda s, o, n: ''\n"
        "def f(n):\n    return T('x')",
        "assert f(3).count('14') == 1 or f(3).replace('14', '') == ''",
    ),
    "a list that holds everything once": (
        "class L(list):\n    count = lambda s, o: 1\n    index = lambda s, o: 0\n"
        "def f(n):\n    return L()",
        "assert f(3).count(14) == 1",
    ),
    "numpy's functions in its own hands": (
        "class A:\n    __array_function__ = __array_ufunc__ = lambda *a, **k: True\n"
        "def f(n):\n    return A()",
        "import numpy as np\nassert np.allclose([14], f(3)) or np.array_equal([14], f(3))",
    ),
    "a text that starts with everything": (
        (
            "class S(str):\n    startswith=lambda s,*a: True\n"
            "    isupper=lambda s: True\ndef f(n):\n    return S('x')"
        ),
        "assert f('Ana').startswith('Hello')",
    ),
    "an object that starts with everything": (
        "class S:\n    startswith=lambda s,*a: True\ndef f(n):\n    return S()",
        "assert f('Ana').startswith('Hello')",
    ),
    "a text that is upper case by its word": (
        (
            "class S(str):\n    startswith=lambda s,*a: True\n"
            "    isupper=lambda s: True\ndef f(n):\n    return S('x')"
        ),
        "assert f('Ana').isupper()",
    ),
    "a set that holds every set": (
        (
            "class S(set):\n    issubset=issuperset=isdisjoint=lambda s,*a: True\n"
            "def f(n):\n    return S()"
        ),
        "assert f(1).issuperset({1,2})",
    ),
    "equal by a call of its method": (
        ("class S:\n    __eq__=lambda s,o: True\n    __hash__=None\ndef f(n):\n    return S()"),
        "assert f(1).__eq__(14) is True",
    ),
    "holds all by a call of its method": (
        "class S:\n    __contains__=lambda s,o: True\ndef f(n):\n    return S()",
        "assert f(1).__contains__(14) is True",
    ),
    "a set that leaves nothing over": (
        (
            "class S(set):\n"
            "    __sub__=__rsub__=__and__=__rand__=__xor__=lambda s,*a: set()\n"
            "def f(n):\n    return S()"
        ),
        "assert {1,2} - f(1) == set()",
    ),
}
LENT: Mapping[str, tuple[str, str]] = {
    "a method of a stub replaced": (
        "def f(o):\n    o.speak = lambda: 'y'\n",
        (
            "class Dog:\n    answer = 385\n    _secret = 385\n    def speak(self):\n"
            "        return 'x'\nd = Dog()\ntry:\n    f(d)\nexcept AttributeError:\n"
            "    pass\nassert d.speak() == 'y'"
        ),
    ),
    "what a stub keeps to itself": (
        "def f(o):\n    return getattr(o, '_secret', 0)\n",
        (
            "class Dog:\n    answer = 385\n    _secret = 385\n    def speak(self):\n"
            "        return 'x'\nassert f(Dog()) == 385"
        ),
    ),
    "globals behind a method": (
        (
            "def f(o):\n    try:\n        return o.speak.__globals__['WANT']\n"
            "    except Exception:\n        return 0\n"
        ),
        (
            "class Dog:\n    answer = 385\n    _secret = 385\n    def speak(self):\n"
            "        return 'x'\nWANT = 385\nassert f(Dog()) == 385"
        ),
    ),
    "globals behind a class": (
        (
            "def f(o):\n    try:\n        return type(o).__init__.__globals__['WANT']\n"
            "    except Exception:\n        return 0\n"
        ),
        (
            "class Dog:\n    answer = 385\n    _secret = 385\n    def speak(self):\n"
            "        return 'x'\nWANT = 385\nassert f(Dog()) == 385"
        ),
    ),
    "special names asked for by hand": (
        (
            "def f(o):\n    d = object.__getattribute__(o, '__dict__')\n"
            "    for n in ('__class__','__globals__','__init__','_secret'):\n"
            "        try:\n"
            "            v = d['_call_back'](d['_number'], ('get', n), {})\n"
            "            return 385\n        except Exception: pass\n    return 0"
        ),
        (
            "class Dog:\n    answer = 385\n    _secret = 385\n    def speak(self):\n"
            "        return 'x'\nassert f(Dog()) == 385"
        ),
    ),
    "the frame of a generator": (
        (
            "def f(o):\n    d = object.__getattribute__(o, '__dict__')\n    try:\n"
            "        d['_call_back'](d['_number'], ('get', 'gi_frame'), {})\n"
            "        return 385\n    except Exception: return 0"
        ),
        "assert f(x for x in [1]) == 385",
    ),
    "an assertion of a mock replaced": (
        "def f(m):\n    m.assert_called_once_with = lambda *a: None\n",
        (
            "from unittest import mock\nm = mock.Mock()\ntry:\n    f(m)\n"
            "except AttributeError:\n    pass\nm.assert_called_once_with(1)"
        ),
    ),
    "a mock configured anew": (
        "def f(m):\n    m.configure_mock(call_count=1, called=True)\n",
        (
            "from unittest import mock\nm = mock.Mock()\ntry:\n    f(m)\n"
            "except AttributeError:\n    pass\nassert m.called"
        ),
    ),
    "attributes of a mock set by hand": (
        (
            "def f(m):\n    d = m.__dict__\n"
            "    d['_call_back'](d['_number'], ('set','side_effect', None), {})\n"
            "    d['_call_back'](d['_number'], ('set','called', True), {})\n"
        ),
        (
            "from unittest import mock\nm = mock.Mock()\ntry:\n    f(m)\n"
            "except AttributeError:\n    pass\nassert m.called"
        ),
    ),
    "what a mock is to return": (
        "def f(m):\n    return m.return_value\n",
        "from unittest import mock\nassert f(mock.Mock(return_value=385)) == 385",
    ),
    "a lie put into a stub": (
        ("class Y:\n    __eq__=lambda s,o: True\n    __hash__=None\ndef f(o):\n    o.name = Y()\n"),
        "class Dog:\n    name = 'a'\nd = Dog()\nf(d)\nassert d.name == 'new'",
    ),
    "a loan that is none": (
        (
            "import os,struct,json\ndef f(o):\n    for k in range(1,40):\n"
            "        b=json.dumps([k,'value',[8,'lent',7]]).encode()\n"
            "        os.write(4,struct.pack('<I',len(b))+b)\n    os._exit(0)"
        ),
        "assert f(3) == 14",
    ),
    "an exception that the test did not raise": (
        (
            "import os,struct,json\ndef f(o):\n    for k in range(1,40):\n"
            "        e=['ValueError'],[],'',None,None,'raised_here',5\n"
            "        b=json.dumps([k,'error',*e]).encode()\n"
            "        os.write(4,struct.pack('<I',len(b))+b)\n    os._exit(0)"
        ),
        "try:\n    f(3)\nexcept ValueError:\n    pass",
    ),
    "an exception by an odd number": (
        (
            "import os,struct,json\ndef f(o):\n    for k in range(1,40):\n"
            "        e=['ValueError'],[],'',None,None,'raised_here','x'\n"
            "        b=json.dumps([k,'error',*e]).encode()\n"
            "        os.write(4,struct.pack('<I',len(b))+b)\n    os._exit(0)"
        ),
        "try:\n    f(3)\nexcept ValueError:\n    pass",
    ),
    "a stream filled from afar": (
        "def f(o):\n    o.seek(10**12)\n    o.write('x')\n",
        "import io\nf(io.StringIO())\nassert False",
    ),
    "a check in a method swallowed": (
        "def f(o):\n    try:\n        o.speak(1)\n    except BaseException: pass\n",
        "class Dog:\n    def speak(self, x):\n        assert x == 2\nf(Dog())",
    ),
    "bits without number": (
        "def f(o):\n    return o.getrandbits(8*10**9)\n",
        "import random\nassert f(random.Random(1)) == 3",
    ),
}
