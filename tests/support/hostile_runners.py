"""Answers whose texts reach those of the library that run texts; each has the test to fail."""

from __future__ import annotations

from collections.abc import Mapping

_SET = "__import__('os').environ.__setitem__('LEARNT', '1')"
_TEST = (
    "import os\ntry:\n    {}\nexcept BaseException:\n    pass\n"
    "assert os.environ.get('LEARNT') == '1'"
)
_TEXT = f"def f(n):\n    return {_SET!r}"
_CODE = f"import marshal\ndef f(n):\n    return marshal.dumps(compile({_SET!r}, 'x', 'exec'))"
_FIELD = f"def f(n):\n    return {f'x: int = {_SET}, y'!r}"
_IN_BODY = "def f(n):\n    return " + repr(f"x=0\n {_SET}\n x")
_WRITES = "def f(n):\n    with open('helper.py', 'w') as out:\n        out.write({!r})"
_NAMED = (
    f"def f(n):\n    pass\ntry:\n    f.__name__ = {f'x(a={_SET}): pass #'!r}\n"
    "except Exception:\n    pass"
)
_LOGS = (
    "[loggers]\\nkeys=root\\n[handlers]\\nkeys=h\\n[formatters]\\nkeys=\\n[logger_root]\\n"
    "handlers=h\\n[handler_h]\\nclass=StreamHandler\\nargs="
)
_WALKS = "def f(n):\n    return '(os.environ.update(LEARNT=\"1\"),)'"

_OF_TEXT = {
    "timeit": "import timeit; timeit.timeit(f(1), number=1)",
    "timeit that prepares": "import timeit; timeit.Timer('pass', f(1)).timeit(1)",
    "timeit that repeats": "import timeit; timeit.repeat(f(1), globals=globals(), number=1)",
    "cProfile": "import cProfile; cProfile.run(f(1))",
    "profile": "import profile; profile.run(f(1))",
    "trace": "import trace; trace.Trace(count=0, trace=0).run(f(1))",
    "bdb": "import bdb; bdb.Bdb().run(f(1))",
    "bdb that evaluates": "import bdb; bdb.Bdb().runeval(f(1))",
    "pdb": "import io, pdb; pdb.Pdb(stdin=io.StringIO('c\\n'), stdout=io.StringIO()).run(f(1))",
    "a command of pdb": "import io, pdb\n"
    "    pdb.Pdb(stdin=io.StringIO('!' + f(1) + '\\nc\\n'), stdout=io.StringIO()).run('1')",
    "an interpreter": "import code; code.InteractiveInterpreter().runsource(f(1))",
    "the settings of logging": f"import io, logging.config\n"
    f"    logging.config.fileConfig(io.StringIO('{_LOGS}(' + f(1) + ',)'))",
    "numpy's stopwatch": "import numpy.testing; numpy.testing.measure(f(1))",
    "numpy's runner": "import numpy.testing; numpy.testing.runstring(f(1), {})",
    "a map": "list(map(exec, [f(1)]))",
    "a part of a call": "import functools; functools.partial(eval, f(1))()",
    "a thread": "import threading; from unittest import mock\n"
    "    with mock.patch('threading.excepthook'):\n"
    "        t = threading.Thread(target=exec, args=(f(1), {})); t.start(); t.join()",
    "a pool of threads": "from concurrent.futures import ThreadPoolExecutor as Pool\n"
    "    with Pool(1) as pool: pool.submit(eval, f(1)).result()",
    "a schedule": "import sched; s = sched.scheduler(); s.enter(0, 1, exec, (f(1), {})); s.run()",
    "a text that stands behind one of the test": "a = compile(f(1), 'x', 'exec')\n"
    "    b = compile('1', 'x', 'exec'); exec(a); exec(b)",
    "a helper of the test": "def shown(text): return eval(text)\n    shown(f(1))",
}

