"""Exceptions of learner code, as they come out in the judge: builtin classes only."""

from __future__ import annotations

import builtins
import contextlib
from dataclasses import dataclass
from typing import Any


class LearnerError(Exception):
    """Learner code raised something that is no builtin exception, or an AssertionError."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What the child said about an exception; unchecked text of the learner, of checked types."""

    name: str
    text: str
    cell: str | None
    line: int | None
    variables: dict[str, str]


def _is_rebuildable(cls: object) -> bool:
    if not (isinstance(cls, type) and issubclass(cls, Exception)):
        return False
    if cls in (Exception, AssertionError):
        return False
    try:
        return type(cls("x")) is cls
    except TypeError:  # the UnicodeError family, ExceptionGroup
        return False


_REBUILDABLE: dict[str, type[Exception]] = {
    name: cls for name, cls in vars(builtins).items() if _is_rebuildable(cls)
}


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

    The first builtin class of the MRO is taken, so a learner's `class TooSmall(ValueError)`
    arrives as a ValueError.

    Args:
        fields: Class names, arguments, text and place, from the child; anything at all.

    Raises:
        ValueError, TypeError, IndexError, AttributeError: The fields are forged.
    """
    names, arguments, raised = _checked(fields)
    cls = next((_REBUILDABLE[name] for name in names if name in _REBUILDABLE), LearnerError)
    if arguments and cls is not LearnerError:
        with contextlib.suppress(TypeError, ValueError):
            return cls(*arguments), raised
    return cls(raised.text), raised
