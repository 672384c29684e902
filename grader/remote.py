"""What a test holds of a learner's object: a handle whose uses become messages.

The learner's own comparison is asked only where the test made the object itself, or where both
sides are of a class that the test names. Everywhere else `==` is identity, or equality of the
plain content where the object is a kind of number, text or container. So it is with what tells yes
or no of a text, number or set, as `startswith`.
"""

from __future__ import annotations

import contextlib
from typing import Any, ClassVar, Protocol

from grader.specials import MUTABLE, TELLING


class Line(Protocol):
    """What a handle needs of a channel."""

    in_place: bool

    def ask(self, operation: str, *arguments: Any) -> Any:
        """Send a request and return the raw reply."""
        ...

    def encode(self, value: Any) -> Any:
        """Return data for the child."""
        ...

    def decode(self, data: Any) -> Any:
        """Return plain data or handles."""
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
        encoded = [self.line.encode(x) for x in operands]
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
    """Call the learner's object; where the test cell wants it, arguments change in place."""
    positional = [line.encode(a) for a in args]
    keywords = {key: line.encode(value) for key, value in kwargs.items()}
    if not line.in_place:
        return line.decode(line.ask("call", number, positional, keywords))
    result, kept = line.decode(line.ask("call_in_place", number, positional, keywords))
    for argument, now in zip(args, kept, strict=True):
        _put_back(argument, now)
        if result is now and type(argument) is type(now) and type(now) in MUTABLE.values():
            result = argument  # the learner's code gave back what it was given
    return result


def _put_back(argument: Any, now: Any) -> None:
    if type(argument) is not type(now):
        return
    if type(argument) in (list, bytearray):
        argument[:] = now
    elif type(argument) in (dict, set):
        argument.clear()
        argument.update(now)


class Remote:
    """Handle on an object in the learner's process; its classes are made by `mirrors`."""

    __slots__ = ()
    _remote_shown_: ClassVar[type | None] = None
    _remote_own_: ClassVar[frozenset[str]] = frozenset()

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
        if name in TELLING and not (here.made or is_named(type(self))):
            return object.__getattribute__(self, name)
        return here.line.decode(here.line.ask("attribute", here.number, name))

    def __setattr__(self, name: str, value: Any) -> None:
        here = held(self)
        here.line.ask("set", here.number, name, here.line.encode(value))

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
        return is_remote(other) and same(self, other)

    def __hash__(self) -> int:
        return hash(held(self).number)


class RemoteObject(Remote):
    """Handle on an object that is no kind of number, text, tuple or frozenset."""

    __slots__ = ("__weakref__", _SLOT)


def _as_made(copy: Any, original: Remote) -> Any:
    if is_remote(copy) and type(copy) is type(original):
        held(copy).made = held(original).made
    return copy


def described(x: object) -> str:
    """Return the text that a handle is shown with; asks nobody."""
    return f"<{type(x).__name__} object>"


def same(x: object, y: object) -> bool:
    """Return `x is y`, where two handles on one object are the same."""
    if is_remote(x) and is_remote(y):
        here, there = held(x), held(y)
        return here.line is there.line and here.number == there.number
    return x is y


def is_named(cls: type) -> bool:
    """Say whether a class, or one that it extends, is one that the problem asks for."""
    return any(
        getattr(base, "_remote_named_", False) for base in type.__getattribute__(cls, "__mro__")
    )
