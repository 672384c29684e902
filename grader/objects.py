"""Objects of the learner's process that the judge holds handles on, and how they are described.

Runs in the learner's process. A handle is an index, so what was given out stays alive.
"""

from __future__ import annotations

import builtins
import collections
import sys
import typing
from abc import ABCMeta
from array import array
from collections import (
    Counter,
    OrderedDict,
    UserDict,
    UserList,
    UserString,
    defaultdict,
    deque,
)
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

from grader import given_values, wire, wire_types
from grader.borrowed import Borrowed, CallBack, number_of, stand_in
from grader.links import Links
from grader.specials import (
    CONTENT,
    IMMUTABLE,
    KNOWN_NAMES,
    LIBRARIES,
    MUTABLE,
    PLAINLY,
    SHARED,
    SHARED_NAMES,
    specials_of,
)

_MAX_TEXT = 2000
_PLAIN = (bool, int, float, complex, str, bytes, tuple, frozenset, list, dict, set, bytearray)
_DESCRIPTORS: dict[str, Any] = {d.__name__: d for d in (property, classmethod, staticmethod)}
_PATHS: tuple[Any, ...] = (type(Path()), PurePosixPath, PureWindowsPath)
_FIELD = type(collections.namedtuple("_", "x").x)  # type: ignore[attr-defined]


def _parts(cls: type, *names: str) -> Any:
    """Return what reads attributes of a type of the library, whatever a subclass has instead."""
    return lambda x: [vars(cls)[name].__get__(x) for name in names]


# Content as Python's own comparison sees it, whatever a class says when it is asked.
_PLAINLY: dict[type, Any] = {
    **PLAINLY,
    bool: bool,
    **{list: list.copy, dict: lambda x: dict(dict.items(x)), set: lambda x: set().union(x)},
    bytearray: bytearray.copy,
    Counter: lambda x: Counter(dict(dict.items(x))),
    OrderedDict: lambda x: OrderedDict([(k, dict.get(x, k)) for k in OrderedDict.__iter__(x)]),
    defaultdict: lambda x: defaultdict(_parts(defaultdict, "default_factory")(x)[0], dict.items(x)),
    deque: lambda x: deque(deque.__iter__(x), *_parts(deque, "maxlen")(x)),
    array: lambda x: array(_parts(array, "typecode")(x)[0], array.tolist(x)),
    UserList: lambda x: UserList(vars(x)["data"]),
    UserDict: lambda x: UserDict(vars(x)["data"]),
    UserString: lambda x: UserString(vars(x)["data"]),
    Decimal: Decimal,
    Fraction: lambda x: Fraction(*_parts(Fraction, "_numerator", "_denominator")(x)),
    date: lambda x: date.fromordinal(date.toordinal(x)),
    datetime: lambda x: datetime.combine(datetime.date(x), datetime.timetz(x)),
    time: lambda x: time.fromisoformat(time.isoformat(x)),
    timedelta: lambda x: timedelta(*_parts(timedelta, "days", "seconds", "microseconds")(x)),
    **{t: lambda x, t=t: t(PurePath.__str__(x)) for t in _PATHS},
}


class Callback:
    """Stands for a function of the judge that was passed to learner code."""

    def __init__(
        self, call_back: CallBack, number: int, name: str, binds: bool, text: str | None
    ) -> None:
        self._call_back = call_back
        self.number, self.__name__, self.binds, self.__doc__ = number, name, binds, text

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Let the judge call it."""
        return self._call_back(self.number, args, kwargs)


async def _awaited(call_back: CallBack, number: int) -> Any:
    """Let the judge run a coroutine of the test."""
    return call_back(number, (), {})


def as_member(value: Any) -> Any:
    """Return what a class is to hold: a function that it binds, for a function of the judge."""
    if type(value) is not Callback or not value.binds:
        return value
    callback = value

    def method(*args: Any, **kwargs: Any) -> Any:
        return callback(*args, **kwargs)

    method.__name__, method.__doc__ = callback.__name__, callback.__doc__
    return method


def _library_names(cls: type) -> list[str]:
    """Return the names, with their modules, of the library's classes that a class extends."""
    libraries = LIBRARIES if issubclass(cls, BaseException) else sys.stdlib_module_names
    return [
        f"{c.__module__}.{c.__qualname__}"
        for c in cls.__mro__
        if c.__module__ != "builtins" and c.__module__.split(".")[0] in libraries
    ][:20]


