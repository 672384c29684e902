"""Functions of a test that learner code may call, by number."""

from __future__ import annotations

from types import MethodType
from typing import Any


class Callbacks:
    """Keeps what was given out; one function has one number, and so is one for learner code too."""

    def __init__(self) -> None:
        self._kept: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, number: int) -> Any:
        return self._kept[number]

    def number(self, value: Any) -> int:
        """Return the number of a function; a method is a new object each time it is read.

        >>> kept, words = Callbacks(), []
        >>> kept.number(len), kept.number(words.append), kept.number(len)
        (0, 1, 0)
        """
        method = isinstance(value, MethodType)
        key: Any = (id(value.__self__), id(value.__func__)) if method else id(value)
        number = self._numbers.setdefault(key, len(self._kept))
        if number == len(self._kept):
            self._kept.append(value)
        return number
