"""Makes what a test gets for one object of the learner: a handle, or an exception."""

from __future__ import annotations

import contextlib
from typing import Any

from grader import given_values
from grader.mirror_class import MirrorClass
from grader.mirrors import Mirrors
from grader.raised import stand_in
from grader.remote import Held, Line, hold
from grader.specials import IMMUTABLE

_DEEPEST = 30
_UNDER_WAY: set[tuple[int, int]] = set()


def instance(mirrors: Mirrors, line: Line, number: int, key: object, content: list[Any]) -> Any:
    """Return the handle for one object, or the exception that it stands for.

    Args:
        mirrors: The child's classes.
        line: The channel to the child.
        number: The object's number there.
        key: Its class.
        content: What came with it: nothing; the plain content; arguments and text of an exception.

    Raises:
        ValueError, TypeError, KeyError: The child broke the protocol.
    """
    if type(key) is str and (error := stand_in(key)):
        return error_of(error, line, None, content)
    cls: Any = mirrors.of(key)
    if issubclass(cls, BaseException):
        return error_of(cls, line, number, content)
    given = type.__getattribute__(cls, "_remote_given_")
    if given and not _is_asked_for(cls, given[0], line):
        return _as_given(line, number, given[0])
    plain = next((b for b in IMMUTABLE.values() if issubclass(cls, b)), None)
    if plain is None:
        x = object.__new__(cls)
    else:
        if type(content[0]) is not plain:
            raise TypeError("not the content of its class")
        x = plain.__new__(cls, content[0])
    hold(x, line, number)
    return x


def _is_asked_for(cls: type, given: type, line: Line) -> bool:
    """Say whether the problem asks for a class, or for one between it and that of a given cell."""
    for each in cls.__mro__:
        if each.__name__ in line.classes or getattr(each, "_remote_named_", False):
            return True
        if each.__name__ == given.__name__:
            return False
    return False


def _as_given(line: Line, number: int, cls: type) -> Any:
    """Return an object whose class extends one of a given cell, or has its name, as one of that.

    A problem that does not ask for such a class has no use for what it does in another way.
    """
    here = id(line), number
    if here in _UNDER_WAY or len(_UNDER_WAY) >= _DEEPEST:
        raise ValueError("an object that contains itself")
    _UNDER_WAY.add(here)
    try:
        return given_values.build(cls, line.decode(line.ask("content", number, True)))
    finally:
        _UNDER_WAY.discard(here)


def error_of(cls: type, line: Line, number: int | None, content: list[Any]) -> Any:
    """Return an exception of a class; attributes of a learner's own are asked for."""
    args, text = content
    kind: Any = cls
    base: Any = next(b for b in kind.__mro__ if type(b) is not MirrorClass)
    error: Any = base.__new__(cls, *args)
    if base is cls:
        with contextlib.suppress(TypeError, ValueError):
            error.__init__(*args)
    error.args = tuple(args)
    error._text_ = str(text)[:2000]
    if number is not None:
        error._remote_held_ = Held(line, number)
    return error
