"""Exceptions of learner code, as they come out in the judge: classes of Python's own.

A learner's own exception class gets a counterpart, see `mirrors`.
"""

from __future__ import annotations

import contextlib
import json
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grader.specials import LIBRARIES, SHARED


class LearnerError(Exception):
    """Learner code raised something that is no `Exception`, and must not end the judge."""


class LearnerExit(SystemExit, LearnerError):
    """Learner code called `exit`: `except SystemExit` in a test catches it."""


class LearnerInterrupt(KeyboardInterrupt, LearnerError):
    """Learner code raised KeyboardInterrupt."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What the child said about an exception; unchecked text of the learner, of checked types."""

    name: str
    text: str
    cell: str | None
    line: int | None
    variables: dict[str, str]


_SLOTS = (types.MemberDescriptorType, types.GetSetDescriptorType)
# Those that cannot be made of one text.
_UNUSUAL: dict[type[Exception], Callable[[str], Exception]] = {
    json.JSONDecodeError: lambda text: json.JSONDecodeError(text, "", 0),
    UnicodeDecodeError: lambda text: UnicodeDecodeError("text", b"?", 0, 1, text),
    UnicodeEncodeError: lambda text: UnicodeEncodeError("text", "?", 0, 1, text),
}


def _is_rebuildable(cls: object) -> bool:
    if not (isinstance(cls, type) and issubclass(cls, Exception)):
        return False
    try:
        return type(cls("x")) is cls
    except TypeError:  # ExceptionGroup, and those of `_UNUSUAL`
        return cls in _UNUSUAL


_REBUILDABLE: dict[str, type[Exception]] = {
    **{name: cls for name, cls in SHARED.items() if _is_rebuildable(cls)},
    **{"SystemExit": LearnerExit, "KeyboardInterrupt": LearnerInterrupt},
}


def stand_in(name: object) -> type[Exception] | None:
    """Return the class that an exception class of Python's own is raised as; None for others."""
    if name in ("BaseException", "GeneratorExit", "BaseExceptionGroup", "ExceptionGroup"):
        return LearnerError
    return _REBUILDABLE.get(name) if type(name) is str else None


def of_library(name: str) -> type[Exception] | None:
    """Return the exception class of a library by its full name, where a test can name it too.

    Not of unittest: a test that learner code could skip would not have failed.
    """
    module, _, last = name.rpartition(".")
    found = getattr(sys.modules.get(module), last, None)
    first = module.split(".")[0]
    if first == "unittest" or first not in LIBRARIES:
        return None
    return found if isinstance(found, type) and issubclass(found, Exception) else None


def _checked(fields: list[Any]) -> tuple[list[str], list[Any], Raised]:
    names, arguments, text, place = fields
    names = [_string(name, 80) for name in names[:12]]
    scalars = (str, int, float, bool, type(None))
    arguments = [a for a in arguments[:4] if type(a) in scalars]
    cell, line, variables = place or ("", None, {})
    raised = Raised(
        name=names[0],
        text=_string(text, 2000),
        cell=_string(cell, 200) or None,
        line=line if type(line) is int and 0 < line < 1_000_000 else None,
        variables={_string(k, 80): _string(v, 200) for k, v in list(variables.items())[:12]},
    )
    return names, arguments, raised


def _string(x: Any, limit: int) -> str:
    if type(x) is not str:
        raise TypeError("not a text")
    return x[:limit]


def rebuild(fields: list[Any]) -> tuple[Exception, Raised]:
    """Return the exception to raise in the test, and what the child said about it.

    The first class of the MRO that is Python's own is taken.

    Args:
        fields: Class names, arguments, text and place, from the child; anything at all.

    Raises:
        ValueError, TypeError, IndexError, AttributeError: The fields are forged.
    """
    names, arguments, raised = _checked(fields)
    return _error(names, arguments, raised.text), raised


def with_members(error: Exception, text: str, members: list[Any]) -> Exception:
    """Return an exception group in the place of what stands for one, where it has members."""
    if type(error) is LearnerError and members and all(isinstance(m, Exception) for m in members):
        return ExceptionGroup(str(error.args[0] if error.args else text), members)
    return error


def add(error: Exception, chain: tuple[Any, Any, Any], notes: Any, more: Any) -> None:
    """Put onto an exception what belongs to it.

    Args:
        error: The exception.
        chain: Cause, context, and whether the context is hidden.
        notes: Texts added to it.
        more: Attributes of Python's own classes.

    Raises:
        TypeError, AttributeError: They are forged.
    """
    cause, context, hidden = chain
    error.__cause__, error.__context__ = cause, cause if context is True else context
    error.__suppress_context__ = hidden is True
    for note in notes:
        error.add_note(_string(note, 2000))
    for name, value in more.items():
        is_told = type(getattr(type(error), name, None)) in _SLOTS or name in vars(error)
        if type(value) in (str, int) and is_told:
            with contextlib.suppress(TypeError, AttributeError):
                setattr(error, name, value)


def told(error: Exception, number: int) -> list[Any]:
    """Return what learner code is told of an exception in a function of the test, beside its class.

    Args:
        error: The exception.
        number: By which the child says that it has let it pass.
    """
    plain = all(type(a) in (str, int, float, bool, type(None)) for a in error.args)
    arguments = list(error.args[:4]) if plain else [str(error)]
    return [[a[:2000] if type(a) is str else a for a in arguments], number]


def _error(names: list[str], arguments: list[Any], text: str) -> Exception:
    found = (stand_in(name) for name in names)
    cls = next((c for c in found if c), LearnerError)
    if cls in _UNUSUAL:
        return _UNUSUAL[cls](text)
    if arguments and (cls is not LearnerError or "ExceptionGroup" in names):
        with contextlib.suppress(TypeError, ValueError):
            return cls(*arguments)
    return cls(text)
