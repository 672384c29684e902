"""Lists, dicts and sets that a test and learner code have in common, in a cell marked `in_place`.

Both sides keep an object of their own for each, under one number. Before the one goes on it tells
the other what its objects hold now, where that is new. Used on both sides of the pipes.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable
from typing import Any

from grader import wire
from grader.specials import MUTABLE

_MOST = 2000
_OURS = 2  # references to an object that only we still have: the table's, an argument's
Told = list[list[Any]]


class Links:
    """The objects of one side.

    Attributes:
        references: What stands for each on the pipes, by its `id`.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self.references: dict[int, Any] = {}
        self._objects: dict[int, Any] = {}
        self._known: dict[int, Any] = {}
        self._next = 0

    def __getitem__(self, number: int) -> Any:
        return self._objects[number]

    def __contains__(self, number: int) -> bool:
        return number in self._objects

    def add(self, x: Any) -> None:
        """Link an object, if it can change, and those within it that can."""
        if id(x) in self.references or len(self._objects) >= _MOST:
            return
        if type(x) in MUTABLE.values():
            self.references[id(x)] = wire.reference("linked", self._next)
            self._objects[self._next] = x
            self._next += 1
        if type(x) in (list, tuple, dict):
            for item in list(x.values() if type(x) is dict else x):
                self.add(item)

    def unused(self) -> list[int]:
        """Return the numbers of those that nobody but this table has any more."""
        return [n for n in self._objects if sys.getrefcount(self._objects[n]) <= _OURS]

    def drop(self, numbers: list[int]) -> None:
        """Link these no longer."""
        for number in numbers:
            del self.references[id(self._objects.pop(number))]
            self._known.pop(number, None)

    def fresh(self) -> list[str]:
        """Return the types of those that the other side does not know yet, in their order."""
        return [type(x).__name__ for n, x in self._objects.items() if n not in self._known]

    def changes(self, encode: Callable[[Any], Any]) -> Told:
        """Return number and content of those that have changed since the other side knew."""
        found = []
        for number, x in self._objects.items():
            content = encode(copy.copy(x))  # the copy goes by value, what is linked in it does not
            if content != self._known.get(number):
                self._known[number] = content
                found.append([number, content])
        return found

    def take(self, told: Told, decode: Callable[[Any], Any], encode: Callable[[Any], Any]) -> None:
        """Let objects hold what the other side says.

        Raises:
            LookupError, TypeError, ValueError: It is no such content.
        """
        for number, content in told:
            x, now = self._objects[number], decode(content)
            if type(x) is not type(now):
                raise TypeError("another type")
            if type(x) in (list, bytearray):
                x[:] = now
            else:
                x.clear()
                x.update(now)
        for number, _ in told:
            self._known[number] = encode(copy.copy(self._objects[number]))
