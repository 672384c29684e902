"""How the answer to a prediction is written down, and what is said of one that is nearly right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.phrases import say

_PUT = (
    'Replace all of `"?"` with the result, the quotes too. Work it out on paper: the value itself '
    "is asked for, not a calculation."
)
_TEXT = 'Text goes in quotes, as in `"ab"`, with each space and each capital letter as it is.'
_NEWLINE = r"The end of a line in a text is written `\n`."
_NUMBER = "A number goes without quotes, and `3` and `3.0` are not the same here."
_WORD = "`True`, `False` and `None` go without quotes."
_LIST = "A list goes in square brackets, as in `[1, 2]`."
_TUPLE = "A tuple goes in round brackets, as in `(1, 2)`."
_DICT = "A dictionary goes in curly brackets, as in `{{1: 2}}`."

_QUOTED = "Your answer is in quotes, so Python takes it for a text. Here the result is no text."
_NOT_TEXT = "The result is a text here, so it goes in quotes."
_NOT_LIST = "Round brackets make a tuple. Here the result is a list."
_NOT_TUPLE = "Square brackets make a list. Here the result is a tuple."
_LETTERS = "Nearly. Look at each space, and at capital and small letters."
_POINT = "Nearly. `3` and `3.0` are not the same: what does Python make of each number here?"

_IS_TEXT = "The result is a text. It has so many signs: {count}."
_IS_WHOLE = "The result is a whole number. It has so many digits: {count}."
_IS_POINT = "The result is a number with a point."
_IS_LIST = "The result is a list. It has so many parts: {count}."
_IS_TUPLE = "The result is a tuple. It has so many parts: {count}."
_IS_DICT = "The result is a dictionary. It has so many keys: {count}."
_IS_WORD = "The result is one of `True`, `False` and `None`."

_ASK_TEXT = "Follow the values line by line. Which letters and spaces does the text have?"
_ASK_NUMBER = "Follow the values line by line. Is it a whole number, or one with a point?"
_ASK_PARTS = "Follow the values line by line. Which parts does the result have, in which order?"
_ASK_DICT = "Follow the values line by line. Which keys does the result have?"
_ASK_WORD = "Follow the values line by line. Which decision is the last one?"


def how_to_write(at: str, values: Sequence[Any]) -> str:
    """Return how a result of this program is written; `values` are several of its results.

    Those of other inputs are among them, so that an empty list does not tell that it is empty.
    """
    parts = [part for value in values for part in _parts(value)]
    rules = {
        _TEXT: any(isinstance(x, str) for x in parts),
        _NEWLINE: any(isinstance(x, str) and "\n" in x for x in parts),
        _NUMBER: any(_is_number(x) for x in parts),
        _WORD: any(x is None or isinstance(x, bool) for x in parts),
        _LIST: any(isinstance(x, list) for x in parts),
        _TUPLE: any(isinstance(x, tuple) for x in parts),
        _DICT: any(isinstance(x, dict) for x in parts),
    }
    return " ".join(say(at, text) for text in (_PUT, *(t for t, used in rules.items() if used)))


def _parts(value: Any) -> Iterator[Any]:
    yield value
    inner: Iterable[Any] = ()
    if isinstance(value, dict):
        inner = [*value, *value.values()]
    elif isinstance(value, list | tuple):
        inner = value
    for part in inner:
        yield from _parts(part)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def form_checks(at: str, answer: Any) -> str:
    """Return asserts on how `got.answer` is written, which tell nothing of its value."""
    text = isinstance(answer, str)
    asserts = [(f"isinstance(got.answer, str) is {text}", _NOT_TEXT if text else _QUOTED)]
    if isinstance(answer, list):
        asserts.append(("not isinstance(got.answer, tuple)", _NOT_LIST))
    if isinstance(answer, tuple):
        asserts.append(("not isinstance(got.answer, list)", _NOT_TUPLE))
    return "\n".join(f"assert {test}, {say(at, told)!r}" for test, told in asserts)


@dataclass(frozen=True, slots=True)
class ValueChecks:
    """Expressions on `got.answer`, and what to tell where the second alone is false.

    Attributes:
        near: True where it is the value, apart from spaces, capitals and points.
        exact: True where it is the very value, or not even near.
    """

    near: str
    exact: str
    told: str


def value_checks(at: str, answer: Any) -> ValueChecks:
    """Return how an answer is set against the result, so that a slip of writing is told apart."""
    exact = f"repr(got.answer) == {repr(answer)!r}"
    near, told = f"got.answer == {answer!r}", _POINT
    if any(isinstance(x, str) for x in _parts(answer)):
        plain = "".join(repr(answer).lower().split())
        near, told = f'"".join(repr(got.answer).lower().split()) == {plain!r}', _LETTERS
    return ValueChecks(near, f"{exact} or not {near}", say(at, told))


def kind_of(at: str, answer: Any) -> str:
    """Return what kind of value a result is, and its size."""
    if isinstance(answer, str):
        return say(at, _IS_TEXT, count=len(answer))
    if isinstance(answer, list | tuple | dict):
        names = {list: _IS_LIST, tuple: _IS_TUPLE, dict: _IS_DICT}
        return say(at, names[type(answer)], count=len(answer))
    if not _is_number(answer):
        return say(at, _IS_WORD)
    if isinstance(answer, float):
        return say(at, _IS_POINT)
    return say(at, _IS_WHOLE, count=len(str(abs(answer))))


def question_on(at: str, answer: Any) -> str:
    """Return the hint of the hidden test: what to look at in a result of this kind."""
    if isinstance(answer, str):
        return say(at, _ASK_TEXT)
    if isinstance(answer, list | tuple):
        return say(at, _ASK_PARTS)
    if isinstance(answer, dict):
        return say(at, _ASK_DICT)
    return say(at, _ASK_NUMBER if _is_number(answer) else _ASK_WORD)
