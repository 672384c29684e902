"""What a test holds of a learner's object: a handle whose uses become messages.

The learner's own comparison is asked only where the test made the object itself, or where both
sides are of a class that the test names. Everywhere else `==` is identity, or equality of the
plain content where the object is a kind of number, text or container. So it is with what tells yes
or no of a text, number or set, as `startswith`, and with what such a content answers itself.
"""

from __future__ import annotations

import contextlib
from types import BuiltinFunctionType, ModuleType
from typing import Any, ClassVar, Protocol

from grader.specials import TELLING


class Line(Protocol):
    """What a handle needs of a channel.

    Attributes:
        steps_singly: No item of an iterator is fetched ahead.
        classes: Names of the classes that the problem asks for.
    """

    steps_singly: bool
    classes: frozenset[str]

    def ask(self, operation: str, *arguments: Any) -> Any:
        """Send a request and return the raw reply."""
        ...

    def encode(self, value: Any) -> Any:
        """Return data for the child."""
        ...

    def argument(self, value: Any) -> Any:
        """Return data for the child, of what may become one object for both sides."""
        ...

    def decode(self, data: Any) -> Any:
        """Return plain data or handles."""
        ...

    def given_classes(self, names: list[Any]) -> list[type]:
        """Return the judge's own of the classes that given cells define, by their names."""
        ...

    def taken(self, number: int) -> list[Any]:
        """Return the items fetched ahead of an iterator."""
        ...


class Held:
    """Where the object of a handle is, and whether the test itself constructed it."""

    __slots__ = ("line", "made", "number")

    def __init__(self, line: Line, number: int) -> None:
        self.line, self.number, self.made = line, number, False

    def operate(self, name: str, *operands: Any) -> Any:
        """Apply an operator in the child."""
        encoded = [self.line.argument(x) for x in operands]
        return self.line.decode(self.line.ask("operator", name, encoded))


_SLOT = "_remote_held_"
_HERE = ("__copy__", "__deepcopy__", "__dataclass_fields__")


def held(x: object) -> Held:
    """Return where the object of a handle is."""
    found: Held = object.__getattribute__(x, _SLOT)
    return found


def hold(x: object, line: Line, number: int) -> None:
    """Make `x`, fresh from its class, a handle."""
    object.__setattr__(x, _SLOT, Held(line, number))


def is_remote(x: object) -> bool:
    """Say whether `x` is a handle on an object that is no class."""
    return issubclass(type(x), Remote)


def call(line: Line, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call the learner's object."""
    positional = [line.argument(a) for a in args]
    keywords = {key: line.argument(value) for key, value in kwargs.items()}
    return line.decode(line.ask("call", number, positional, keywords))


class Remote:
    """Handle on an object in the learner's process; its classes are made by `mirrors`."""

    __slots__ = ()
    _remote_shown_: ClassVar[type | None] = None
    _remote_own_: ClassVar[frozenset[str]] = frozenset()
    _remote_tells_: ClassVar[frozenset[str]] = TELLING

    def __getattribute__(self, name: str) -> Any:
        """Read an attribute of the learner's object."""
        if name == "__class__":
            return type(self)._remote_shown_ or type(self)
        if name in _HERE or name in type(self)._remote_own_:
            with contextlib.suppress(AttributeError):
                return object.__getattribute__(self, name)
        if name.startswith("__array_"):  # numpy asks everything for these
            raise AttributeError(name)
        here = held(self)
        if name in type(self)._remote_tells_ and not decides(self):
            return object.__getattribute__(self, name)
        value = here.line.decode(here.line.ask("attribute", here.number, name))
        if name == "__globals__" and type(value) is dict:
            value.pop("__builtins__", None)  # a handle on them is none for `eval`
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        here = held(self)
        here.line.ask("set", here.number, name, here.line.argument(value))

    def __delattr__(self, name: str) -> None:
        held(self).operate("delattr", self, name)

    def __dir__(self) -> Any:
        return held(self).operate("dir", self)

    def __copy__(self) -> Any:
        return _as_made(held(self).operate("copy", self), self)

    def __deepcopy__(self, memo: object) -> Any:
        return _as_made(held(self).operate("deepcopy", self), self)

    def __repr__(self) -> str:
        return described(self)

    def __eq__(self, other: object) -> Any:
        return same(self, other)

    def __hash__(self) -> int:
        return hash(held(self).number)


class RemoteObject(Remote):
    """Handle on an object that is no kind of number, text, tuple or frozenset."""

    __slots__ = ("__weakref__", _SLOT)


def _as_made(copy: Any, original: Remote) -> Any:
    if is_remote(copy) and type(copy) is type(original):
        held(copy).made = held(original).made
    return copy


def decides(x: Remote) -> bool:
    """Say whether learner code answers for an object that is a kind of number, text or container.

    So it does for what the test made, and for a class that the problem asks for.
    """
    return held(x).made or is_named(type(x))


def described(x: object) -> str:
    """Return the text that a handle is shown with; asks nobody."""
    return f"<{type(x).__name__} object>"


def same(x: object, y: object) -> bool:
    """Return `x is y`, where two handles on one object are the same.

    A module or function of the library is on both sides, and is known by its name.
    """
    if is_remote(x) and is_remote(y):
        here, there = held(x), held(y)
        return here.line is there.line and here.number == there.number
    if is_remote(x) or is_remote(y):
        name = _name_in_library(x)
        return name is not None and name == _name_in_library(y)
    return x is y


def _name_in_library(x: Any) -> tuple[Any, ...] | None:
    match x:
        case ModuleType():
            return (x.__name__,)
        case BuiltinFunctionType():
            return x.__module__, x.__qualname__
    return None


def is_named(cls: type) -> bool:
    """Say whether a class, or one that it extends, is one that the problem asks for."""
    return any(
        getattr(base, "_remote_named_", False) for base in type.__getattribute__(cls, "__mro__")
    )
