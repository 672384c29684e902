"""Makes what a test gets for one object of the learner: a handle, or an exception."""

from __future__ import annotations

import contextlib
from typing import Any

from grader.mirror_class import MirrorClass
from grader.mirrors import Mirrors
from grader.raised import stand_in
from grader.remote import Held, Line, hold
from grader.specials import IMMUTABLE


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
    plain = next((b for b in IMMUTABLE.values() if issubclass(cls, b)), None)
    if plain is None:
        x = object.__new__(cls)
    else:
        if type(content[0]) is not plain:
            raise TypeError("not the content of its class")
        x = plain.__new__(cls, content[0])
    hold(x, line, number)
    return x


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