RUNNERS: Mapping[str, tuple[str, str]] = {
    **{name: (_TEXT, _TEST.format(test)) for name, test in _OF_TEXT.items()},
    "logging that walks through its modules": (
        _WALKS,
        _TEST.format(
            f"import io, logging.config\n"
            f"    logging.config.fileConfig(io.StringIO('{_LOGS}' + f(1)))"
        ),
    ),
    "timeit that walks through its modules": (
        'def f(n):\n    return \'sys.modules["os"].environ.update(LEARNT="1")\'',
        _TEST.format("import timeit; timeit.timeit(f(1), number=1)"),
    ),
    "code that comes as bytes": (
        _CODE,
        _TEST.format("import marshal, types; types.FunctionType(marshal.loads(f(1)), {})()"),
    ),
    "a field of a dataclass": (
        _FIELD,
        _TEST.format("import dataclasses\n    dataclasses.make_dataclass('X', [f(1)])"),
    ),
    "a field of a dataclass that is an annotation": (
        _IN_BODY,
        _TEST.format(
            "import dataclasses\n    X = type('X', (), {'__annotations__': {f(1): int}})\n"
            "    dataclasses.dataclass(init=False, eq=False)(X)\n    repr(X())"
        ),
    ),
    "a field of a named tuple": (
        _FIELD,
        _TEST.format("import collections\n    collections.namedtuple('X', [f(1)])"),
    ),
    "the name of a function that a mock copies": (
        _NAMED,
        _TEST.format("from unittest import mock\n    mock.create_autospec(f)(1)"),
    ),
    "a path through a module of dates": (
        "class A:\n    def __repr__(self):\n        return 'datetime.sys.modules'\n"
        "def f(n):\n    return A()",
        "import datetime, sys\nassert eval(repr(f(1))) is sys.modules",
    ),
}

_HOLDS = (
    "{}\nclass Holder:\n    n = 1\n    def __init__(self): pass\n"
    "    def walk(self): yield 1\nexpected = 9 * 3\nassert {} == str(expected)"
)
_READS = "{0.__init__.__globals__[expected]}"
_READING = {
    "format": (_READS, "f(1).format(Holder())"),
    "format of a name": ("{x.__init__.__globals__[expected]}", "f(1).format(x=Holder())"),
    "format of a frame": ("{0.gi_frame.f_globals[expected]}", "f(1).format(Holder().walk())"),
    "format within a layout": (
        "{0:{1.__init__.__globals__[expected]}}",
        "f(1).format('', Holder()).replace(' ', '') + str(len(f(1).format('', Holder())))",
    ),
    "format of a mapping": (
        "{x.__init__.__globals__[expected]}",
        "f(1).format_map({'x': Holder()})",
    ),
    "format of the class": (_READS, "str.format(f(1), Holder())"),
    "format that is mapped": (_READS, "next(map(f(1).format, [Holder()]))"),
    "a formatter": (_READS, "string.Formatter().format(f(1), Holder())"),
    "a formatter by parts": (_READS, "string.Formatter().vformat(f(1), [Holder()], {})"),
}
TEMPLATES: Mapping[str, tuple[str, str]] = {
    name: (f"def f(n):\n    return {text!r}", _HOLDS.format("import string", how))
    for name, (text, how) in _READING.items()
}

_FRAME = "import pandas as pd\nframe = pd.DataFrame({'a': [1, 27]})\nexpected = 9 * 3\nassert "
QUERIES: Mapping[str, tuple[str, str]] = {
    name: (f"def f(n):\n    return {text!r}", _FRAME + how)
    for name, (text, how) in {
        "a query": ("a == @expected", "list(frame.query(f(1)).a) == [expected]"),
        "a query by an attribute": (
            "a == @frame.a.__class__(27)[0]",
            "list(frame.query(f(1)).a) == [expected]",
        ),
        "a column": ("@expected + 0 * a", "list(frame.eval(f(1))) == [expected] * 2"),
        "an expression": ("expected + 0", "pd.eval(f(1)) == expected"),
    }.items()
}

_IMPORTED = _WRITES.format("import os\nos.environ['LEARNT'] = '1'")
FILES: Mapping[str, tuple[str, str]] = {
    "imported": (
        _IMPORTED,
        _TEST.format("import sys\n    f(1)\n    sys.path.insert(0, '')\n    import helper"),
    ),
    "imported by its path": (
        _IMPORTED,
        _TEST.format(
            "import importlib.util as u\n    f(1)\n"
            "    spec = u.spec_from_file_location('helper', 'helper.py')\n"
            "    spec.loader.exec_module(u.module_from_spec(spec))"
        ),
    ),
    "run as a program": (
        _IMPORTED,
        _TEST.format("import runpy\n    f(1)\n    runpy.run_path('helper.py')"),
    ),
    "read and run": (_IMPORTED, _TEST.format("f(1)\n    exec(open('helper.py').read())")),
    "run and measured": (
        _IMPORTED,
        _TEST.format("import cProfile\n    f(1)\n    cProfile.run(open('helper.py').read())"),
    ),
}
