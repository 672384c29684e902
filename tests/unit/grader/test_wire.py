"""The codec: what goes in comes out, and nothing but plain data ever comes out."""

from __future__ import annotations

import array
import collections
import datetime
import decimal
import fractions
import pathlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import wire

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.complex_numbers(allow_nan=False)
    | st.fractions()
)
hashable = st.recursive(scalars, lambda inner: st.tuples(inner, inner), max_leaves=5)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(hashable, inner, max_size=4)
        | st.sets(hashable, max_size=4)
        | st.frozensets(hashable, max_size=4)
    ),
    max_leaves=20,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=30,
)
kinds = st.sampled_from(
    [
        *("Counter", "deque", "Fraction", "Decimal", "date", "time", "timedelta", "range", "Path"),
        *("array", "UserList", "UserDict", "UserString", "timezone"),
    ]
)
tagged = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**70) | st.text(max_size=5),
    lambda inner: st.tuples(st.integers(-1, 14), st.lists(inner | kinds, max_size=4)).map(
        lambda pair: [pair[0], *pair[1]]
    ),
    max_leaves=30,
)
EXACT = {
    *(type(None), bool, int, float, str, bytes, complex, list, tuple, set, frozenset, dict),
    *(fractions.Fraction, decimal.Decimal, collections.Counter, collections.OrderedDict),
    *(collections.deque, collections.defaultdict, range, bytearray, type(pathlib.Path())),
    *(pathlib.PurePosixPath, pathlib.PureWindowsPath),
    *(datetime.date, datetime.datetime, datetime.time, datetime.timedelta, array.array),
    *(collections.UserList, collections.UserDict, collections.UserString, datetime.timezone),
}


def refuse(x: Any) -> Any:
    raise wire.WireError("opaque")


def round_trip(x: Any) -> Any:
    return wire.decode(wire.unpack(wire.pack(wire.encode(x, refuse))[4:]), refuse)


def only_exact(x: Any) -> bool:
    if type(x) not in EXACT:
        return False
    inner = list(x.items()) if isinstance(x, dict) else x
    return not isinstance(x, dict | list | tuple | set | frozenset) or all(map(only_exact, inner))


@given(values)
def test_plain_values_come_back_equal_and_of_the_same_type(value: Any) -> None:
    back = round_trip(value)
    assert back == value
    assert type(back) is type(value)


@given(json_values | tagged)
def test_whatever_arrives_becomes_plain_data_or_an_error(data: Any) -> None:
    try:
        value = wire.decode(data, refuse)
    except wire.WireError:
        return
    assert only_exact(value)


@given(st.binary(max_size=200))
def test_whatever_bytes_arrive_become_json_or_an_error(body: bytes) -> None:
    try:
        wire.unpack(body)
    except wire.WireError:
        return


@pytest.mark.parametrize(
    "value",
    [
        collections.Counter("banana"),
        collections.OrderedDict(a=1),
        collections.deque([1, 2]),
        decimal.Decimal("1.50"),
        fractions.Fraction(1, 3),
        10**400,
        -(2**53),
        float("inf"),
        bytearray(b"ab"),
        range(5, 1, -2),
        datetime.date(2024, 2, 29),
        datetime.datetime(2024, 1, 2, 3, tzinfo=datetime.UTC),
        datetime.time(1, 2),
        datetime.timedelta(days=-1, microseconds=7),
        datetime.UTC,
        datetime.timezone(datetime.timedelta(hours=-3, microseconds=1)),
        datetime.timezone(datetime.timedelta(0), "Zulu"),
        pathlib.Path("a/b"),
        pathlib.PurePosixPath("/a/b"),
        pathlib.PureWindowsPath("c:/a"),
        array.array("d", [1.5]),
        collections.UserList([1]),
        collections.UserDict(a=1),
        collections.UserString("a"),
        "\ud800",
    ],
)
def test_library_values_keep_their_type(value: Any) -> None:
    back = round_trip(value)
    assert back == value
    assert type(back) is type(value)


def test_a_subclass_is_opaque_however_it_calls_itself() -> None:
    class Liar(int):
        pass

    with pytest.raises(wire.WireError):
        wire.encode(Liar(3), refuse)


