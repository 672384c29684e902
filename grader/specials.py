"""What both sides of the pipes know of Python: special methods by name, and types by name.

The child says with these names what its objects can do; the judge makes handles that can do the
same. Neither side ever looks up a name that is not in these tables.
"""

from __future__ import annotations

import array
import builtins
import collections
import dataclasses
import datetime
import decimal
import fractions
import json
import pathlib
import sys
import types
from collections.abc import Callable
from typing import Any

ARITHMETIC = (
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "divmod", "pow", "matmul"),
    *("lshift", "rshift", "and", "or", "xor"),
)
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")
# With no second operand, or one that decides nothing.
PLAIN_USES = (
    *("neg", "pos", "abs", "invert", "int", "float", "complex", "index", "round", "trunc"),
    *("floor", "ceil", "bool", "len", "hash", "str", "repr", "format", "bytes", "fspath"),
    *("getitem", "setitem", "delitem", "contains", "iter", "next", "reversed", "call"),
    *("enter", "exit", "aenter", "aexit", "aiter", "anext", "await"),
)
# Of these a class that only extends a kind of value has no say, also where the kind has none.
CONVERSIONS = (
    *("neg", "pos", "abs", "invert", "int", "float", "complex", "index", "round", "trunc"),
    *("floor", "ceil", "len", "bytes", "fspath", "contains", "iter", "reversed"),
)
# The plain value of what extends an immutable builtin, whatever its class says when it is asked.
PLAINLY: dict[type, Callable[[Any], Any]] = {
    **{int: int.__int__, float: float.__float__, complex: complex.__complex__, str: str.__str__},
    **{bytes: bytes.__bytes__, tuple: lambda x: tuple.__getitem__(x, slice(None))},
    frozenset: frozenset().union,
}
SPECIALS = frozenset(
    f"__{name}__"
    for name in (
        *PLAIN_USES,
        *COMPARISONS,
        *(prefix + name for prefix in ("", "r", "i") for name in ARITHMETIC),
    )
) - {"__idivmod__"}

# Whose content travels with a handle, because it cannot change, or when it is asked for.
IMMUTABLE: dict[str, type] = {
    t.__name__: t for t in (bool, int, float, complex, str, bytes, tuple, frozenset)
}
MUTABLE: dict[str, type] = {t.__name__: t for t in (list, dict, set, bytearray)}

# What tests ask of a text, number or set to be told yes or no, beside operators.
TELLING = frozenset(
    name
    for cls in (str, float, set)
    for name in vars(cls)
    if name.startswith("is") or name in ("startswith", "endswith")
) | {f"__{name}__" for name in (*COMPARISONS, "contains")}

# The same for what extends these; the first that fits is the kind of a class.
CONTENT: dict[str, type] = {
    t.__name__: t
    for t in (
        *(collections.Counter, collections.OrderedDict, collections.defaultdict),
        *(collections.deque, array.array, *MUTABLE.values(), decimal.Decimal, fractions.Fraction),
        *(collections.UserList, collections.UserDict, collections.UserString),
        *(datetime.datetime, datetime.date, datetime.time, datetime.timedelta),
        *(type(pathlib.Path()), pathlib.PurePosixPath, pathlib.PureWindowsPath),
    )
}
_CHANGING = frozenset(
    (
        *("add", "append", "appendleft", "byteswap", "clear", "discard", "extend", "extendleft"),
        *("frombytes", "fromfile", "fromlist", "fromunicode", "insert", "move_to_end", "pop"),
        *("popitem", "popleft", "remove", "reverse", "rotate", "setdefault", "sort", "subtract"),
        *("update", "difference_update", "intersection_update", "symmetric_difference_update"),
    )
)

# What the content of a learner's number, text or collection answers by itself: all but what changes
# it. The argument may be the expected value, and the answer easy to guess.
OF_CONTENT: dict[str, frozenset[str]] = {
    name: frozenset(n for n in dir(t) if n[0] != "_" and n not in _CHANGING)
    for name, t in {**IMMUTABLE, **CONTENT}.items()
}

_EMPTY: dict[str, str] = {}
_EXAMPLES: tuple[Any, ...] = (
    *([], (), "", set(), _EMPTY, range(0), b"", _EMPTY.values(), _EMPTY.items()),
)
_KNOWN: tuple[Any, ...] = (
    *(types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.GeneratorType),
    *(types.CoroutineType, types.AsyncGeneratorType, types.ModuleType, types.CodeType),
    *(types.MappingProxyType, types.MethodDescriptorType, types.WrapperDescriptorType),
    *(types.GetSetDescriptorType, types.MemberDescriptorType, types.MethodWrapperType),
    *(map, filter, zip, enumerate, reversed, property, staticmethod, classmethod, object, slice),
    range,  # a long one
    *(type(iter(x)) for x in _EXAMPLES),
    *(type(_EMPTY.keys()), type(_EMPTY.values()), type(_EMPTY.items()), memoryview, super),
)
KNOWN: dict[str, type] = {t.__name__: t for t in _KNOWN}

_LIBRARY: tuple[type, ...] = (
    *(collections.Counter, collections.OrderedDict, collections.deque, collections.defaultdict),
    *(decimal.Decimal, fractions.Fraction, datetime.date, datetime.datetime, datetime.timedelta),
    *(datetime.time, decimal.InvalidOperation, decimal.DivisionByZero, decimal.DecimalException),
    *(dataclasses.FrozenInstanceError, json.JSONDecodeError, types.NoneType),
)
# Types that are the same on both sides: they travel as their name.
SHARED: dict[str, type] = {
    **{
        name: value
        for name, value in vars(builtins).items()
        if isinstance(value, type) and name == value.__name__  # IOError is only an alias
    },
    **{f"{t.__module__}.{t.__name__}": t for t in _LIBRARY},
}
# Where exception classes come from that are the same on both sides, by their full names.
LIBRARIES = sys.stdlib_module_names | {"numpy", "pandas"}
# Objects that there is one of, on either side.
SINGLE: dict[str, Any] = {"Ellipsis": ..., "NotImplemented": NotImplemented}
SHARED_NAMES: dict[type, str] = {value: name for name, value in SHARED.items()}
KNOWN_NAMES: dict[type, str] = {value: name for name, value in KNOWN.items()}


def specials_of(cls: type, plain: type = object) -> list[str]:
    """Return the special methods that a class has beyond those of `object` and `plain`."""
    found = []
    for name in sorted(SPECIALS):
        method = getattr(cls, name, None)
        if method is None or method is getattr(object, name, None):
            continue
        if plain is object or method is not getattr(plain, name, None):
            found.append(name)
    return found
