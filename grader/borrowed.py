"""Stand-ins for objects of the test, in the learner's process; `lending` is the judge's side."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from grader.specials import SPECIALS

CallBack = Callable[[int, tuple[Any, ...], dict[str, Any]], Any]


class Borrowed:
    """Stands for an object that stays in the judge: each use is a message."""

    def __init__(self, call_back: CallBack, number: int) -> None:
        self.__dict__.update(_call_back=call_back, _number=number)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._call_back(self._number, ("get", name), {})

    def __setattr__(self, name: str, value: Any) -> None:
        self._call_back(self._number, ("set", name, value), {})


def number_of(x: Borrowed) -> int:
    """Return the number that the judge knows it by."""
    number: int = x.__dict__["_number"]
    return number


def stand_in(call_back: CallBack, number: int, name: str, uses: list[Any]) -> Borrowed:
    """Return the stand-in for an object of the judge.

    Args:
        call_back: Sends a use of it.
        number: The judge's number.
        name: Of its class.
        uses: The special methods of its class.
    """
    return _class(name, tuple(uses))(call_back, number)


@functools.lru_cache(200)
def _class(name: str, uses: tuple[str, ...]) -> type[Borrowed]:
    return type(
        name, (Borrowed,), {use: _method(use.strip("_")) for use in uses if use in SPECIALS}
    )


def _method(name: str) -> Callable[..., Any]:
    def method(self: Any, *operands: Any, **keywords: Any) -> Any:
        if name == "exit":  # frames stay here
            operands = (*operands[:2], None)
        return self._call_back(self._number, (name, *operands), keywords)

    return method
