"""Objects of a test's own that it passes to learner code: they stay in the judge.

Learner code gets a stand-in (`borrowed`), whose uses become calls of `use`. It may read and set
public attributes of instances of the test's classes and of a few kinds of the library, and walk
iterators and views. Names with an underscore, modules, frames and whatever else leads to the test
are out of reach, and so is all that a mock tells the test about its calls.
"""

from __future__ import annotations

import contextlib
import io
import random
import types
from collections.abc import Callable, ItemsView, KeysView, ValuesView
from typing import Any

from grader.operators import OPERATORS
from grader.own_failure import MARK
from grader.specials import ARITHMETIC, specials_of

_LIBRARY = (
    *(io.StringIO, io.BytesIO, random.Random, types.SimpleNamespace, types.MappingProxyType),
)
_VIEWS = (KeysView, ValuesView, ItemsView)
_MANAGERS = (contextlib._GeneratorContextManager, contextlib.nullcontext)
_ENTERS = frozenset(("__enter__", "__exit__"))
_WALKS = frozenset(("__iter__", "__next__", "__len__", "__contains__", "__reversed__"))


def _is_mock(x: object) -> bool:
    return any(cls.__module__ == "unittest.mock" for cls in type(x).__mro__)


def _is_open(x: object) -> bool:
    return type(x).__module__ == "__main__" or isinstance(x, _LIBRARY) or _is_mock(x)


def may_lend(x: object) -> bool:
    """Say whether learner code may use an object of the test."""
    return (
        type(x) is object
        or _is_open(x)
        or hasattr(type(x), "__next__")
        or isinstance(x, (*_VIEWS, *_MANAGERS))
    )


def uses_of(x: object) -> list[str]:
    """Return the special methods that the stand-in has."""
    found = specials_of(type(x))
    allowed = _ENTERS if isinstance(x, _MANAGERS) else _WALKS
    return found if _is_open(x) else [name for name in found if name in allowed]


def use(x: Any, name: str, *operands: Any, **keywords: Any) -> Any:
    """Do what learner code asks of a lent object.

    Args:
        x: The object.
        name: `get`, `set`, or a special method without its underscores.
        operands: As for that.
        keywords: Of a call.

    Raises:
        AttributeError: It has no such public attribute, or not for learners.
        TypeError: It cannot do that.
    """
    if name == "call" and "__call__" in uses_of(x):
        return x(*operands, **keywords)
    try:
        return _use(x, name, operands)
    except (AttributeError, TypeError) as error:  # it is the learner who asked for it
        error.__dict__[MARK] = True
        raise


def _use(x: Any, name: str, operands: tuple[Any, ...]) -> Any:
    if name in ("get", "set"):
        return _attribute(x, *operands)
    if f"__{name}__" not in uses_of(x):
        raise TypeError(f"a {type(x).__name__} cannot do this")
    if name == "next":
        return next(x)
    if name[0] == "r" and name[1:] in ARITHMETIC:
        return OPERATORS[name[1:]](operands[0], x)
    how: Callable[..., Any] = OPERATORS[name]
    return how(x, *operands)


def _attribute(x: Any, name: str, *value: Any) -> Any:
    hidden = not _is_open(x) or name.startswith("_")
    of_class = getattr(type(x), name, None)
    if hidden or (_is_mock(x) and (value or of_class is not None)):
        raise AttributeError(f"{type(x).__name__!r} object has no attribute {name!r}")
    if not value:
        return getattr(x, name)
    if callable(of_class):
        raise AttributeError(f"{type(x).__name__!r} object attribute {name!r} is read-only")
    return setattr(x, name, *value)
