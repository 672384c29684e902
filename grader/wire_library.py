"""Values of the standard library that cross the pipe: each as a few plain parts.

`build` is part of the trust boundary: whatever the parts are, the result is of the named type or
there is an error.
"""

from __future__ import annotations

import importlib
from array import array
from collections import UserDict, UserList, UserString
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, NamedTuple

from grader import wire_arrays

MAX_EXPONENT = 10_000
_MAX_DIGITS = 1000
_MAX_ITEMS = 300_000


class _Kind(NamedTuple):
    cls: type
    parts: Callable[[Any], Any]
    build: Callable[[Any], Any]


def _decimal(text: Any) -> Decimal:
    if type(text) is not str or len(text) > _MAX_DIGITS:
        raise ValueError("not a number")
    number = Decimal(text)
    # int(Decimal("1e999999999")) would keep the judge busy for hours.
    if number.is_finite() and abs(number.adjusted()) > MAX_EXPONENT:
        raise ValueError("too large an exponent")
    return number


def _fraction(parts: Any) -> Fraction:
    over, under = parts
    if type(over) is not int or type(under) is not int:
        raise ValueError("not a fraction")
    return Fraction(over, under)


def _duration_parts(x: timedelta) -> Any:
    return [x.days, x.seconds, x.microseconds]


def _duration(parts: Any) -> timedelta:
    days, seconds, micros = parts
    return timedelta(days, seconds, micros)


def _zone_parts(x: timezone) -> Any:
    offset, *name = x.__getinitargs__()  # type: ignore[attr-defined]  # what pickle asks for
    return [*_duration_parts(offset), *name]


def _zone(parts: Any) -> timezone:
    return timezone(_duration(parts[:3]), *(_exact(n, str) for n in parts[3:]))


def is_long(x: range) -> bool:
    """Say whether a range is a handle: `sum` of a long one cannot be stopped once it has begun."""
    return not -_MAX_ITEMS < (x.stop - x.start) // x.step < _MAX_ITEMS


def _datetime_parts(x: datetime) -> Any:
    zone = x.tzinfo
    key = zone.key if type(zone).__name__ == "ZoneInfo" else ""  # type: ignore[union-attr]
    return [x.isoformat(), str(key or ""), x.fold]


def _datetime(parts: Any) -> datetime:
    text, key, fold = parts
    read = datetime.fromisoformat(text).replace(fold=fold)
    if not key:
        return read
    try:
        return read.replace(tzinfo=importlib.import_module("zoneinfo").ZoneInfo(key))
    except Exception:  # noqa: BLE001 - a name from a learner, or no such zone on this side
        return read


def _array(parts: Any) -> array[Any]:
    kind, items = parts
    return array(kind, _exact(items, list))


def _uuid(text: Any) -> Any:
    return importlib.import_module("uuid").UUID(_exact(text, str))


def _slice(parts: Any) -> slice:
    start, stop, step = parts
    return slice(start, stop, step)


def _range(parts: Any) -> range:
    start, stop, step = parts
    x = range(start, stop, step)
    if is_long(x):
        raise ValueError("too long a range")
    return x


_KINDS = {
    "bytearray": _Kind(bytearray, bytes, lambda x: bytearray(_exact(x, bytes))),
    "Fraction": _Kind(Fraction, lambda x: list(x.as_integer_ratio()), _fraction),
    "Decimal": _Kind(Decimal, str, _decimal),
    "date": _Kind(date, str, date.fromisoformat),
    "datetime": _Kind(datetime, _datetime_parts, _datetime),
    "time": _Kind(time, str, time.fromisoformat),
    "timedelta": _Kind(timedelta, _duration_parts, _duration),
    "timezone": _Kind(timezone, _zone_parts, _zone),
    "slice": _Kind(slice, lambda x: [x.start, x.stop, x.step], _slice),
    "range": _Kind(range, lambda x: [x.start, x.stop, x.step], _range),
    "array": _Kind(array, lambda x: [x.typecode, x.tolist()], _array),
    "UserList": _Kind(UserList, lambda x: list(x.data), lambda x: UserList(_exact(x, list))),
    "UserDict": _Kind(UserDict, lambda x: dict(x.data), lambda x: UserDict(_exact(x, dict))),
    "UserString": _Kind(UserString, lambda x: str(x.data), lambda x: UserString(_exact(x, str))),
    "Path": _Kind(type(Path()), str, lambda x: Path(_exact(x, str))),
    "PurePosixPath": _Kind(PurePosixPath, str, lambda x: PurePosixPath(_exact(x, str))),
    "PureWindowsPath": _Kind(PureWindowsPath, str, lambda x: PureWindowsPath(_exact(x, str))),
}
_NAMES = {kind.cls: name for name, kind in _KINDS.items()}


def _exact(x: Any, cls: type) -> Any:
    if type(x) is not cls:
        raise ValueError(f"not {cls.__name__}")
    return x


def name_of(x: Any) -> str:
    """Return the name under which a value can cross, or an empty text."""
    if type(x) is range and is_long(x):
        return ""
    if type(x).__module__ == "uuid" and type(x).__name__ == "UUID":
        return "UUID"  # imported only where it is used
    return _NAMES.get(type(x)) or wire_arrays.name_of(x)


def parts(name: str, x: Any) -> Any:
    """Return the plain parts of a value that has a name here."""
    if name == "UUID":
        return str(x)
    return _KINDS[name].parts(x) if name in _KINDS else wire_arrays.parts(name, x)


def build(name: str, plain: Any) -> Any:
    """Return the value that the parts stand for.

    Raises:
        KeyError, ValueError, TypeError, ArithmeticError: They are none of its kind.
    """
    if name == "UUID":
        return _uuid(plain)
    return _KINDS[name].build(plain) if name in _KINDS else wire_arrays.build(name, plain)
