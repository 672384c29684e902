"""Which of the answer's names the judge knows, and whether what it knows still stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import FunctionType, NoneType
from typing import Any

_SETTLED = (FunctionType, NoneType, bool, int, float, str)
"""What does not change but by another object in its place."""
_ABSENT = object()


class Told:
    """What was last said of some names; kept beside the learner's code."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._told: dict[str, Any] = {}

    def note(self, names: Sequence[str], space: Mapping[str, Any]) -> None:
        """Keep what these names stand for now, in place of what was kept before."""
        self._told = {name: space.get(name, _ABSENT) for name in names}

    def stands(self, space: Mapping[str, Any]) -> bool:
        """Say whether asking for the same names again would bring nothing new."""
        return bool(self._told) and all(
            space.get(name, _ABSENT) is value and type(value) in _SETTLED
            for name, value in self._told.items()
        )