@pytest.mark.parametrize(
    "data",
    [
        [2, *[n * (2**61 - 1) for n in range(3000)]],
        [7, "f" * 200_000],
        [7, "not hex"],
        [10, "Decimal", "1E+999999999"],
        [10, "Decimal", "1" * 2000],
        [10, "Fraction", [0, 1, 0]],
        [10, "Fraction", [0, True, 2]],
        [10, "date", "2024-02-30"],
        [10, "range", [0, 1, 2]],
        [10, "Path", 3],
        [10, "array", ["i", [0, "a"]]],
        [10, "array", ["i", [5, "AAAA"]]],
        [10, "array", ["O", [0, 1]]],
        [10, "UserString", 3],
        [10, "os", [0]],
        [4, [0], 1],
        [9, "Counter", [0, 1]],
        [9, "OrderedDict2", [4]],
        [5, "!"],
        [],
        {},
        [True, 1],
        [99],
    ],
)
def test_costly_or_malformed_data_is_refused(data: Any) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(data, refuse)


def test_too_deep_and_too_many_values_are_refused_when_sent() -> None:
    deep: list[Any] = []
    for _ in range(100):
        deep = [deep]
    for value in (deep, [0] * (wire.MAX_VALUES + 1)):
        with pytest.raises(wire.WireError):
            wire.encode(value, refuse)


def test_a_frame_holds_one_message_and_nothing_more() -> None:
    with pytest.raises(wire.WireError):
        wire.unpack(b"[1] [2]")
    frame = wire.pack([1])
    assert [wire.frame_end(bytearray(frame[:n])) for n in range(len(frame))] == [0] * len(frame)
    assert wire.frame_end(bytearray(frame + b"more")) == len(frame)
    with pytest.raises(wire.WireError):
        wire.frame_end(bytearray(b"\xff\xff\xff\x7f"))


def test_deep_json_is_an_error_and_no_crash() -> None:
    with pytest.raises(wire.WireError):
        wire.unpack(b"[" * 100_000)
    data: Any = 0
    for _ in range(500):
        data = [0, data]
    with pytest.raises(wire.WireError):
        wire.decode(data, refuse)


@pytest.mark.parametrize("wrap", [lambda x: [x], lambda x: (x,), lambda x: {"k": x}])
def test_a_value_is_nested_so_deep_and_no_deeper(wrap: Callable[[Any], Any]) -> None:
    value: Any = 1
    for _ in range(wire.MAX_DEPTH):
        value = wrap(value)
    data = wire.encode(value, opaque=lambda x: x)
    assert wire.decode(data, handle=lambda fields: fields) == value
    with pytest.raises(wire.WireError):
        wire.encode(wrap(value), opaque=lambda x: x)
    with pytest.raises(wire.WireError):
        wire.decode([0, [1, [0, [1, data]]]], handle=lambda fields: fields)


def test_a_list_that_two_places_share_stays_one() -> None:
    inner: list[Any] = [1]
    made = wire.decode(wire.encode({"a": inner, "b": [inner, {2}]}, refuse), refuse)
    assert made == {"a": [1], "b": [[1], {2}]}
    assert made["a"] is made["b"][0]


def test_what_contains_itself_does_not_travel() -> None:
    around: list[Any] = []
    around.append(around)
    with pytest.raises(wire.WireError, match="contains itself"):
        wire.encode(around, refuse)
    for forged in ([0, [11, 0]], [11, 0], [0, [0], [11, 2]], [0, [0], [11, -1]]):
        with pytest.raises(wire.WireError):
            wire.decode(forged, refuse)


def test_what_is_shared_counts_as_often_as_it_stands() -> None:
    doubled: Any = [1]
    for _ in range(40):
        doubled = [doubled, doubled]
    with pytest.raises(wire.WireError, match="too many"):
        wire.encode(doubled, refuse)
    with pytest.raises(wire.WireError, match="too large"):
        wire.decode([0, [0, *[1] * 1000], *[[11, 1]] * 1000], refuse)
