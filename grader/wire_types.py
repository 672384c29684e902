"""Types with parameters, as annotations have them: `list[int]`, `Optional[str]`, `int | None`.

They cross as the name of what is parametrised and the parameters. `build` is part of the trust
boundary: whatever it is given, the result is such a type or there is an error.
"""

from __future__ import annotations

import functools
import operator
import types
import typing
from typing import Any

_SPECIAL = ("Any", "NoReturn", "Never", "Self")


def form(x: Any) -> tuple[Any, list[Any]] | None:
    """Return what is parametrised, a name or a class, and the parameters; None for other values."""
    if type(x) is types.GenericAlias:
        return x.__origin__, list(x.__args__)
    if type(x) is types.UnionType:
        return "|", list(x.__args__)
    if type(x).__module__ != "typing":
        return None
    if any(x is getattr(typing, name) for name in _SPECIAL):
        return next(name for name in _SPECIAL if x is getattr(typing, name)), []
    name, arguments = getattr(x, "_name", None), typing.get_args(x)
    if typing.get_origin(x) is typing.Union:
        return "Union", list(arguments)
    if typing.get_origin(x) is typing.Literal:
        return "Literal", list(arguments)
    return (name, list(arguments)) if name in typing.__all__ and arguments else None


def build(origin: Any, arguments: Any) -> Any:
    """Return the type that a form stands for.

    Raises:
        TypeError, AttributeError: There is no such type.
    """
    if type(arguments) is not list or len(arguments) > 50:
        raise TypeError("no parameters of a type")
    if origin == "|":
        return functools.reduce(operator.or_, arguments)
    if type(origin) is str:
        if origin not in typing.__all__:
            raise TypeError("no type of typing")
        kind = getattr(typing, origin)
        return kind if origin in _SPECIAL and not arguments else kind[tuple(arguments)]
    if not isinstance(origin, type):
        raise TypeError("no class")
    return types.GenericAlias(origin, tuple(arguments))
