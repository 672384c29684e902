"""Standard input of learner code: what the test has put in the place of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

_READ = -3  # what the judge calls for it


class Keyboard(io.TextIOBase):
    """Asks the judge for each line; without a text of the test it is at its end."""

    def __init__(self, call_back: Callable[[int, tuple[Any, ...], dict[str, Any]], Any]) -> None:
        """Begin.

        Args:
            call_back: Calls a function of the judge, by its number.
        """
        self._call_back = call_back

    def readable(self) -> bool:
        """Say yes."""
        return True

    def read(self, size: int | None = -1, /) -> str:
        """Return what is left, or so many characters of it."""
        return self._ask("read", -1 if size is None else size)

    def _ask(self, how: str, size: int) -> str:
        return str(self._call_back(_READ, (how, size), {}))

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """Return the next line, or so many characters of it; empty at the end."""
        return self._ask("readline", size)
