"""Answers whose texts want to be run beside the tests: each has the test that it must not pass."""

from __future__ import annotations

from collections.abc import Mapping

_SET = (
    "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0]"
    ".__init__.__globals__['environ'].__setitem__('LEARNT', '1')"
)
_HINTED = f'def f(n: "{_SET}") -> "int": return 0'
_IS_SET = "import os\n{}\nassert os.environ.get('LEARNT') == '1'"
_TRIED = "try:\n    {}\nexcept Exception:\n    pass"
_SHOWN = "class Shown:\n    def __repr__(self): return {!r}\ndef f(n): return Shown()"
_GIVEN = "def f(n): return {!r}"
_EXPECTED = "def helper(n): return 9 * n\nexpected = helper(3)\n"
_EVAL = _EXPECTED + "assert eval(repr(f(3))) == expected"
_LOADS = f"import pickle\n{_EXPECTED}assert pickle.loads(f(3)) == expected"


def _sets(what: str) -> str:
    return _IS_SET.format(_TRIED.format(what))


TEXTS: Mapping[str, tuple[str, str]] = {
    "an annotation that runs": (_HINTED, _sets("import typing; typing.get_type_hints(f)")),
    "an annotation that runs for a signature": (
        _HINTED,
        _sets("import inspect; inspect.signature(f, eval_str=True)"),
    ),
    "a doctest that reaches out": (
        'def f(n):\n    """\n    >>> import os; os.environ["LEARNT"] = "1"\n    """',
        _IS_SET.format("import doctest\ndoctest.run_docstring_examples(f, {'f': f})"),
    ),
    "a source that is executed": (
        "import os\nos.environ['LEARNT'] = '1'",
        _sets("exec(source(), {})"),
    ),
    "a text that is compiled first, and run after another": (
        _GIVEN.format("import os; os.environ['LEARNT'] = '1'"),
        _sets("code = compile(f(1), 'x', 'exec'); eval('1'); exec(code)"),
    ),
    "a representation that names the expected": (_SHOWN.format("expected"), _EVAL),
    "one that asks the test's helper": (_SHOWN.format("helper(3)"), _EVAL),
    "one that searches for it": (
        _SHOWN.format("[x for x in globals().values() if type(x) is int][0]"),
        _EVAL,
    ),
    "a pickle that names the expected": (_GIVEN.format(b"c__main__\nexpected\n."), _LOADS),
    "a pickle that asks the helper": (_GIVEN.format(b"c__main__\nhelper\n(I3\ntR."), _LOADS),
    "a pickle that evaluates": (
        _GIVEN.format(b"cbuiltins\neval\n(S'27'\ntR."),
        _LOADS,
    ),
    "a pickle that walks through a module": (
        _GIVEN.format(b"\x80\x04\x8c\x0bcollections\x8c\x11_sys.intern.__doc__\x93."),
        "import pickle, sys\nassert pickle.loads(f(3)) == sys.intern.__doc__",
    ),
}
