"""What a test holds of a learner's object: a handle whose uses become messages.

`==` is identity, or equality of the plain content where the object is a kind of number, text or
container: the learner's own `__eq__` is never asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

_FIRST_BATCH, _LARGEST_BATCH = 1, 512


class Line(Protocol):
    """What a handle needs of a channel."""

    def ask(self, operation: str, *arguments: Any) -> Any:
        """Send a request and return the raw reply."""
        ...

    def encode(self, value: Any) -> Any:
        """Return data for the child."""
        ...

    def decode(self, data: Any) -> Any:
        """Return plain data or handles."""
        ...


class Remote:
    """Handle on an object in the learner's process."""

    __slots__ = ("_content", "_line", "_number", "_type_name")

    def __init__(self, line: Line, number: int, type_name: str, content: tuple[Any, ...]) -> None:
        object.__setattr__(self, "_line", line)
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "_type_name", type_name)
        object.__setattr__(self, "_content", content)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the learner's object; its exceptions come out as builtin classes."""
        encode = self._line.encode
        keywords = {key: encode(value) for key, value in kwargs.items()}
        return self._ask("call", [encode(a) for a in args], keywords)

    def _ask(self, operation: str, *arguments: Any) -> Any:
        return self._line.decode(self._line.ask(operation, self._number, *arguments))

    def _operate(self, name: str, *operands: Any) -> Any:
        encoded = [self._line.encode(x) for x in operands]
        return self._line.decode(self._line.ask("operator", name, self._number, encoded))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._ask("attribute", name)

    def __setattr__(self, name: str, value: Any) -> None:
        raise TypeError("a test cannot set attributes of a learner's object")

    def __getitem__(self, key: Any) -> Any:
        return self._content[0][key] if self._content else self._operate("getitem", key)

    def __contains__(self, item: Any) -> bool:
        if self._content:
            return item in self._content[0]
        return self._operate("contains", item) is True

    def __len__(self) -> int:
        if self._content:
            return len(self._content[0])
        length = self._operate("length_hint")
        return length if type(length) is int and length >= 0 else 0

    def __bool__(self) -> bool:
        return bool(self._content[0]) if self._content else True

    def __iter__(self) -> Iterator[Any]:
        if self._content:
            return iter(self._content[0])
        return self._batches()

    def _batches(self) -> Iterator[Any]:
        walker, size = self._ask("iterate"), _FIRST_BATCH
        while True:
            items = walker._ask("take", size) if type(walker) is Remote else None
            if type(items) is not list:
                raise TypeError("not a collection")
            yield from items
            if len(items) < size:
                return
            size = min(2 * size, _LARGEST_BATCH)

    def __next__(self) -> Any:
        items = self._ask("take", 1)
        if type(items) is not list or not items:
            raise StopIteration
        return items[0]

    def __eq__(self, other: object) -> bool:
        if self._content:
            theirs = other._content[:1] if type(other) is Remote else (other,)
            return bool(theirs) and bool(self._content[0] == theirs[0])
        return type(other) is Remote and (other._line, other._number) == (self._line, self._number)

    def __hash__(self) -> int:
        return hash(self._content[0]) if self._content else hash(self._number)

    def __repr__(self) -> str:
        return repr(self._content[0]) if self._content else f"<{self._type_name} object>"