def _decides(cls: type) -> bool:
    """Say whether the library's metaclass of a class has its own mind about what an instance is."""
    return cls.__module__ == "__main__" and type(cls) in (ABCMeta, type(typing.Protocol))


class Objects:
    """Numbers objects, encodes values for the judge and decodes the judge's."""

    def __init__(self, call_back: CallBack) -> None:
        self.links = Links()
        self._call_back = call_back
        self._kept: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._borrowed: dict[int, Borrowed] = {}
        self._callbacks: dict[int, Callback] = {}
        self._passing: dict[int, tuple[BaseException, int | None]] = {}
        self._exceptions: dict[int, type] = {}
        self._given: dict[type, str] = {}
        self._given_names: dict[str, type] = {}

    def __getitem__(self, number: int) -> Any:
        return self._kept[number]

    def number(self, x: Any) -> int:
        """Return the index of an object; the same one for the same object."""
        number = self._numbers.setdefault(id(x), len(self._kept))
        if number == len(self._kept):
            self._kept.append(x)
        return number

    def note_given(self, names: dict[str, Any]) -> None:
        """Remember classes that the instructor's cells defined: their instances go by value."""
        for name, value in names.items():
            if isinstance(value, type) and value.__module__ == "__main__":
                self._given[value] = name
                self._given_names[name] = value

    def link(self, unused: list[int], kinds: list[str], told: list[Any]) -> None:
        """Have other objects in common with the test, and let them hold what its own do."""
        self.links.drop(unused)
        for kind in kinds:
            self.links.add(MUTABLE[kind]())
        self.links.take(told, self.decode, self.encode)

    def raised(self, kind: Any, arguments: list[Any], number: int | None) -> BaseException:
        """Return the exception of a function of the judge; where it passes, it is known again."""
        cls: Any = self.decode(kind)
        try:
            error: BaseException = cls.__new__(cls) if cls in self._given else cls(*arguments)
        except TypeError:
            error = RuntimeError(*arguments)
        if cls in self._given:  # its own `__init__` has run where it was raised
            error.args = tuple(arguments)
        self._passing[id(error)] = error, number
        return error

    def exception_number(self, cls: type) -> int | None:
        """Return the judge's number of an exception class of the test; None for any other."""
        return next((n for n, own in self._exceptions.items() if own is cls), None)

    def number_in_judge(self, error: BaseException) -> int | None:
        """Return the number of an exception that came from the judge; None for any other."""
        return self._passing.get(id(error), (None, None))[1]

    def encode(self, x: Any) -> Any:
        """Return a value as data for the judge."""
        return wire.encode(x, self._opaque, self.links.references)

    def decode(self, data: Any) -> Any:
        """Return the judge's value."""
        return wire.decode(data, self._resolve)

    def _opaque(self, x: Any) -> Any:
        kind = type(x)
        if kind is Callback:
            return wire.reference("callback", x.number)
        if issubclass(kind, Borrowed):
            return wire.reference("lent", number_of(x))
        if x is ... or x is NotImplemented:
            return wire.shared(repr(x))
        if form := wire_types.form(x):
            return wire.reference("form", *map(self.encode, form))
        if issubclass(kind, type):
            if x in self._given:
                return wire.reference("given_class", self._given[x])
            return self.encode_own(x)
        if kind in self._given and not issubclass(kind, BaseException):
            state = given_values.state(x)
            return wire.reference("given", self._given[kind], self.encode(state))
        return wire.reference("object", self.number(x), self.class_key(kind), *self._content(x))

    def encode_own(self, x: Any) -> Any:
        """Return a value as data for the judge; a class leads to itself, also a given one."""
        if not issubclass(type(x), type):
            return self.encode(x)
        key = self.class_key(x)
        return wire.shared(key) if isinstance(key, str) else wire.reference("class", key)

    def _content(self, x: Any) -> list[Any]:
        if isinstance(x, BaseException):
            try:
                text = str(x)[:_MAX_TEXT]
            except Exception:  # noqa: BLE001 - a learner's __str__ may do anything
                text = ""
            return [self.encode(list(x.args[:12])), text]
        base = next((b for b in IMMUTABLE.values() if issubclass(type(x), b)), None)
        return [self.encode(_PLAINLY[base](x))] if base else []

    def class_key(self, cls: type) -> int | str:
        """Return a shared or known name of a class, else its index."""
        return SHARED_NAMES.get(cls) or KNOWN_NAMES.get(cls) or self.number(cls)

    def describe(self, number: int) -> list[Any]:
        """Return name, keys of the bases, special methods, kind of content, and more."""
        cls = self._kept[number]
        plain = next((b for b in _PLAIN if issubclass(cls, b)), object)
        fields = getattr(cls, "__dataclass_fields__", None)
        return [
            str(cls.__name__)[:80],
            [self.class_key(base) for base in cls.__bases__],
            specials_of(cls, plain),
            cls.__hash__ is not None,
            next((name for name, base in CONTENT.items() if issubclass(cls, base)), ""),
            [str(name) for name in fields][:200] if type(fields) is dict else None,
            _library_names(cls),
            _decides(cls),
            [n for c in cls.__mro__ for n, v in vars(c).items() if type(v) is _FIELD][:200],
            [self._given[c] for c in cls.__mro__ if c in self._given],
        ]

    def content(self, number: int, as_given: bool) -> Any:
        """Return the present content of an object whose class extends a type of `CONTENT`.

        Args:
            number: The object's.
            as_given: It stands for an object of a given class: return its state.
        """
        x = self._kept[number]
        if as_given:
            return self.encode(given_values.state(x))
        base = next(b for b in CONTENT.values() if issubclass(type(x), b))
        return self.encode(_PLAINLY[base](x))

    def _resolve(self, fields: list[Any]) -> Any:
        match fields:
            case ["callback", int(number), str(name), bool(binds), text]:
                if number not in self._callbacks:
                    made = Callback(self._call_back, number, name, binds, text)
                    self._callbacks[number] = made
                return self._callbacks[number]
            case ["linked", int(number)]:
                return self.links[number]
            case ["coroutine", int(number)]:
                return _awaited(self._call_back, number)
            case ["descriptor", str(name), list(functions)]:
                return _DESCRIPTORS[name](*(as_member(self.decode(f)) for f in functions))
            case ["shared", str(name)]:
                return SHARED[name] if name in SHARED else getattr(builtins, name)
            case ["form", origin, arguments]:
                return wire_types.build(self.decode(origin), self.decode(arguments))
            case ["given_class", str(name)]:
                return self._given_names[name]
            case ["given", str(name), state]:
                return given_values.build(self._given_names[name], self.decode(state))
            case ["lent", int(number), str(name), list(uses)]:
                if number not in self._borrowed:
                    self._borrowed[number] = stand_in(self._call_back, number, name, uses)
                return self._borrowed[number]
            case ["range", start, stop, step]:
                return range(*map(self.decode, (start, stop, step)))
            case ["exception_class", int(number), str(name), list(bases)]:
                if number not in self._exceptions:
                    kinds = tuple(map(self.decode, bases))
                    self._exceptions[number] = type(name, kinds, {"__module__": "__main__"})
                return self._exceptions[number]
            case ["exception", str(name), list(args)]:
                return SHARED[name](*map(self.decode, args))
        return self._kept[fields[0]]
