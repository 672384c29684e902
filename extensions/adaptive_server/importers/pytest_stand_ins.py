"""What stands in for pytest in an imported test cell; learners need none of it installed."""

PYTEST = """
import contextlib as _contextlib
import math as _math
import re as _re
import warnings as _warnings

class _Raised:
    value = type = None

    def match(self, pattern):
        assert _re.search(pattern, str(self.value)), f"the text was: {self.value}"
        return True

class _Approx:
    def __init__(self, expected, rel=1e-6, abs=1e-12):
        self.expected, self.rel, self.abs = expected, rel or 0.0, abs or 0.0

    def __eq__(self, other):
        return self._close(other, self.expected)

    def _close(self, got, wanted):
        if isinstance(wanted, dict):
            return (type(got) is dict and set(got) == set(wanted)
                    and all(self._close(got[k], wanted[k]) for k in wanted))
        if isinstance(wanted, (list, tuple)):
            return (isinstance(got, (list, tuple)) and len(got) == len(wanted)
                    and all(map(self._close, got, wanted)))
        if isinstance(got, (int, float)) and isinstance(wanted, (int, float)):
            return _math.isclose(got, wanted, rel_tol=self.rel, abs_tol=self.abs)
        return type(got) is type(wanted) and got == wanted

    def __repr__(self):
        return f"about {self.expected!r}"

class pytest:
    approx = _Approx

    @staticmethod
    def param(*values, id=None):
        return values if len(values) != 1 else values[0]

    @staticmethod
    def fail(reason=""):
        raise AssertionError(reason)

    @staticmethod
    @_contextlib.contextmanager
    def warns(expected=Warning, match=None):
        with _warnings.catch_warnings(record=True) as told:
            _warnings.simplefilter("always")
            yield told
        texts = [str(w.message) for w in told if issubclass(w.category, expected)]
        assert any(match is None or _re.search(match, text) for text in texts), "no such warning"

    @staticmethod
    def raises(expected, *call, match=None, **keywords):
        if not call:
            return pytest._raises(expected, match)
        with pytest._raises(expected, match) as info:
            call[0](*call[1:], **keywords)
        return info

    @staticmethod
    @_contextlib.contextmanager
    def _raises(expected, match):
        info = _Raised()
        try:
            yield info
        except expected as error:
            info.value, info.type = error, type(error)
            assert match is None or _re.search(match, str(error)), f"the text was: {error}"
        else:
            raise AssertionError(f"{expected} was not raised")
"""
CAPSYS = """
import collections as _collections
import contextlib as _contextlib
import io as _io

class _Capsys:
    Captured = _collections.namedtuple("Captured", "out err")

    def __init__(self):
        self.shown = _io.StringIO(), _io.StringIO()

    def readouterr(self):
        texts = [stream.getvalue() for stream in self.shown]
        for stream in self.shown:
            stream.seek(0)
            stream.truncate()
        return self.Captured(*texts)
"""
RECWARN = """
import contextlib as _contextlib
import warnings as _warnings

class _Recwarn(list):
    @property
    def list(self):
        return self

    def pop(self, cls=Warning):
        found = [n for n, told in enumerate(self) if issubclass(told.category, cls)]
        assert found, f"{cls} was not told"
        return super().pop(found[0])

@_contextlib.contextmanager
def _recorded():
    with _warnings.catch_warnings():
        _warnings.simplefilter("always")
        told = _Recwarn()
        _warnings.showwarning = lambda *one, **_: told.append(_warnings.WarningMessage(*one))
        yield told
"""
MONKEYPATCH = """
import contextlib as _contextlib
import unittest.mock as _mock

_unset = object()

class _Monkeypatch(_contextlib.ExitStack):
    def setattr(self, target, name, value=_unset, raising=True):
        if value is _unset:
            self.enter_context(_mock.patch(target, name, create=not raising))
        else:
            self.enter_context(_mock.patch.object(target, name, value, create=not raising))

    def setitem(self, table, key, value):
        self.enter_context(_mock.patch.dict(table, {key: value}))

    def delattr(self, target, name, raising=True):
        if raising or hasattr(target, name):
            self.enter_context(_mock.patch.object(target, name))
            delattr(target, name)

    def delitem(self, table, key, raising=True):
        self.enter_context(_mock.patch.dict(table))
        if raising or key in table:
            del table[key]

    def undo(self):
        self.close()
"""
