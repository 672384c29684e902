"""Instances of the instructor's classes cross as their content, and only as that."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pytest

from grader.given_values import build, state


@dataclass
class Point:
    x: int
    y: int

    def total(self) -> int:
        return self.x + self.y

    @property
    def first(self) -> int:
        return self.x

    @cached_property
    def double(self) -> int:
        return 2 * self.x


@dataclass(frozen=True, slots=True)
class Fixed:
    x: int


class Pair(NamedTuple):
    x: int
    y: int


class Color(enum.Enum):
    RED = 1


class Bag(list[int]):
    pass


class Named(dict[str, int]):
    pass


@pytest.mark.parametrize(
    "value",
    [Point(1, 2), Fixed(3), Pair(1, 2), Color.RED, Bag([1, 2]), Named(a=1)],
)
def test_what_goes_over_comes_back_equal(value: Any) -> None:
    back = build(type(value), state(value))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    ("cls", "content"),
    [
        (Point, [{"total": 3}, None]),
        (Point, [{"first": 3}, None]),
        (Point, [{"__class__": Fixed}, None]),
        (Point, [3, None]),
        (Point, []),
        (Color, ["BLUE", None]),
        (Pair, [{}, 5]),
    ],
)
def test_forged_content_is_refused(cls: type, content: Any) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError, KeyError)):
        build(cls, content)


def test_what_the_class_computes_and_keeps_is_computed_anew() -> None:
    point = Point(2, 3)
    assert point.double == 4
    assert build(Point, state(point)) == point
    assert build(Point, [{"x": 2, "y": 3, "double": 99}, None]).double == 4
