"""Handles on objects whose class extends a container or a value of the library.

Their content is asked for when it is needed. Unless the problem asks for the class, or the test
made the object, it answers all that it would answer if the class had nothing of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ClassVar

from grader import remote, remote_methods
from grader.operators import OPERATORS
from grader.remote import Remote, RemoteObject, decides, held
from grader.specials import ARITHMETIC, COMPARISONS, CONTENT, OF_CONTENT, specials_of


class Content(RemoteObject):
    """What such handles have in common; `of_kind` makes the classes of the kinds."""

    __slots__ = ()
    _remote_content_ = ""
    _remote_plainly_: ClassVar[Callable[[Any], Any]]

    def __getattribute__(self, name: str) -> Any:
        """Read an attribute of the content or of the learner's object."""
        if name in OF_CONTENT[_kind(self)] and not decides(self):
            return getattr(content(self), name)
        if name == "remove" and not decides(self):
            return functools.partial(_removed, self)
        return Remote.__getattribute__(self, name)


def _kind(x: Content) -> str:
    return str(type.__getattribute__(type(x), "_remote_content_"))


def content(x: Any) -> Any:
    """Return what the object of a handle holds; anything else as it is.

    Raises:
        TypeError: The learner's process says something else.
    """
    if not isinstance(x, Content):
        return x
    here = held(x)
    told = here.line.decode(here.line.ask("content", here.number))
    if type(told) is not CONTENT[_kind(x)]:
        raise TypeError("not the content of its class")
    return told


Content._remote_plainly_ = content


def _removed(x: Content, item: Any) -> Any:
    """Let learner code remove an item, which may not pretend that there was one."""
    there = item in content(x)
    result = Remote.__getattribute__(x, "remove")(item)
    if not there:
        raise ValueError("it is not there")
    return result


def _infix(name: str, *, swapped: bool = False) -> remote_methods.Method:
    def method(self: Any, other: Any, *more: Any) -> Any:
        pair = content(self), content(other)
        return OPERATORS[name](*(reversed(pair) if swapped else pair), *more)

    return method


def _use(special: str) -> remote_methods.Method:
    return lambda self, *given: getattr(content(self), special)(*given)


def _item(self: Any, key: Any) -> Any:
    """Return an item; learner code may have its own for a key that is not there."""
    if not decides(self):
        try:
            return content(self)[key]
        except LookupError:
            pass
    return held(self).operate("getitem", self, key)


def _in_place(name: str) -> remote_methods.Method:
    def method(self: Any, other: Any) -> Any:
        result = held(self).operate(name, self, other)
        return self if remote.same(result, self) else NotImplemented

    return method


def _method(special: str) -> remote_methods.Method:
    name = special.strip("_")
    if name in ("setitem", "delitem"):
        return remote_methods.method(special, None)
    if name[0] == "i" and name[1:] in ARITHMETIC:
        return _in_place(name)
    if name == "getitem":
        return _item
    if name in COMPARISONS or name in ARITHMETIC:
        return _infix(name)
    if name[0] == "r" and name[1:] in ARITHMETIC:
        return _infix(name[1:], swapped=True)
    return _use(special)


@functools.cache
def of_kind(kind: str) -> type[Content]:
    """Return the class of handles on objects that extend a type of `CONTENT`."""
    base = CONTENT[kind]
    inside: dict[str, Any] = {s: _method(s) for s in specials_of(base)}
    if hasattr(base, "__add__"):  # a sequence is added to another without this method
        inside.setdefault("__radd__", _method("__radd__"))
    inside["__hash__"] = _use("__hash__") if base.__hash__ is not None else None
    return type(kind, (Content,), {"__slots__": (), "_remote_content_": kind, **inside})
