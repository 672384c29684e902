"""The calls that a learner's tests made of an author's functions, with what each gave.

A test that fails by chance, by the clock or by the number of its process has noticed nothing: what
it was told is what the right function tells as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader import wire
from grader.end import Dead

Functions = Mapping[str, Callable[..., Any]]


class Calls:
    """What tests called, in order."""

    def __init__(self) -> None:
        self._made: list[tuple[str, tuple[Any, ...], dict[str, Any], Any]] = []

    def noting(self, functions: Functions) -> dict[str, Callable[..., Any]]:
        """Return the functions so that each call of them is remembered."""
        return {name: self._noting(name, function) for name, function in functions.items()}

    def _noting(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                result = function(*args, **kwargs)
            except BaseException as error:
                self._made.append((name, args, kwargs, _raised(error)))
                raise
            self._made.append((name, args, kwargs, _returned(result)))
            return result

        return call

    def tell_apart(self, functions: Functions) -> bool:
        """Say whether other functions give something else for one of the same calls."""
        return any(
            _outcome(functions[name], args, kwargs) != gave
            for name, args, kwargs, gave in self._made
        )


def _outcome(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    try:
        return _returned(function(*args, **kwargs))
    except Dead:
        raise
    except Exception as error:  # noqa: BLE001 - the author's function, any exception
        return _raised(error)


def _returned(value: Any) -> Any:
    return wire.encode(value, lambda part: [type(part).__name__, repr(part)])


def _raised(error: BaseException) -> tuple[str, str]:
    return type(error).__name__, str(error)
