"""Whatever a child says, a test gets plain data or a handle, and no handle equals a plain value."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.end import Dead, End
from grader.exchange import Exchange
from grader.mirror_class import MirrorClass
from grader.remote import is_remote
from grader.specials import SPECIALS

names = st.sampled_from(
    ["object", "shared", "class", "callback", "given", "exception", "int", "ValueError", "list"]
) | st.text(max_size=8)
scalars = st.none() | st.booleans() | st.integers(-3, 20) | st.floats() | names
tagged = st.recursive(
    scalars,
    lambda inner: st.tuples(st.integers(-1, 13), st.lists(inner, max_size=4)).map(
        lambda pair: [pair[0], *pair[1]]
    ),
    max_leaves=25,
)
handles = st.tuples(
    st.just(8),
    st.just("object"),
    st.integers(0, 5),
    st.integers(0, 8) | st.sampled_from(["function", "generator", "dict_keys", "odd"]),
    tagged,
).map(list)
classes = st.tuples(
    names | st.integers(),
    st.lists(st.integers(-1, 9) | names, max_size=4) | scalars,
    st.lists(st.sampled_from(sorted(SPECIALS)) | names, max_size=6) | scalars,
    st.booleans() | scalars,
    st.sampled_from(["", "list", "dict", "set", "odd"]) | scalars,
    st.none() | st.lists(names, max_size=3),
).map(list)


class Told(Exchange):
    """An exchange with a child that answers each request with the next of some replies."""

    def __init__(self, replies: list[Any]) -> None:
        super().__init__()
        self.replies = replies

    def ask(self, operation: str, *arguments: Any) -> Any:
        if not self.replies:
            self.fail(End.DIED)
        return self.replies.pop()

    def fail(self, end: End) -> NoReturn:
        raise Dead(end)


@settings(max_examples=150)
@given(tagged | handles, st.lists(classes | tagged, max_size=6))
def test_what_arrives_is_data_or_a_handle_or_the_end(data: Any, replies: list[Any]) -> None:
    try:
        value = Told(replies).decode(data)
    except Dead:
        return
    plain = type(value).__module__ in ("builtins", "collections", "fractions", "decimal")
    plain = plain or type(value).__module__ in ("datetime", "pathlib")
    assert plain or is_remote(value) or isinstance(value, BaseException | MirrorClass | type)


@settings(max_examples=150)
@given(handles, st.lists(classes, max_size=4), st.lists(tagged, max_size=4))
def test_no_handle_is_equal_to_a_plain_value_by_saying_so(
    data: Any, described: list[Any], replies: list[Any]
) -> None:
    exchange = Told(described)
    try:
        value = exchange.decode(data)
        exchange.replies = [True, *replies, True]
        if not is_remote(value) or isinstance(value, int | float | str | tuple | bytes | complex):
            return
        same = value == 14
        inside = [value] == [14]
    except (Dead, TypeError):
        return
    assert same is not True
    assert not inside


@pytest.mark.parametrize(
    "described",
    [
        ["A", [0], [], True, "", None],
        ["A", ["int", "str"], [], True, "", None],
        ["A", ["ValueError", "OSError", 3], [], True, "", None],
        ["A", [], ["__class__", "__init__", "__getattribute__", "__reduce__"], True, "", None],
        ["A", [], [], True, "", ["class", "a b", "__import__('os')"]],
        [1, 2, 3, 4, 5, 6],
        [],
        None,
    ],
)
def test_a_forged_class_is_a_class_or_the_end(described: Any) -> None:
    try:
        made = Told([described] * 3).decode([8, "class", 0])
    except Dead:
        return
    assert type(made) is MirrorClass
    own = type.__getattribute__(made, "__dict__")  # of the counterpart itself
    assert not {"__reduce__", "__init__"} & set(own)


def explained() -> None:
    """Do nothing."""


def test_functions_and_builtins_of_a_test_go_by_reference() -> None:
    exchange = Told([])
    assert exchange.encode(len) == [8, "shared", "len"]
    assert exchange.encode(int) == [8, "shared", "int"]
    assert exchange.encode(lambda: 1) == [8, "callback", 0, "<lambda>", True, None]
    assert exchange.encode(explained)[-1] == explained.__doc__
    assert exchange.encode(ValueError("x", 1)) == [8, "exception", "ValueError", ["x", "1"]]
    with pytest.raises(TypeError, match="cannot be given"):
        exchange.encode(json)


def test_what_is_lent_goes_out_once_and_comes_back_as_itself() -> None:
    exchange, walker = Told([]), iter([1])
    lent = [8, "lent", 0, "list_iterator", ["__iter__", "__next__"]]
    assert exchange.encode(walker) == exchange.encode(walker) == lent
    assert exchange.decode([8, "lent", 0]) is walker
    with pytest.raises(Dead):
        exchange.decode([8, "lent", 1])


@pytest.mark.parametrize("name", ["exec", "eval", "open", "__import__", "os.system", "type.mro"])
def test_a_child_cannot_name_a_function_of_the_judge(name: str) -> None:
    with pytest.raises(Dead):
        Told([]).decode([8, "shared", name])
