"""What styles of help change: shares less those of the learners who were held out.

The interval is Newcombe's hybrid score at 95 % (Statistics in Medicine 17, 1998, 873-890, method
10), made of the intervals of the two shares. It needs that both are of other learners: who is held
out is so on all problems.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from .help_effect import DRAWN, HELD_OUT, STYLE, Figure, Group


@dataclass(frozen=True, slots=True)
class Difference:
    """The outcomes of a group less those of another one; each `n` is that of the smaller."""

    name: str
    unaided: Figure
    better: Figure


def differences(groups: Sequence[Group]) -> list[Difference]:
    """Return what all drawn styles and each of them change against the held out."""
    return [found for _, found in against_held_out(groups)]


def against_held_out(groups: Sequence[Group]) -> list[tuple[Group, Difference]]:
    """Return each style and all drawn ones together, with what they change against the held out."""
    held = next(g for g in groups if g.name == HELD_OUT)
    drawn = [g for g in groups if g.name == DRAWN or g.name.startswith(STYLE)]
    return [(g, between(g, held)) for g in drawn]


def between(one: Group, other: Group) -> Difference:
    """Return the outcomes of one group less those of the other, of other learners."""
    name = f"{one.name} less {other.name}"
    return Difference(name, less(one.unaided, other.unaided), less(one.better, other.better))


def less(one: Figure, other: Figure) -> Figure:
    """Return the difference of two shares in [-1, 1]; hidden where one of them is.

    >>> found = less(Figure(70, 0.8, 0.6921, 0.8769), Figure(80, 0.6, 0.4905, 0.7003))
    >>> round(found.value, 4), round(found.low, 3), round(found.high, 3)
    (0.2, 0.053, 0.334)
    """
    n = min(one.n, other.n)
    if one.value is None or other.value is None:
        return Figure(n)
    value = one.value - other.value
    down = hypot(one.value - (one.low or 0.0), (other.high or 0.0) - other.value)
    up = hypot((one.high or 0.0) - one.value, other.value - (other.low or 0.0))
    return Figure(n, value, value - down, value + up)
